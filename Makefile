# Everything a newcomer needs: `make run` and `make test`.
.PHONY: run test lint build bootstrap clean

bootstrap:
	@scripts/bootstrap

build: bootstrap
	swift build -c release --product evalrunner

run: build
	.build/release/evalrunner run suites/web4

test: bootstrap
	swift build --build-tests
	swift test --skip-build

lint:
	swift format lint --strict --recursive Sources Tests Package.swift
	scripts/check-imports

clean:
	rm -rf .build

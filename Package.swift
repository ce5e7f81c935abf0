// swift-tools-version: 6.2
import PackageDescription

let settings: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .treatAllWarnings(as: .error),
]

/// A C library of the system: a module map and a shim, no logic.
func system(_ name: String, _ pkgConfig: String, _ package: String) -> Target {
  .systemLibrary(name: name, pkgConfig: pkgConfig, providers: [.apt([package])])
}

let package = Package(
  name: "EvalKit",
  products: [
    .library(name: "EvalKit", targets: ["EvalKit"]),
    .library(name: "Harnesses", targets: ["Harnesses"]),
    .library(name: "ScriptedServer", targets: ["ScriptedServer"]),
    .executable(name: "evalrunner", targets: ["evalrunner"]),
  ],
  targets: [
    system("CCurl", "libcurl", "libcurl4-openssl-dev"),
    system("CSQLite", "sqlite3", "libsqlite3-dev"),
    system("CYAML", "yaml-0.1", "libyaml-dev"),
    system("CMark", "libcmark", "libcmark-dev"),
    system("CZlib", "zlib", "zlib1g-dev"),
    system("CCrypto", "libcrypto", "libssl-dev"),
    system("CPCRE2", "libpcre2-8", "libpcre2-dev"),
    .systemLibrary(name: "CEvents"),
    .target(
      name: "CJSON", linkerSettings: [.linkedLibrary("simdjson"), .linkedLibrary("pcre2-8")]),
    .target(name: "CBoostMath"),
    .target(name: "CSpawn"),
    .target(
      name: "EvalKit",
      dependencies: [
        "CCurl", "CSQLite", "CYAML", "CZlib", "CCrypto", "CPCRE2", "CJSON", "CBoostMath",
        "CSpawn",
      ],
      swiftSettings: settings),
    .target(name: "Harnesses", dependencies: ["EvalKit", "CMark"], swiftSettings: settings),
    .target(name: "ScriptedServer", dependencies: ["EvalKit", "CEvents"], swiftSettings: settings),
    .executableTarget(
      name: "evalrunner", dependencies: ["EvalKit", "Harnesses", "ScriptedServer"],
      swiftSettings: settings),
    .testTarget(
      name: "EvalKitTests", dependencies: ["EvalKit", "ScriptedServer"], exclude: ["Fixtures"],
      swiftSettings: settings),
    .testTarget(
      name: "ScriptedServerTests", dependencies: ["EvalKit", "ScriptedServer"],
      swiftSettings: settings),
    .testTarget(
      name: "HarnessesTests", dependencies: ["EvalKit", "Harnesses"], exclude: ["Fixtures"],
      swiftSettings: settings),
    .testTarget(
      name: "evalrunnerTests",
      dependencies: ["EvalKit", "Harnesses", "ScriptedServer", "evalrunner"],
      swiftSettings: settings),
  ],
  cxxLanguageStandard: .cxx17
)

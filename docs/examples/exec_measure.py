#!/usr/bin/env python3
"""Measures for evalrunner: how far a sum is off, and whether it is bare. See docs/exec.md."""
import json
import re
import sys

print("ready", flush=True)

for line in sys.stdin:
    request = json.loads(line)
    text = request["prediction"]["text"].strip()
    target = int(request["sample"]["target"])
    number = re.search(r"-?\d+", text)
    bare = number is not None and number.group() == text
    answer = {"measures": {"bare": bare}}
    if number is None:
        # A text in place of a number says why there is none.
        answer["measures"]["distance"] = "the answer holds no number"
    else:
        answer["measures"]["distance"] = abs(int(number.group()) - target)
    if not bare:
        answer["explanation"] = f"more than a number: {text!r}"
    print(json.dumps(answer), flush=True)

#!/usr/bin/env python3
"""A model for evalrunner: adds the numbers in a question. See docs/exec.md."""
import json
import re
import sys

# Load whatever takes long here, before saying that the program is ready.
print("ready", flush=True)

for line in sys.stdin:
    request = json.loads(line)
    if request["request"] == "identify":
        answer = {"version": "1.0", "digest": "adds-integers"}
    elif request["request"] == "predict":
        question = request["messages"][-1]["content"]
        numbers = [int(number) for number in re.findall(r"-?\d+", question)]
        if numbers:
            answer = {"text": str(sum(numbers)), "finish_reason": "stop"}
        else:
            answer = {"error": {"kind": "rejected", "message": "no number in the question"}}
    else:
        answer = {"error": f"unknown request {request['request']!r}"}
    print(json.dumps(answer), flush=True)

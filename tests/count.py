#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Counts the tests inside the test programs of a `meson test` run.

usage: count.py TESTLOG.JSON

Meson counts programs. A program of cmocka, TAP or unittest holds many tests, and tells them in its
output; any other program is one test. Prints `N passed, N failed`, with `, N skipped` when some
were, and exits 1 when one failed or none passed: a run that tested nothing is not a good one.
"""
import json
import re
import sys


def count_tap(out, _err):
    plan = re.search(r"^1\.\.(\d+)", out, re.M)
    if not plan:
        return None
    planned = sum(int(number) for number in re.findall(r"^1\.\.(\d+)", out, re.M))
    lines = re.findall(r"^(not ok|ok)\b(.*)$", out, re.M)
    skipped = sum(1 for _, rest in lines if re.search(r"#\s*skip", rest, re.I))
    passed = sum(1 for word, rest in lines if word == "ok" and not re.search(r"#\s*skip", rest, re.I))
    return passed, max(planned, len(lines)) - passed - skipped, skipped


def count_cmocka(out, _err):
    begun = len(re.findall(r"^\[ RUN      \]", out, re.M))
    if not begun:
        return None
    passed = len(re.findall(r"^\[       OK \]", out, re.M))
    skipped = len(re.findall(r"^\[  SKIPPED \]", out, re.M))
    return passed, begun - passed - skipped, skipped


def count_unittest(_out, err):
    ran = re.search(r"^Ran (\d+) tests? in", err, re.M)
    if not ran:
        return None
    number = {word: int(count) for word, count in re.findall(r"(\w+)=(\d+)", err[ran.end():])}
    failed = number.get("failures", 0) + number.get("errors", 0)
    skipped = number.get("skipped", 0)
    return int(ran.group(1)) - failed - skipped, failed, skipped


def count_program(entry):
    out, err = entry.get("stdout") or "", entry.get("stderr") or ""
    is_good = entry["result"] in ("OK", "EXPECTEDFAIL")
    is_skipped = entry["result"] == "SKIP"
    for count in (count_tap, count_cmocka, count_unittest):
        counted = count(out, err)
        if counted:
            break
    else:
        return int(is_good), int(not is_good and not is_skipped), int(is_skipped)
    passed, failed, skipped = counted
    # A program can die or report a leak after its last test said that all is well.
    if not is_good and not is_skipped and failed == 0:
        failed = 1
    return passed, failed, skipped


def read_entries(path):
    try:
        with open(path, encoding="utf-8") as file:
            return [json.loads(line) for line in file if line.strip()]
    except FileNotFoundError:
        return []


def main():
    counts = [count_program(entry) for entry in read_entries(sys.argv[1])]
    passed, failed, skipped = (sum(count[i] for count in counts) for i in range(3))
    print(f"{passed} passed, {failed} failed" + (f", {skipped} skipped" if skipped else ""))
    sys.exit(0 if passed and not failed else 1)


if __name__ == "__main__":
    main()

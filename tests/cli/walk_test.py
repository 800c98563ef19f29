#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Runs the commands that a page of the manual prints, one after another as somebody would type them,
on a directory that is new.

usage: walk_test.py PROGRAM PAGE
"""
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import unittest

PROGRAM, PAGE = map(pathlib.Path, sys.argv[1:3])
TERMINAL = pathlib.Path(__file__).with_name("terminal.py")
ESCAPES = {r"\(aq": "'", r"\e": "\\", "\\ ": " ", r"\-": "-", r"\&": ""}
# These open the screen, which other tests walk through.
SCREEN = re.compile(r"iemn( --demo| -f \S+)?")
# What is asked, and what the page says to answer.
ANSWERS = {"iemn edit --where": ("[y/N]", "y"), "iemn erase": ("to go on:", "Ana Example")}
SAVING = re.compile("iemn (add|edit --note|end-term|succeed|rename)")
# Days on which somebody may take the walk: the last ones of a year and of a leap February too.
MOMENTS = {"2026-11-23": 1795392000, "2027-12-31": 1830211200, "2028-02-29": 1835395200}


def plain(text):
    for escape, char in ESCAPES.items():
        text = text.replace(escape, char)
    return text


def commands(page):
    """The lines behind a dollar sign, with those that continue them."""
    lines = [plain(line[4:].strip('"')) for line in page.read_text(encoding="utf-8").splitlines()
             if line.startswith(".Dl ")]
    text = re.sub(r"\\\n\s*", "", "\n".join(lines))
    assert all(line.startswith("$ ") for line in text.splitlines()), text
    return [line[2:] for line in text.splitlines()]


class Walk(unittest.TestCase):
    def run_line(self, line, environment, folder):
        """Runs a line in a shell on a terminal, and gives what the terminal showed."""
        asked = [["--asked", text, ":", answer] for start, (text, answer) in ANSWERS.items()
                 if line.startswith(start)]
        done = subprocess.run(
            [sys.executable, "-B", TERMINAL, "80", *(asked[0] if asked else []),
             "/bin/sh", "-c", line],
            env=environment, cwd=folder, text=True, encoding="utf-8", capture_output=True,
            check=False, stdin=subprocess.DEVNULL)
        self.assertEqual(done.returncode, 0, f"$ {line}\n{done.stdout}{done.stderr}")
        return done.stdout

    def walk(self, moment, folder):
        environment = {"PATH": f"{PROGRAM.resolve().parent}:{os.environ['PATH']}",
                       "HOME": folder, "LC_ALL": "C.UTF-8", "TERM": "xterm", "EDITOR": "true",
                       "SOURCE_DATE_EPOCH": str(moment)}
        pathlib.Path(folder, "ana.txt").write_text("Name: Zoe Example\n", encoding="utf-8")
        for line in commands(PAGE):
            setting = re.fullmatch(r"export (\w+)=(\S+)", line)
            if setting:
                environment[setting.group(1)] = setting.group(2)
            elif not SCREEN.fullmatch(line):
                has_all = "| jq" not in line or shutil.which("jq")
                shown = self.run_line(line if has_all else line.split("|")[0], environment, folder)
                if SAVING.match(line) and "--dry-run" not in line:
                    self.assertIn("Saved as action", shown, f"$ {line}")
        self.run_line("iemn check", environment, folder)

    def test_every_command_does_what_the_page_says(self):
        for day, moment in MOMENTS.items():
            with self.subTest(day), tempfile.TemporaryDirectory() as folder:
                self.walk(moment, folder)

    def test_the_page_prints_commands_that_change_something(self):
        self.assertGreater(len([line for line in commands(PAGE) if SAVING.match(line)]), 3)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])

#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Holds the tables of iemn(1) against the program: commands, options, keys, queries, exit codes and
environment, each in both directions.

usage: manual_test.py PROGRAM MANUAL SOURCES
"""
import json
import pathlib
import re
import subprocess
import sys
import unittest

PROGRAM, MANUAL, SOURCES = sys.argv[1:4]
ESCAPES = {r"\(ha": "^", r"\e": "\\", r"\&": "", r"\-": "-", r"\(dq": '"'}
# Read by the C library for the program.
READ_BY_LIBRARIES = {"LC_ALL", "LC_CTYPE", "LANG"}
# Kept from curses and put back, so that what it holds changes nothing.
WITHOUT_EFFECT = {"LINES"}


def iemn(*words):
    done = subprocess.run([PROGRAM, *words], text=True, encoding="utf-8", capture_output=True,
                          check=False, env={"LC_ALL": "C.UTF-8", "HOME": "/nonexistent"})
    if done.returncode != 0:
        raise AssertionError(f"iemn {' '.join(words)}: exit code {done.returncode}\n{done.stderr}")
    return done.stdout


def plain(text):
    for escape, char in ESCAPES.items():
        text = text.replace(escape, char)
    return text


def sections():
    """The lines of each .Sh section of the manual; what stands under its .Ss belongs to it."""
    found, name = {}, ""
    for line in pathlib.Path(MANUAL).read_text(encoding="utf-8").splitlines():
        if line.startswith(".Sh "):
            name = line[4:].strip()
        found.setdefault(name, []).append(line)
    return found


def items(section, macro):
    """The words of the .It lines of a section that begin with a macro: `.It Cm list Ar kind`."""
    return [plain(line).split()[2:] for line in SECTIONS[section]
            if line.startswith(f".It {macro} ")]


def block(text, heading):
    """The lines below a heading of the program's help, up to the next empty line."""
    return re.search(rf"^{heading}\n(.*?)(?:\n\n|\Z)", text, re.M | re.S).group(1).splitlines()


def options_in(lines):
    """The spellings of options at the beginning of help lines, such as {"-f", "--file"}."""
    starts = (re.match(r" {2,6}((?:-\w, )?--[a-z-]+)", line) for line in lines)
    return {word for start in starts if start for word in start.group(1).split(", ")}


def members_of(command):
    """The members that the manual tells of what a command prints as JSON."""
    text = "\n".join(SECTIONS["JSON"])
    item = re.search(rf"^\.It Cm {re.escape(command)}\n(.*?)(?=^\.(?:It|El))", text, re.M | re.S)
    return re.findall(r"^\.Li (\w+)", item.group(1), re.M)


SECTIONS = sections()


class Manual(unittest.TestCase):
    def command_lines(self):
        """What stands between what the program is and its options, without empty lines."""
        paragraphs = iemn("help").split("\n\n")
        end = next(i for i, text in enumerate(paragraphs) if text.startswith("Options\n"))
        return "\n".join(paragraphs[2:end]).splitlines()

    def commands(self):
        return [line.split()[0] for line in self.command_lines() if re.match(r"  [a-z]", line)]

    def test_every_command_of_the_shell_is_described_and_no_other(self):
        self.assertEqual([words[0] for words in items("COMMANDS", "Cm")], self.commands())

    def test_the_commands_stand_under_the_headings_of_the_help(self):
        described = [line.split()[2] if line.startswith(".It") else plain(line[4:])
                     for line in SECTIONS["COMMANDS"] if re.match(r"\.(Ss|It Cm) ", line)]
        offered = [line.split()[0] if line.startswith(" ") else line
                   for line in self.command_lines() if re.match(r"\S|  [a-z]", line)]
        self.assertEqual(described, offered)

    def test_the_kinds_that_take_a_source_are_those_of_the_help(self):
        kinds = ("person agency term channel name event link country page source "
                 "citation").split()
        taking = [kind for kind in kinds if "--source=VALUE" in iemn("help", "add", kind)]
        text = " ".join(SECTIONS["COMMANDS"]).replace(" ,", ",")
        sentence = re.search(r"can be cited for, (.*?), takes \.Fl Fl source", text).group(1)
        self.assertEqual(re.findall(r"\ban? (\w+)", sentence), taking)

    def test_every_option_is_described_and_no_other(self):
        described = set()
        for words in items("OPTIONS", "Fl"):
            line = " ".join(words).replace(" ,", "").replace("Fl Fl ", "--").replace("Fl ", "--")
            names = line.split(" Ns ")[0].split()
            described |= {name if name.startswith("--") else f"-{name}" for name in names}
        offered = options_in(block(iemn("help"), "Options"))
        for command in self.commands():
            text = iemn("help", command)
            offered |= options_in(block(text, "Options")) if "\nOptions\n" in text else set()
        self.assertEqual(described, offered)

    def test_every_key_is_described_and_no_other(self):
        described = [" ".join(word for word in words if word != ",")
                     for words in items("KEYS", "Ic")]
        lines = [line for line in iemn("help", "keys").splitlines()
                 if re.match("  (?!:[a-z])", line)]
        self.assertEqual(described, [re.split(r"\s{2,}", line.strip())[0] for line in lines])

    def test_the_keys_stand_under_the_headings_of_the_help(self):
        described = [plain(line[4:]) for line in SECTIONS["KEYS"] if line.startswith(".Ss ")]
        offered = [line for line in iemn("help", "keys").splitlines() if re.match(r"\S", line)]
        self.assertEqual(described[:len(offered)], offered)

    def test_every_command_without_a_key_is_described_and_no_other(self):
        described = [f"{words[0]} {words[2].upper()}" if len(words) > 1 else words[0]
                     for words in items("KEYS", "Cm")]
        offered = re.findall(r"^  :([a-z-]+(?: [A-Z]+)?)", iemn("help", "keys"), re.M)
        self.assertEqual(described, offered)

    def test_every_field_of_a_query_is_described_and_no_other(self):
        rows = pathlib.Path(SOURCES, "store/query.c").read_text(encoding="utf-8")
        names = re.findall(r'\{"(\w+)", QUERY_\w+\}', rows)
        self.assertEqual([words[0] for words in items("QUERIES", "Cm")], names)

    def test_every_exit_code_is_described_and_no_other(self):
        rows = pathlib.Path(SOURCES, "base/err.c").read_text(encoding="utf-8")
        given = {int(code) for code in re.findall(r"\[ERR_\w+\] = (\d+)", rows)}
        described = [line.split()[1] for line in SECTIONS["EXIT STATUS"] if line.startswith(".It ")]
        self.assertEqual(set(described), {"128+n", *map(str, given)})

    def test_every_variable_of_the_environment_is_described_and_no_other(self):
        read = set()
        for path in pathlib.Path(SOURCES).rglob("*.c"):
            text = path.read_text(encoding="utf-8")
            read |= set(re.findall(r'\b(?:getenv|environment)\("(\w+)"\)', text))
            if "getenv(names[" in text:
                for names in re.findall(r'\bnames\[\] = \{([^}]*)\}', text):
                    read |= set(re.findall(r'"(\w+)"', names))
        described = {word for words in items("ENVIRONMENT", "Ev") for word in words if word != ","}
        self.assertEqual(described, (read | READ_BY_LIBRARIES) - WITHOUT_EFFECT)

    def test_every_member_of_a_report_is_described_and_no_other(self):
        name = "Ana Fictícia"
        report = json.loads(iemn("--demo", "erase", name, f"--name={name}", "--json"))
        described = [words[0] for words in items("JSON", "Li")]
        of_report = described[described.index("format"):]
        self.assertEqual(of_report, [*report, *report["receipt"]])

    def test_every_member_of_a_row_is_described_and_no_other(self):
        rows = {"list terms": ("list_terms", "columns", ["uid"]),
                "list attention": ("list_upkeep", "attention_columns", ["uid"]),
                "list duplicates": ("list_upkeep", "duplicate_columns", ["uid"]),
                "list bin": ("list_upkeep", "bin_columns", ["uid"]),
                "search": ("show", "search_columns", ["uid"]),
                "history": ("history", "action_columns", []),
                "history Ar record": ("history", "change_columns", []),
                "check": ("check", "columns", [])}
        for command, (file, array, first) in rows.items():
            text = pathlib.Path(SOURCES, f"cli/cmd_{file}.c").read_text(encoding="utf-8")
            table = re.search(rf"struct column {array}\[\] = \{{(.*?)^\}};", text, re.M | re.S)
            members = first + re.findall(r'\.name = "(\w+)"', table.group(1))
            self.assertEqual(members_of(command), members, command)

    def test_every_kind_of_attention_is_described(self):
        rows = pathlib.Path(SOURCES, "store/attention.c").read_text(encoding="utf-8")
        kinds = re.findall(r'\[ATTENTION_\w+\] = \{"([a-z-]+)"', rows)
        text = re.search(r"^\.Li kind\n\((.*?)\)", "\n".join(SECTIONS["JSON"]), re.M | re.S)
        self.assertEqual(re.split(r",\s+| or\s+", text.group(1)), kinds)

    def test_every_member_of_all_data_is_described_and_no_other(self):
        data = json.loads(iemn("--demo", "show", "--all-data", "Ana Fictícia", "--json"))
        described = [word for word in members_of("show Fl Fl all-data")
                     if word not in ("binned", "name")]
        self.assertEqual(described, list(data))

    def test_the_version_of_the_json_form_is_the_programs(self):
        version = re.search(r"^JSON form version (\d+)$", iemn("version"), re.M).group(1)
        self.assertIn(f"The form is version {version};", SECTIONS["JSON"])

    def test_the_page_leaves_room_for_its_text_at_40_columns(self):
        lines = [line for section in SECTIONS.values() for line in section]
        self.assertEqual([line for line in lines if len(line.encode()) > 80], [])
        widths = {width for line in lines for width in re.findall(r"^\.Bl .*-width (\S+)", line)}
        self.assertEqual(widths - {"Ds", "12n", "128+n"}, set())


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])

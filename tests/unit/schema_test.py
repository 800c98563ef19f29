#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Every table and every column of the schema has a comment, and the schema is one that SQLite takes.

usage: schema_test.py FILE.sql...
"""
import re
import sqlite3
import sys

TABLE = re.compile(r"CREATE TABLE (\w+) \(\n(.*?)\n\) STRICT(, WITHOUT ROWID)?;\n", re.S)
NOT_A_COLUMN = re.compile(r"\t(CHECK|PRIMARY KEY|UNIQUE|FOREIGN KEY|CONSTRAINT)\b|\t\t")


def columns(body):
    """The lines of a table that define a column, with its name."""
    for line in body.split("\n"):
        if not NOT_A_COLUMN.match(line):
            yield line.split()[0], line


def faults(text):
    for table in TABLE.finditer(text):
        name = table.group(1)
        before = text[:table.start()].rstrip("\n").split("\n\n")[-1]
        if not before.startswith(f"-- {name}: "):
            yield f"table {name} has no comment above it that begins with its name"
        for column, line in columns(table.group(2)):
            if not re.search(r" -- \S+", line):
                yield f"column {name}.{column} has no comment"


def names_of_sqlite(text):
    """Tables and columns as SQLite sees them: what the patterns above missed shows here."""
    database = sqlite3.connect(":memory:")
    database.executescript(text)
    return set(database.execute(
        "SELECT m.name, c.name FROM sqlite_schema AS m, pragma_table_info(m.name) AS c"
        " WHERE m.type = 'table'"))


def names_read(text):
    return {(table.group(1), column)
            for table in TABLE.finditer(text) for column, _ in columns(table.group(2))}


def main():
    text = "\n".join(open(path, encoding="utf-8").read() for path in sys.argv[1:])
    found = list(faults(text))
    for table, column in sorted(names_of_sqlite(text) ^ names_read(text)):
        found.append(f"{table}.{column} is not written as the other columns are, one a line")
    for fault in found:
        print(fault)
    print(f"{len(names_read(text))} columns, {len(found)} faults")
    return 1 if found or not names_read(text) else 0


if __name__ == "__main__":
    sys.exit(main())

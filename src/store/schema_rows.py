#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Writes the schema as C: its text, and the rows that it makes in sqlite_schema.

usage: schema_rows.py OUTPUT VERSION=FILE[,FILE...]...

The rows of every version are what a file of that version must hold, text by text (store/layout.c).
SQLite keeps the text of a CREATE statement as it was written, so it does not matter which SQLite
made them, only that it is new enough for the schema. The text is that of the last version named.
"""
import sqlite3
import sys

ROWS = "SELECT type, name, tbl_name, sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY name"


def c_array(name, text):
    data = text.encode("utf-8")
    lines = [f"static const char {name}[] = {{\n"]
    for start in range(0, len(data), 24):
        # Bytes above 127 are written as negative numbers: char is signed where it matters.
        row = (str(byte if byte < 128 else byte - 256) for byte in data[start:start + 24])
        lines.append("\t" + ",".join(row) + ",\n")
    lines.append("\t0};\n")
    return "".join(lines)


def write_version(out, version, schema):
    database = sqlite3.connect(":memory:")
    database.executescript(schema)
    rows = database.execute(ROWS).fetchall()
    for number, row in enumerate(rows):
        out.write(c_array(f"sql_{version}_{number}", row[3]))
    out.write(f"static const struct layout_row rows_{version}[] = {{\n")
    for number, row in enumerate(rows):
        out.write(f'\t{{"{row[0]}", "{row[1]}", "{row[2]}", sql_{version}_{number}}},\n')
    out.write("};\n")
    return len(rows)


def main():
    with open(sys.argv[1], "w", encoding="ascii") as out:
        out.write('#include "store/layout.h"\n')
        versions = []
        schema = ""
        for argument in sys.argv[2:]:
            version, paths = argument.split("=", 1)
            parts = [open(path, encoding="utf-8").read() for path in paths.split(",")]
            schema = "\n".join(parts)
            versions.append((version, write_version(out, version, schema)))
        out.write(c_array("schema", schema))
        out.write("const char *const layout_text = schema;\n")
        out.write("const struct layout layouts[] = {\n")
        for version, count in versions:
            out.write(f"\t{{{version}, rows_{version}, {count}}},\n")
        out.write(f"}};\nconst size_t layout_count = {len(versions)};\n")


if __name__ == "__main__":
    main()

#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Writes files as C arrays, so that the copied binary works alone.

usage: embed.py OUTPUT NAME=FILE...

Each NAME becomes `const char NAME[]`, NUL-terminated, and `const size_t NAME_size` without the NUL.
"""
import sys


def write_array(out, name, data):
    out.write(f"extern const char {name}[];\nextern const size_t {name}_size;\n")
    out.write(f"const char {name}[] = {{\n")
    for start in range(0, len(data), 24):
        # Bytes above 127 are written as negative numbers: char is signed where it matters.
        row = (str(byte if byte < 128 else byte - 256) for byte in data[start:start + 24])
        out.write("\t" + ",".join(row) + ",\n")
    out.write(f"\t0}};\nconst size_t {name}_size = {len(data)};\n")


def main():
    with open(sys.argv[1], "w", encoding="ascii") as out:
        out.write("#include <stddef.h>\n")
        for argument in sys.argv[2:]:
            name, path = argument.split("=", 1)
            with open(path, "rb") as file:
                write_array(out, name, file.read())


if __name__ == "__main__":
    main()

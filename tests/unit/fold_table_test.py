#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""The folding table in the source is the one that its maker makes.

usage: fold_table_test.py SOURCE-FOLDER [UNICODE-FOLDER]

Needs the character database that the table was made from (package unicode-data); with another one,
or with none, it says SKIP and exits 77.
"""
import pathlib
import subprocess
import sys
import tempfile

VERSION = '15.0.0'
NAMES = ['fold_runs.c', 'fold_texts.c']


def skip(why):
    print(f'SKIP: {why}')
    sys.exit(77)


def main():
    source = pathlib.Path(sys.argv[1])
    database = pathlib.Path(sys.argv[2] if len(sys.argv) > 2 else '/usr/share/unicode')
    needed = ['UnicodeData.txt', 'CaseFolding.txt', 'DerivedCoreProperties.txt']
    for name in needed:
        if not (database / name).exists():
            skip(f'there is no {database / name}; it is in the package unicode-data')
    first = (database / 'CaseFolding.txt').read_text(encoding='utf-8').split('\n', 1)[0]
    if VERSION not in first:
        skip(f'the table was made from Unicode {VERSION}; here is "{first.lstrip("# ")}"')
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([sys.executable, '-B', source / 'fold_table.py', database, folder],
                       check=True)
        different = [name for name in NAMES
                     if (source / name).read_bytes() != pathlib.Path(folder, name).read_bytes()]
    for name in different:
        print(f'{name} is not what fold_table.py makes; run it, and look at FOLD_VERSION')
    sys.exit(1 if different else 0)


main()

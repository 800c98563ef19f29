#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""The table of what else countries are called fits the countries that the file begins with, and ISO 3166-1.

usage: country_name_test.py COUNTRY_NAME.C IEMN.JSON [ISO_3166-1.JSON]

Each country has one row, and no name is that of two. The three letters are held against the list of the
package iso-codes; without it that part says SKIP and exits 77.
"""
import json
import pathlib
import re
import sys
import unicodedata


def letters(name):
    plain = unicodedata.normalize('NFKD', name).casefold()
    return ''.join(c for c in plain if c.isalnum())


def read_rows(path):
    table = path.read_text(encoding='utf-8').split('countries[] = {', 1)[1].split('\n};', 1)[0]
    for code, alpha_3, texts in re.findall(r'\{"(..)", "(...)",\s*((?:"[^"]*"\s*)+)\}', table):
        names = ''.join(re.findall(r'"([^"]*)"', texts))
        yield code, alpha_3, [name for name in names.split('|') if name]


def find_faults(rows, places):
    codes = [code for code, _, _ in rows]
    if codes != sorted(place['code'] for place in places):
        yield 'the rows are not the countries of the bundle, one row each, by their codes'
    bearers = {letters(place['name']): place['code'] for place in places}
    bearers.update({letters(place['code']): place['code'] for place in places})
    for code, alpha_3, names in rows:
        for name in [alpha_3, *names]:
            other = bearers.get(letters(name))
            if other is not None:
                yield f'{code}: {name} is a name of {other} already'
            bearers[letters(name)] = code


def main():
    rows = list(read_rows(pathlib.Path(sys.argv[1])))
    bundle = json.loads(pathlib.Path(sys.argv[2]).read_text(encoding='utf-8'))
    listed = pathlib.Path(sys.argv[3] if len(sys.argv) > 3
                          else '/usr/share/iso-codes/json/iso_3166-1.json')
    faults = list(find_faults(rows, bundle['places']))
    if listed.exists():
        known = json.loads(listed.read_text(encoding='utf-8'))['3166-1']
        alpha_3 = {country['alpha_2']: country['alpha_3'] for country in known}
        faults += [f'{code}: {three} is {alpha_3.get(code)} in the list of ISO'
                   for code, three, _ in rows if alpha_3.get(code) != three]
    print('\n'.join(faults), end='\n' if faults else '')
    if faults:
        sys.exit(1)
    if not listed.exists():
        print(f'SKIP: there is no {listed}; it is in the package iso-codes')
        sys.exit(77)


main()

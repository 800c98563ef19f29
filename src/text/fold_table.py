#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Makes fold_runs.c and fold_texts.c from the files of the Unicode character database.

A tool of the maintainer's, not a part of the build: folded text is stored, so the table is frozen.
Whoever runs it and gets another table raises FOLD_VERSION in fold.h.

    python3 fold_table.py /usr/share/unicode src/text
"""
import re
import sys
from unicodedata import normalize

# Letters that no decomposition leads to; the rest comes from names ("O WITH STROKE") and NFKD.
LETTERS = {
    'ß': 'ss', 'ẞ': 'ss', 'æ': 'ae', 'œ': 'oe', 'þ': 'th', 'ð': 'd', 'ı': 'i', 'ȷ': 'j', 'ŋ': 'ng',
    'ĸ': 'k', 'ə': 'e', 'ŉ': 'n',
    # Arabic and Persian keyboards write the same name with different letters.
    'ٱ': 'ا', 'ى': 'ي', 'ی': 'ي', 'ک': 'ك', 'ة': 'ه',
}

# Marks that are left out: accents and points, not vowels that make a word. Inclusive.
LEFT_OUT = [
    (0x0300, 0x036F), (0x0483, 0x0489), (0x0591, 0x05C7), (0x0610, 0x061A), (0x0640, 0x0640),
    (0x064B, 0x0655), (0x0670, 0x0670), (0x06D6, 0x06ED), (0x08D3, 0x08FF), (0x1AB0, 0x1AFF),
    (0x1DC0, 0x1DFF), (0x20D0, 0x20FF), (0x2DE0, 0x2DFF), (0x302A, 0x302F), (0xA66F, 0xA672),
    (0xA674, 0xA67D), (0xA69E, 0xA69F), (0xFE20, 0xFE2F),
]

# Modifier letters that people use as apostrophes and other signs count as blanks, as ' does.
SIGNS = range(0x02B9, 0x0300)

HANGUL = range(0xAC00, 0xD7A4)


class Database:
    """The character database, as far as folding needs it."""

    def __init__(self, folder):
        self.name, self.category, self.parts, self.canonical = {}, {}, {}, set()
        self.digit, self.case, self.ignorable = {}, {}, set()
        self.read_data(folder + '/UnicodeData.txt')
        self.read_case(folder + '/CaseFolding.txt')
        self.read_ignorable(folder + '/DerivedCoreProperties.txt')
        self.by_name = {name: code for code, name in self.name.items()}

    def read_data(self, path):
        first = None
        for line in open(path, encoding='ascii'):
            row = line.split(';')
            code, name = int(row[0], 16), row[1]
            if name.endswith(', First>'):
                first = code
            for each in range(first if name.endswith(', Last>') else code, code + 1):
                self.name[each], self.category[each] = name, row[2]
            if row[5]:
                parts = row[5].split()
                if parts[0].startswith('<'):
                    parts = parts[1:]
                else:
                    self.canonical.add(code)
                self.parts[code] = [int(part, 16) for part in parts]
            if row[6]:
                self.digit[code] = int(row[6])

    def read_case(self, path):
        for line in open(path, encoding='utf-8'):
            row = line.split('#')[0].split(';')
            if len(row) > 2 and row[1].strip() in 'CF':
                self.case[int(row[0], 16)] = [int(part, 16) for part in row[2].split()]

    def read_ignorable(self, path):
        for line in open(path, encoding='utf-8'):
            row = line.split('#')[0].split(';')
            if len(row) > 1 and row[1].strip() == 'Default_Ignorable_Code_Point':
                ends = [int(end, 16) for end in row[0].split('..')]
                self.ignorable.update(range(ends[0], ends[-1] + 1))

    def base_letter(self, code):
        """The letter that a letter WITH something was made from, None for others."""
        found = re.match(r'LATIN (?:SMALL|CAPITAL) LETTER ([A-Z]) WITH (?!SMALL LETTER)', self.name[code])
        if found:
            return ord(found.group(1).lower())
        found = re.match(r'CYRILLIC (?:SMALL|CAPITAL) LETTER (.+?) WITH ', self.name[code])
        return self.by_name.get('CYRILLIC SMALL LETTER ' + found.group(1)) if found else None


def is_changed(base, parts):
    """Whether folding changes the parts of a letter; if not, normal form C alone makes one of it
    and them, since text_fold() ends with that."""
    return any(fold(base, part) != chr(part) for part in parts)


def fold_once(base, code):
    """One step of folding, as a list of code points; a blank stands for what separates words."""
    if code in base.ignorable or any(a <= code <= b for a, b in LEFT_OUT):
        return []
    if chr(code) in LETTERS:
        return [ord(c) for c in LETTERS[chr(code)]]
    if code not in base.name:
        return [0x20]
    if base.base_letter(code):
        return [base.base_letter(code)]
    if code in base.digit:
        return [0x30 + base.digit[code]]
    if code in base.parts and (code not in base.canonical or is_changed(base, base.parts[code])):
        return base.parts[code]
    if code in base.case:
        return base.case[code]
    if base.category[code][0] in 'LNM' and code not in SIGNS:
        return [code]
    return [0x20]


def fold(base, code):
    """Folded until nothing changes any more."""
    have, want = [code], None
    while have != want:
        want = have
        have = [out for each in want for out in fold_once(base, each)]
    return re.sub(' +', ' ', ''.join(map(chr, have)))


def check(base, folded):
    """What the program relies on: folding is stable and blind to normal forms."""
    for code, text in folded.items():
        text = normalize('NFC', text)
        assert normalize('NFC', ''.join(folded[ord(c)] for c in text)) == text, hex(code)
        if code in base.canonical:
            parts = ''.join(folded[part] for part in base.parts[code])
            assert normalize('NFC', text) == normalize('NFC', parts), hex(code)


def kind_of(code, text):
    """How a code point is folded, as a pair that neighbours with the same kind share."""
    if text == chr(code):
        return ('KEEP', 0)
    if text == '':
        return ('DROP', 0)
    if len(text) == 1 and text != ' ':
        return ('MOVE', ord(text) - code)
    return None


def fill_gaps(base, folded):
    """Code points without a character between letters count as letters: a few runs less, and what
    Unicode puts there later will most likely be one."""
    for code in sorted(folded):
        gap = code + 1
        while gap not in folded and gap - code < 64:
            gap += 1
        if gap - code > 1 and folded[code] == chr(code) and folded.get(gap) == chr(gap):
            for each in range(code + 1, gap):
                folded[each] = chr(each)


def make_runs(folded):
    """Runs (first, last, kind, number) of neighbours that are folded alike, and the other texts."""
    runs, texts = [], {}
    code = 0x80
    while code < 0x10FFFE:
        text = folded.get(code, ' ')
        last, kind = code, kind_of(code, text)
        while kind and last + 1 in folded and kind_of(last + 1, folded[last + 1]) == kind:
            last += 1
        pairs = code
        while pairs in folded and folded[pairs] == chr(pairs + 1) == folded.get(pairs + 1):
            pairs += 2
        same = code
        while len(text) == 1 and text != ' ' and folded.get(same + 1) == text:
            same += 1
        if pairs > code + 2:
            runs.append((code, pairs - 1, 'PAIRS', 0))
            last = pairs - 1
        elif same > last:
            runs.append((code, same, 'SAME', ord(text)))
            last = same
        elif kind and (kind[0] != 'MOVE' or last > code + 1):
            runs.append((code, last) + kind)
        elif text != ' ':
            texts[code] = text
            last = code
        else:
            last = code
        code = last + 1
    return runs, texts


def write_table(path, subject, struct, name, rows):
    lines, line = [], '\t'
    for row in rows:
        if len((line + row).expandtabs(8)) > 92:
            lines.append(line.rstrip())
            line = '\t'
        line += row + ' '
    lines.append(line.rstrip())
    with open(path, 'w', encoding='utf-8') as out:
        out.write(f"""/* SPDX-License-Identifier: MIT
 *
 * {subject}. Made by fold_table.py from Unicode 15
 * and frozen, since folded text is stored. What is in neither table separates words.
 */
#include "text/fold_table.h"

/* clang-format off */
const struct {struct} {name}s[] = {{
""")
        out.write('\n'.join(lines))
        out.write(f"\n}};\nconst size_t {name}_count = sizeof({name}s) / sizeof({name}s[0]);\n")


def show_run(run):
    first, last, kind, number = run
    return f'{{0x{first:X}, 0x{last:X}, FOLD_{kind}, {hex(number) if kind == "SAME" else number}}},'


def main():
    unicode_folder, folder = sys.argv[1:]
    base = Database(unicode_folder)
    folded = {code: fold(base, code) for code in base.name | dict.fromkeys(base.ignorable)
              if code >= 0x80 and not 0xD800 <= code <= 0xDFFF}
    check(base, folded | {code: fold(base, code) for code in range(0x80)})
    fill_gaps(base, folded)
    runs, texts = make_runs(folded)
    write_table(folder + '/fold_runs.c', 'Code points that are folded as their neighbours are',
                'fold_run', 'fold_run', map(show_run, runs))
    write_table(folder + '/fold_texts.c', 'Code points that are folded in their own way',
                'fold_text', 'fold_text',
                ['{0x%X, "%s"},' % item for item in sorted(texts.items())])


main()

#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Writes fold_table.h: what each character folds to, and which characters make words.

The table is frozen: folded text is stored in directory files. Whoever runs this again with other
results raises FOLD_VERSION in fold.h, and files are folded anew at the next migration.

usage: fold_table.py > fold_table.h
"""
import sys
import unicodedata

# Letters with a stroke or of their own that people type without it.
LETTERS = {
    "ø": "o", "ł": "l", "đ": "d", "ð": "d", "ħ": "h", "ŧ": "t", "ı": "i", "ŋ": "ng", "æ": "ae",
    "œ": "oe", "þ": "th", "ĸ": "k", "ƀ": "b", "ɓ": "b", "ƈ": "c", "ɖ": "d", "ɗ": "d", "ƒ": "f",
    "ɠ": "g", "ǥ": "g", "ɨ": "i", "ƙ": "k", "ƚ": "l", "ɲ": "n", "ƞ": "n", "ɵ": "o", "ƥ": "p",
    "ʠ": "q", "ɍ": "r", "ƭ": "t", "ʈ": "t", "ʉ": "u", "ʋ": "v", "ⱳ": "w", "ƴ": "y", "ɏ": "y",
    "ƶ": "z", "ȥ": "z", "ẞ": "ss", "ſ": "s",
    "ى": "ي", "ی": "ي", "ک": "ك", "ة": "ه",
}

# Marks that change how a letter sounds and not which word it is. Marks of other scripts make words:
# vowels of Thai or Devanagari, the voicing of kana.
DROPPED = [
    (0x0300, 0x036F), (0x0483, 0x0489), (0x0591, 0x05BD), (0x05BF, 0x05BF), (0x05C1, 0x05C2),
    (0x05C4, 0x05C5), (0x05C7, 0x05C7), (0x0610, 0x061A), (0x0640, 0x0640), (0x064B, 0x065F),
    (0x0670, 0x0670), (0x06D6, 0x06DC), (0x06DF, 0x06E8), (0x06EA, 0x06ED), (0x08D3, 0x08FF),
    (0x1AB0, 0x1AFF), (0x1DC0, 0x1DFF), (0x20D0, 0x20FF), (0xFE20, 0xFE2F),
    # Joiners, selectors and other characters that are not seen.
    (0x00AD, 0x00AD), (0x034F, 0x034F), (0x061C, 0x061C), (0x180B, 0x180F), (0x200B, 0x200F),
    (0x202A, 0x202E), (0x2060, 0x206F), (0xFE00, 0xFE0F), (0xFEFF, 0xFEFF),
    (0xE0000, 0xE0FFF),
]


def is_dropped(code):
    return any(low <= code <= high for low, high in DROPPED)


def fold_once(text):
    text = unicodedata.normalize("NFKD", text).casefold()
    text = unicodedata.normalize("NFKD", text)
    text = "".join(c for c in text if not is_dropped(ord(c)))
    text = unicodedata.normalize("NFC", text)
    return "".join(LETTERS.get(c, c) for c in text)


def is_word(char):
    return unicodedata.category(char)[0] in "LNM"


def fold(char):
    """What a character folds to; blanks stand for what makes no word inside of it."""
    if is_dropped(ord(char)):
        return ""
    old, new = None, char
    while new != old:
        old, new = new, fold_once(new)
    return "".join(c if is_word(c) else " " for c in new)


def ranges(codes):
    out = []
    for code in codes:
        if out and out[-1][1] == code - 1:
            out[-1][1] = code
        else:
            out.append([code, code])
    return out


def write_rows(items, per_row):
    for start in range(0, len(items), per_row):
        print("\t" + " ".join(items[start:start + per_row]))


def main():
    codes = [c for c in range(0x80, 0x110000) if not 0xD800 <= c <= 0xDFFF]
    words = ranges(c for c in codes if is_word(chr(c)) or is_dropped(c))
    folded = [(c, fold(chr(c))) for c in codes if is_word(chr(c)) or is_dropped(c)]
    changed = [(c, to) for c, to in folded if to != chr(c)]
    pool, places = b"", {}
    for _, to in changed:
        data = to.encode() + b"\0"
        if data not in places:
            places[data] = len(pool)
            pool += data
    assert len(pool) < 65536
    print("/* SPDX-License-Identifier: MIT")
    print(" *")
    print(f" * Made by fold_table.py from Unicode {unicodedata.unidata_version}; frozen, see there. */")
    print("\n/* Characters from U+0080 on that make words, first and last of each run. */")
    print("static const uint32_t word_ranges[][2] = {")
    write_rows([f"{{0x{a:X}, 0x{b:X}}}," for a, b in words], 5)
    print("};\n\n/* Characters that do not fold to themselves, in order. */")
    print("static const uint32_t fold_codes[] = {")
    write_rows([f"0x{c:X}," for c, _ in changed], 12)
    print("};\n\n/* Where in fold_pool stands what each of them folds to. */")
    print("static const uint16_t fold_places[] = {")
    write_rows([f"{places[to.encode() + bytes(1)]}," for _, to in changed], 14)
    print("};\n\n/* The texts, each with a NUL behind it. */")
    print("static const unsigned char fold_pool[] = {")
    write_rows([f"{byte}," for byte in pool], 20)
    print("};")


if __name__ == "__main__":
    sys.exit(main())

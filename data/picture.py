#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Draws the README's pictures, screen.svg and form.svg, from the real screen of the program.

usage: picture.py PROGRAM

Starts `PROGRAM --demo` in a tmux of its own, presses the keys of a picture (names as tmux knows them)
and writes what stands on the screen as SVG. Every run of letters is nailed to its column, so that lines
and columns meet with any font; frames are drawn as lines.
"""
import os
import re
import subprocess
import sys
import tempfile
import time
import unicodedata
from html import escape

# File, columns, rows, title, keys.
PICTURES = [
    ("screen.svg", 120, 40, "IEMN Directory: mission, history, agencies and people, and a record",
     ["3", *"jjjjj"]),
    ("form.svg", 80, 24, "IEMN Directory: the form of a person", ["4", *"jjjj", "e"]),
]
CELL_WIDTH, CELL_HEIGHT, BASELINE, MARGIN = 8, 17, 12.5, 12
FONT = "ui-monospace, 'SF Mono', Menlo, Consolas, 'DejaVu Sans Mono', monospace"
PAPER, INK, FAINT = "#16191d", "#d8dbe0", "#8a919c"
COLORS = ["#2a2f36", "#e5707a", "#8fc07a", "#d9b26a", "#74a6e8", "#c08bd6", "#63b8bf", "#c8ccd2",
          "#6a727d", "#f08a93", "#a8d693", "#ebc988", "#93bcf2", "#d3a5e6", "#82d0d6", "#f2f4f7"]

# Where the lines of a frame character go from the middle of its cell: up, right, down, left.
FRAME = {"─": "rl", "│": "ud", "┌": "rd", "┐": "dl", "└": "ur", "┘": "ul",
         "├": "urd", "┤": "udl", "┬": "rdl", "┴": "url", "┼": "urdl"}


def run(*words, socket, **options):
    return subprocess.run(["tmux", "-L", socket, *words], check=True, text=True,
                          stdout=subprocess.PIPE, **options).stdout


def settled(socket, before):
    """The screen once it differs from before and has stood still for a moment."""
    last, end = before, time.monotonic() + 10
    while time.monotonic() < end:
        time.sleep(0.15)
        now = run("capture-pane", "-e", "-p", "-N", socket=socket)
        if now == last and now != before:
            return now
        last = now
    return last


def photograph(program, columns, rows, keys):
    """The screen with its SGR sequences, a line a row."""
    socket = f"iemn-picture-{os.getpid()}"
    with tempfile.TemporaryDirectory() as home:
        environment = {"HOME": home, "PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8",
                       "SOURCE_DATE_EPOCH": os.environ.get("SOURCE_DATE_EPOCH", "1795392000")}
        run("-f", "/dev/null", "start-server", ";", "set", "-g", "status", "off", ";",
            "set", "-g", "default-terminal", "screen-256color", ";",
            "new-session", "-d", "-x", str(columns), "-y", str(rows), program, "--demo",
            socket=socket, env=environment)
        try:
            screen = settled(socket, "")
            for key in keys:
                run("send-keys", key, socket=socket)
                screen = settled(socket, screen)
            return screen
        finally:
            run("kill-server", socket=socket)


class Pen:
    def __init__(self):
        self.reset()

    def reset(self):
        self.ink, self.paper = None, None
        self.bold = self.dim = self.underline = self.reverse = False

    def apply(self, codes):
        for code in (int(code or 0) for code in codes.split(";")):
            if code == 0:
                self.reset()
            elif code in (1, 2, 4, 7):
                setattr(self, {1: "bold", 2: "dim", 4: "underline", 7: "reverse"}[code], True)
            elif code == 22:
                self.bold = self.dim = False
            elif code in (24, 27):
                setattr(self, {24: "underline", 27: "reverse"}[code], False)
            elif 30 <= code <= 37 or 90 <= code <= 97:
                self.ink = COLORS[code % 10 + (8 if code >= 90 else 0)]
            elif 40 <= code <= 47 or 100 <= code <= 107:
                self.paper = COLORS[code % 10 + (8 if code >= 100 else 0)]
            elif code in (39, 49):
                setattr(self, {39: "ink", 49: "paper"}[code], None)

    def look(self):
        """Colour of the letters, of the ground (None for none), and the other attributes."""
        ink, paper = self.ink or (FAINT if self.dim else INK), self.paper
        if self.reverse:
            ink, paper = paper or PAPER, ink
        return ink, paper, self.bold, self.underline


def width(char):
    if unicodedata.combining(char) or unicodedata.category(char) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def runs(line, pen):
    """Stretches of one look and one width: (column, columns, text, look)."""
    column, found = 0, []
    for sequence, char in re.findall(r"\x1b\[([\d;]*)m|([^\x1b])", line):
        if not char:
            pen.apply(sequence)
            continue
        cells, look = width(char), pen.look()
        last = found[-1] if found else None
        is_same = last and last[3] == look and \
            (char == last[2][-1] == "─" or not (char in FRAME or last[2][-1] in FRAME))
        if last and (cells == 0 or (is_same and cells == 1 and last[1] == len(last[2]))):
            found[-1] = (last[0], last[1] + cells, last[2] + char, last[3])
        else:
            found.append((column, cells, char, look))
        column += cells
    return found


def draw_frame(text, x, y, ink):
    """One frame character, or a line of `─`."""
    if len(text) > 1:
        return f'<path d="M{x} {y + CELL_HEIGHT / 2:g}h{len(text) * CELL_WIDTH}" stroke="{ink}"/>'
    middle_x, middle_y = x + CELL_WIDTH / 2, y + CELL_HEIGHT / 2
    ends = {"u": (middle_x, y), "r": (x + CELL_WIDTH, middle_y),
            "d": (middle_x, y + CELL_HEIGHT), "l": (x, middle_y)}
    path = "".join(f"M{middle_x:g} {middle_y:g}L{ends[end][0]:g} {ends[end][1]:g}"
                   for end in FRAME[text])
    return f'<path d="{path}" stroke="{ink}"/>'


def draw_run(found, row):
    column, cells, text, (ink, paper, bold, underline) = found
    x, y = MARGIN + column * CELL_WIDTH, MARGIN + row * CELL_HEIGHT
    parts = []
    if paper:
        parts.append(f'<rect x="{x}" y="{y}" width="{cells * CELL_WIDTH}" '
                     f'height="{CELL_HEIGHT}" fill="{paper}"/>')
    if text[0] in FRAME:
        parts.append(draw_frame(text, x, y, ink))
    elif text.strip():
        x += (len(text) - len(text.lstrip(" "))) * CELL_WIDTH
        cells -= len(text) - len(text.strip(" "))
        stretch = f' textLength="{cells * CELL_WIDTH}" lengthAdjust="spacingAndGlyphs"'
        look = (f' fill="{ink}"' if ink != INK else "") + \
            (' font-weight="bold"' if bold else "") + \
            (' text-decoration="underline"' if underline else "")
        parts.append(f'<text x="{x}" y="{y + BASELINE:g}"{stretch}{look}>'
                     f'{escape(text.strip(" "))}</text>')
    return parts


def draw(screen, columns, rows, title):
    wide, high = columns * CELL_WIDTH + 2 * MARGIN, rows * CELL_HEIGHT + 2 * MARGIN
    pen = Pen()
    parts = [f'<svg xmlns="http://www.w3.org/2000/svg" width="{wide}" height="{high}" '
             f'viewBox="0 0 {wide} {high}">',
             f"<title>{escape(title)}</title>",
             f'<rect width="{wide}" height="{high}" rx="8" fill="{PAPER}"/>',
             f'<g font-family="{escape(FONT)}" font-size="13" fill="{INK}" xml:space="preserve">']
    for row, line in enumerate(screen.split("\n")[:rows]):
        for found in runs(line, pen):
            parts += draw_run(found, row)
    return "\n".join(parts + ["</g>", "</svg>"]) + "\n"


def main():
    folder = os.path.dirname(os.path.abspath(__file__))
    for name, columns, rows, title, keys in PICTURES:
        screen = photograph(os.path.abspath(sys.argv[1]), columns, rows, keys)
        with open(os.path.join(folder, name), "w", encoding="utf-8") as file:
            file.write(draw(screen, columns, rows, title))


if __name__ == "__main__":
    main()

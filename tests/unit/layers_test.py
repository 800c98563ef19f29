#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Holds the source against the rules of the house that a compiler does not see.

usage: layers_test.py [SOURCE-FOLDER]

Who may include whom, which library is used where, who may end the program, and how long files and
functions are. Every rule is first seen to fail on a small made-up source, so that none of them has
gone deaf; then the real source has to pass all of them. The tests are held to the lengths only.
"""
import pathlib
import re
import sys
import tempfile
import unittest

FILE_LIMIT = 600
FUNCTION_LIMIT = 80
USUAL_LIMIT = 40
USUAL_SHARE = 0.9

# A layer may include itself and what stands in its row.
LAYERS = {
    'base': [],
    'text': ['base'],
    'store': ['text', 'base'],
    'interchange': ['store', 'text', 'base'],
    'cli': ['interchange', 'store', 'text', 'base'],
    'tui': ['interchange', 'store', 'text', 'base'],
}

# Headers of libraries, and the files that may include them.
LIBRARIES = [
    (r'sqlite3\.h', r'store/.*'),
    (r'(ncursesw?/)?(ncurses|curses|term)\.h', r'tui/screen\w*\.[ch]'),
    (r'jansson\.h', r'interchange/.*'),
    (r'uni\w+\.h', r'text/.*'),
]
SYSTEM_UNI = {'unistd.h'}

# Calls that end the program, and the files that may make them. A signal handler may _exit();
# without memory, or without a source of chance for uids, there is nothing better than abort().
ENDINGS = [
    (r'\b(exit|quick_exit)\s*\(', r'main\.c'),
    (r'\b_(exit|Exit)\s*\(', r'main\.c|tui/screen\w*\.c'),
    (r'\babort\s*\(', r'base/mem\.c|store/uid\.c'),
]


def without_words(text):
    """The source with comments and texts blanked out; line ends stay, so that lines still count."""
    def blank(match):
        return re.sub(r'[^\n]', ' ', match.group(0))
    pattern = r'/\*.*?\*/|//[^\n]*|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])*\''
    return re.sub(pattern, blank, text, flags=re.S)


def line_of(text, place):
    return text.count('\n', 0, place) + 1


def check_includes(name, text):
    layer = name.split('/')[0] if '/' in name else None
    for found in re.finditer(r'^[ \t]*#[ \t]*include[ \t]*(["<])([^">]+)[">]', text, re.M):
        kind, header = found.groups()
        where = f'{name}:{line_of(text, found.start())}'
        other = header.split('/')[0]
        if kind == '"' and layer and other in LAYERS and other not in [layer, *LAYERS[layer]]:
            yield f'{where}: {layer} may not include {header}'
        if kind == '"' and '/' not in header:
            yield f'{where}: {header} is not written from src'
        if header in SYSTEM_UNI:
            continue
        for library, places in LIBRARIES:
            if re.fullmatch(library, header) and not re.fullmatch(places, name):
                yield f'{where}: {header} may not be used here'


def check_endings(name, text):
    bare = without_words(text)
    for call, places in ENDINGS:
        for found in re.finditer(call, bare):
            if not re.fullmatch(places, name):
                words = found.group(0).rstrip('( ')
                yield f'{name}:{line_of(bare, found.start())}: {words}() may not be called here'


def find_functions(text):
    """Name, line and length of each function. In formatted code a body opens and closes with a
    brace in the first column; the name stands before the first bracket of the head."""
    lines = without_words(text).split('\n')
    start = None
    for number, line in enumerate(lines, 1):
        if line.startswith('{') and number > 1 and not lines[number - 2].rstrip().endswith('='):
            start = number
            head = start - 1
            while head > 1 and re.match(r'\s|\)', lines[head - 1]):
                head -= 1
        elif line.startswith('}') and start:
            name = re.search(r'(\w+)\s*\(', lines[head - 1])
            yield name.group(1) if name else '?', head, number - head + 1
            start = None


def check_lengths(name, text):
    count = text.count('\n')
    if count > FILE_LIMIT:
        yield f'{name}: {count} lines; {FILE_LIMIT} are the most'
    if name.endswith('.c'):
        for function, line, length in find_functions(text):
            if length > FUNCTION_LIMIT:
                yield (f'{name}:{line}: {function}() has {length} lines; '
                       f'{FUNCTION_LIMIT} are the most')


def check_usual(lengths):
    """Most functions are short: a limit alone would let all of them grow up to it."""
    short = sum(1 for length in lengths if length <= USUAL_LIMIT)
    if lengths and short < USUAL_SHARE * len(lengths):
        yield (f'{len(lengths) - short} of {len(lengths)} functions are longer than '
               f'{USUAL_LIMIT} lines; one in ten is the most')


def check_tree(folder):
    """All complaints about a source folder, and the lengths of its functions."""
    complaints, lengths = [], []
    for path in sorted(folder.rglob('*.[ch]')):
        name = path.relative_to(folder).as_posix()
        text = path.read_text(encoding='utf-8')
        for check in (check_includes, check_endings, check_lengths):
            complaints += check(name, text)
        lengths += [length for _, _, length in find_functions(text)]
    complaints += check_usual(lengths)
    return complaints, sorted(lengths)


def check_tests(folder):
    """All complaints about a folder of tests: they may include what they like."""
    complaints = []
    for path in sorted(folder.rglob('*')):
        if path.suffix in ('.c', '.h', '.py', '.sh'):
            text = path.read_text(encoding='utf-8')
            complaints += check_lengths(path.relative_to(folder).as_posix(), text)
    return complaints


def function_of(lines, name='f'):
    """Source of a function with that many lines."""
    return f'int {name}(void)\n{{\n' + '\tg();\n' * (lines - 3) + '}\n'


class MadeUpSource(unittest.TestCase):
    """Each rule, broken once and kept once."""

    def complaints(self, files):
        with tempfile.TemporaryDirectory() as folder:
            for name, text in files.items():
                path = pathlib.Path(folder, name)
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(text, encoding='utf-8')
            return check_tree(pathlib.Path(folder))[0]

    def assert_refused(self, name, text, words):
        found = self.complaints({name: text})
        self.assertEqual(len(found), 1, found)
        self.assertIn(words, found[0])

    def assert_accepted(self, name, text):
        self.assertEqual(self.complaints({name: text}), [])

    def test_a_layer_does_not_include_what_is_above(self):
        self.assert_refused('base/a.c', '#include "text/utf8.h"\n', 'base/a.c:1')
        self.assert_refused('text/a.h', '\n# include "store/store.h"\n', 'text/a.h:2')
        self.assert_refused('store/a.c', '#include "interchange/csv.h"\n', 'interchange/csv.h')
        self.assert_refused('interchange/a.c', '#include "cli/cli.h"\n', 'cli/cli.h')
        self.assert_accepted('interchange/a.c', '#include "base/err.h"\n#include "store/a.h"\n')
        self.assert_accepted('main.c', '#include "cli/cli.h"\n#include "tui/tui.h"\n')

    def test_cli_and_tui_do_not_meet(self):
        self.assert_refused('cli/a.c', '#include "tui/tui.h"\n', 'cli may not include tui/tui.h')
        self.assert_refused('tui/a.c', '#include "cli/cli.h"\n', 'tui may not include cli/cli.h')

    def test_includes_are_written_from_src(self):
        self.assert_refused('base/a.c', '#include "err.h"\n', 'not written from src')

    def test_a_library_is_used_in_one_place(self):
        self.assert_refused('cli/a.c', '#include <sqlite3.h>\n', 'sqlite3.h')
        self.assert_refused('tui/pane.c', '#include <ncurses.h>\n', 'ncurses.h')
        self.assert_refused('tui/pane.c', '#include <curses.h>\n', 'curses.h')
        self.assert_refused('tui/pane.c', '#include <ncursesw/curses.h>\n', 'ncursesw')
        self.assert_refused('store/a.c', '#include <jansson.h>\n', 'jansson.h')
        self.assert_refused('tui/a.c', '#include <unigbrk.h>\n', 'unigbrk.h')
        self.assert_accepted('store/a.c', '#include <sqlite3.h>\n#include <unistd.h>\n')
        self.assert_accepted('tui/screen_draw.c', '#include <curses.h>\n')
        self.assert_accepted('text/a.c', '#include <unictype.h>\n')

    def test_the_program_ends_in_main(self):
        self.assert_refused('cli/a.c', 'void f(void)\n{\n\texit(1);\n}\n', 'cli/a.c:3: exit()')
        self.assert_refused('tui/app.c', 'void f(void)\n{\n\t_exit(1);\n}\n', '_exit()')
        self.assert_refused('tui/screen.c', 'void f(void)\n{\n\texit (1);\n}\n', 'exit()')
        self.assert_refused('store/db.c', 'void f(void)\n{\n\tabort();\n}\n', 'abort()')
        self.assert_accepted('main.c', 'int main(void)\n{\n\texit(1);\n}\n')
        self.assert_accepted('tui/screen.c', 'void f(void)\n{\n\t_exit(1);\n}\n')
        self.assert_accepted('base/mem.c', 'void f(void)\n{\n\tabort();\n}\n')

    def test_words_are_no_calls(self):
        self.assert_accepted('cli/a.c', '/* then exit(1) */\nconst char *t = "exit(2)";\n')
        self.assert_accepted('cli/a.c', 'int err_exit(int code);\n')

    def test_a_file_has_an_end(self):
        self.assert_accepted('base/a.h', 'int a;\n' * FILE_LIMIT)
        self.assert_refused('base/a.h', 'int a;\n' * (FILE_LIMIT + 1), '601 lines')

    def test_a_file_of_tests_has_an_end(self):
        with tempfile.TemporaryDirectory() as folder:
            for name, lines in (('short.c', FILE_LIMIT), ('long.sh', FILE_LIMIT + 1),
                                ('long.pic', FILE_LIMIT + 1)):
                pathlib.Path(folder, name).write_text('#\n' * lines, encoding='utf-8')
            self.assertEqual(check_tests(pathlib.Path(folder)),
                             ['long.sh: 601 lines; 600 are the most'])

    def test_a_function_has_an_end(self):
        short = ''.join(function_of(9, f'f{i}') for i in range(9))
        self.assert_accepted('base/a.c', short + function_of(FUNCTION_LIMIT))
        self.assert_refused('base/a.c', short + function_of(FUNCTION_LIMIT + 1, 'endless'),
                            'endless() has 81 lines')

    def test_most_functions_are_short(self):
        nine = ''.join(function_of(USUAL_LIMIT, f'f{i}') for i in range(9))
        self.assert_accepted('base/a.c', nine + function_of(USUAL_LIMIT + 1))
        self.assert_refused('base/a.c', nine[len(function_of(USUAL_LIMIT, 'f0')):] +
                            function_of(USUAL_LIMIT + 1), '1 of 9 functions')

    def test_tables_do_not_count_as_functions(self):
        table = 'static const int t[] = {\n' + '\t1,\n' * 200 + '};\n'
        self.assert_accepted('base/a.c', table)
        self.assert_accepted('base/a.c', 'static const struct long_name t[] =\n{\n' +
                             '\t{1},\n' * 200 + '};\n')

    def test_braces_in_words_do_not_count(self):
        text = 'int f(void)\n{\n\tg("\\"{");\n\th(\'{\');\n}\n'
        self.assertEqual(list(find_functions(text)), [('f', 1, 5)])


class Source(unittest.TestCase):
    folder = pathlib.Path(__file__).resolve().parents[2] / 'src'

    def test_the_source_keeps_the_rules(self):
        complaints, lengths = check_tree(self.folder)
        self.assertTrue(lengths, f'there are no functions in {self.folder}')
        print(f'{len(lengths)} functions: median {lengths[len(lengths) // 2]} lines, 90 % within '
              f'{lengths[len(lengths) * 9 // 10]}, longest {lengths[-1]}', file=sys.stderr)
        self.assertEqual(complaints, [], '\n' + '\n'.join(complaints))

    def test_the_tests_keep_the_lengths(self):
        complaints = check_tests(pathlib.Path(__file__).resolve().parents[1])
        self.assertEqual(complaints, [], '\n' + '\n'.join(complaints))


if __name__ == '__main__':
    if len(sys.argv) > 1 and not sys.argv[1].startswith('-'):
        Source.folder = pathlib.Path(sys.argv.pop(1))
    unittest.main(verbosity=2)

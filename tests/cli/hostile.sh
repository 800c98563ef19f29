# SPDX-License-Identifier: MIT
# A file that another program wrote, with text that would steer a terminal or mislead its reader.
. "$(dirname "$0")/tap.sh"

iemn list agencies
file=$work/home/.local/share/iemn/directory.db
# ESC ] 0 ; title BEL, CSI as one character, a line end, right-to-left override, and a formula.
python3 - "$file" <<'END'
import sqlite3
import sys

name = "=Evil\x1b]0;owned\x07\x9b2J\nnext\u202egnp.exe"
file = sqlite3.connect(sys.argv[1])
file.execute("UPDATE organisation SET name = ?, description = ? WHERE abbreviation = 'SERI'",
             (name, name + "\r\x08"))
file.execute("UPDATE event SET title = ?, city = ? WHERE date LIKE '2011%'", (name, name))
file.execute("UPDATE place SET name = ?, footnote = ? WHERE code = 'US'", (name, name))
file.commit()
END

is_harmless='not any(code < 32 and code != 10 or 126 < code < 160 for code in map(ord, out.decode()))
    and "\u202e" not in out.decode()'
settings_plain='TERM=xterm NO_COLOR=1'

for words in 'list agencies' 'list events' 'list countries' 'show SERI' 'show US' 'search sustainable'; do
    begin "into a pipe nothing harmful goes: iemn $words"
    # shellcheck disable=SC2086 # two words
    iemn $words
    expect_code 0
    expect_has out Evil
    expect_python "$is_harmless"

    begin "to a terminal nothing harmful goes: iemn $words"
    # shellcheck disable=SC2034 # run() reads it
    settings=$settings_plain
    # shellcheck disable=SC2086
    iemn_on_terminal 300 $words
    expect_code 0
    expect_has out Evil
    expect_python "$is_harmless"
done

begin 'a name with a line end stays in its row'
iemn list agencies -0
cp "$work/out" "$work/null"
iemn list agencies
expect_python 'out.count(b"\n") == 1 + open(sys.argv[1] + "/null", "rb").read().count(b"\0")'

begin 'JSON gives every byte back, escaped'
iemn show SERI --json
expect_code 0
expect_python 'data()["name"] == "=Evil\x1b]0;owned\x07\x9b2J\nnext\u202egnp.exe"'
expect_python 'b"\x1b" not in out and b"\x07" not in out and b"\xc2\x9b" not in out and b"\xe2\x80\xae" not in out'

begin 'CSV and NUL carry no control characters'
iemn list agencies --csv
expect_code 0
expect_python 'not any(code < 32 and code not in (9, 10, 13) or 126 < code < 160 for code in map(ord, out.decode()))'
iemn list agencies --null
expect_python 'not any(code < 32 and code not in (0, 9, 10) or 126 < code < 160 for code in map(ord, out.decode()))'

begin 'a cell that a spreadsheet would run begins with a tab'
iemn list agencies --csv
expect_python 'any(row["name"].startswith("\t=Evil") for row in rows())'

begin 'on a terminal data forms are cleaned too'
settings=$settings_plain
for form in --csv --null; do
    iemn_on_terminal 80 list agencies "$form"
    expect_python 'b"\x1b" not in out and b"\x07" not in out and b"\xe2\x80\xae" not in out'
done

# A chain of 200 bodies, each a part of the one before.
python3 - "$file" <<'END'
import sqlite3
import sys

file = sqlite3.connect(sys.argv[1])
for i in range(200):
    file.execute("INSERT INTO organisation (uid, kind, name, parent_id) "
                 "VALUES (?, 'office', ?, (SELECT max(id) FROM organisation))",
                 (f"deep{i:032d}", f"Deep {i}"))
file.commit()
END

begin 'a deep branch does not fill the table with blanks'
iemn list agencies
expect_has out 'Deep 199'
expect_python 'max(map(len, out.decode().splitlines())) < 300'

finish

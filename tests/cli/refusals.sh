# SPDX-License-Identifier: MIT
# What the commands that write refuse, and how they say so.
. "$(dirname "$0")/tap.sh"

file=$work/roster.db

# Runs the program on the file of this script.
roster() {
    iemn -f "$file" "$@"
}

# The same with standard input from $work/in.
roster_reading() {
    run "$program" -f "$file" "$@" >"$work/out" 2>"$work/err" <"$work/in"
}

roster add person --name='Zed Test' --email=zed@example.org

begin 'a person is renamed as no agency is, and is no parent of one'
roster rename 'Zed Test' 'Wrong Place'
expect_code 3
expect_err 'iemn: No organisation is called “Zed Test”.'
roster add agency --name='Example Office' --parent='Zed Test'
expect_code 4
expect_err 'iemn: --parent: No organisation is called “Zed Test”.'
roster show 'Zed Test' --json
expect_python 'data()["latin_name"] is None'

begin 'a text that was cut short takes nothing out'
settings='EDITOR=cat'
roster edit --editor 'Zed Test'
sed '/^\[channel/,$d' "$work/out" >"$work/in"
settings=
roster_reading edit 'Zed Test' --input=-
expect_code 4
expect_has err 'The text ends too early'
roster show 'Zed Test' --json
expect_python 'len(data()["channels"]) == 1'
echo '# This is the end of the record.' >>"$work/in"
roster_reading edit 'Zed Test' --input=-
expect_code 0
roster show 'Zed Test' --json
expect_python 'len(data()["channels"]) == 0'
roster undo

finish

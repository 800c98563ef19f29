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

begin 'a name that nobody could see is no name'
for name in '\342\200\213' '\357\273\277' '\343\200\200' '\314\201' '\342\200\250'; do
    # shellcheck disable=SC2059 # the bytes stand in the format
    roster add person --name="$(printf "$name")"
    expect_code 4
    expect_err 'iemn: Name: It must not be empty.'
done
roster add person --name="$(printf 'Two\342\200\250Lines')"
expect_code 4
expect_has err 'This is one line of text; byte 7 begins another line.'

begin 'a country has a code that the standard gives to one'
for code in QQ xx ZZ; do
    roster add country --name=Testland --code="$code"
    expect_code 4
    expect_has err 'to no country.'
done
expect_err 'iemn: --code: ISO 3166-1 gives the code ZZ to no country.'
roster edit MY --code=XX
expect_code 4
printf 'code: QQ\nname: Testland\n' >"$work/in"
roster_reading add country --input=-
expect_code 4
expect_has err 'ISO 3166-1 gives the code QQ to no country.'

begin 'the name in Latin letters is written in Latin letters'
for field in latin-name family-name given-name; do
    roster add person --name='王小明' --$field='王'
    expect_code 4
    expect_err "iemn: --$field: “王” is not a Latin letter. A name in its own letters is written in the field “Name”."
    roster edit 'Zed Test' --$field='Зед'
    expect_code 4
    expect_has err '“З” is not a Latin letter.'
done

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

while read -r words; do
    begin "with --json a refusal is an object too: iemn $words"
    # shellcheck disable=SC2086 # the words of a command
    roster $words
    expect_code 2
    expect_python 'data()["exit_code"] == 2 and data()["command"] == "'"${words%% *}"'"
        and data()["action"] is None and data()["records"] == []
        and ["iemn: " + fault["text"] for fault in data()["faults"]] == [err.decode().strip()]'
done <<'END'
add --json
add blob --json
add person --json
add person --name=a --nmae=b --json
add person --name --json
copy Zed --json
edit Zed --json
edit --json
edit people --where=a --json
undo -1 --json
undo 1 2 --json
redo nothing --json
rename IEMN --json
end-term --json
end-term Zed --on=yesterday --json
succeed Zed --json
remove --json
restore --json
erase --json
erase Zed --nonsense --json
END

begin 'a refusal that is found out at work is one object'
roster edit Nobody --note=x --json
expect_code 3
expect_python 'data()["exit_code"] == 3'
roster add person --json --name=a --name=b --dry-run
expect_code 2
expect_python 'data()["dry_run"]'
roster undo -- -1 --json
expect_code 2
expect_out ''

begin 'what may be given once is not given twice'
roster add person --name='Ana Example' --name='Lin Example'
expect_code 2
expect_err 'iemn: --name is given twice.'
roster add person --name='Ana Example' --country=tw --place=th
expect_code 2
expect_err 'iemn: --place is given twice.'
roster edit 'Zed Test' --note=a --reason=b --reason=c
expect_code 2
expect_err 'iemn: --reason is given twice.'
roster add person --name='Ana Example' --email=ana@example.org --email=ana@example.com \
    --body=IEMN --role=member --body=MOENV --role=staff --dry-run
expect_code 0
roster edit 'Zed Test' --note=a --dry-run --dry-run
expect_code 0

begin 'a reason is one line that harms nobody, and not a letter'
for reason in "$(printf 'a\033[2Jb')" "$(printf 'a\nb')" "$(printf 'a\177')" "$(printf 'a\377')"; do
    roster edit 'Zed Test' --note=x --reason="$reason" --json
    expect_code 4
    expect_has err 'iemn: The reason cannot be kept. '
    expect_python '[fault["field"] for fault in data()["faults"]] == ["reason"]'
done
long=$(printf '%0400d' 0)
roster edit 'Zed Test' --note=x --reason="${long}0"
expect_code 4
expect_err 'iemn: The reason cannot be kept. This text is too long: 401 bytes; at most 400 are allowed.'
roster undo --reason="${long}0"
expect_code 4
roster edit 'Zed Test' --note=x --reason="$long"
expect_code 0
roster edit 'Zed Test' --note=y --reason=' '
expect_code 0
roster history 'Zed Test' --json
expect_python '[c["reason"] for c in data() if c["field"] == "note"] == [None, "0" * 400]'

begin 'who did it reads as it is written, whatever the name tries'
settings="IEMN_USER=$(printf 'Kim\342\200\256exe')"
roster edit 'Zed Test' --note=z
expect_code 0
roster history --json
expect_python 'data()[0]["actor"] == "Kimexe"'

begin 'what is no text is told with where it came from'
printf 'a\000b' >"$work/in"
roster_reading edit 'Zed Test' --note=-
expect_code 4
expect_err 'iemn: --note: “standard input” is no text: it holds a NUL.'
roster_reading edit 'Zed Test' --input=-
expect_code 4
expect_err 'iemn: --input: “standard input” is no text: it holds a NUL.'
roster edit 'Zed Test' --input="$work/in"
expect_code 4
expect_err "iemn: --input: “$work/in” is no text: it holds a NUL."

begin 'an editor that takes the text away saves nothing'
printf '#!/bin/sh\nrm "$1"\n' >"$work/editor"
chmod +x "$work/editor"
settings="TMPDIR=$work EDITOR=$work/editor"
roster edit 'Zed Test' --editor
expect_code 1
expect_err 'iemn: The editor took the text away: nothing was saved.'

finish

# SPDX-License-Identifier: MIT
# `iemn tell-apart`: two namesakes are noted as two people, and that is taken back and brought again.
. "$(dirname "$0")/tap.sh"

file=$work/roster.db

# Runs the program on the file of this script.
roster() {
    iemn -f "$file" "$@"
}

# Adds a person; $uid is whom.
add_person() {
    roster add person "$@" --country=TW --json
    uid=$(python3 -c 'import json, sys; print(json.load(sys.stdin)["records"][0]["uid"])' <"$work/out")
}

add_person --name='Ana Example'
one=$uid
add_person --name='Ana Example'
other=$uid

begin 'what needs attention names both ways out'
roster list attention
expect_has out '"iemn remove"'
expect_has out 'tell-apart'
roster list duplicates --json
expect_python 'len(data()) == 1'

begin 'namesakes are told by the beginnings of their uids, and data keeps the names'
roster list duplicates
expect_has out "$(echo "$one" | cut -c 1-8) Ana Example"
expect_has out "$(echo "$other" | cut -c 1-8) Ana Example"
roster list duplicates --json
expect_python '(data()[0]["name"], data()[0]["other_name"]) == ("Ana Example", "Ana Example")'

begin 'a trial checks, and notes nothing'
roster tell-apart "$one" "$other" --dry-run --json
expect_code 0
expect_python 'data()["dry_run"] and data()["action"] is None and len(data()["records"]) == 2'
roster list duplicates --json
expect_python 'len(data()) == 1'

begin 'two who are told apart are not listed any more'
roster tell-apart "$(echo "$one" | cut -c 1-13)" "$other" --reason='asked both' --json
expect_code 0
expect_python 'data()["format"] == "iemn-report" and data()["action"] == 3'
expect_python '{(r["uid"], c["field"], c["old"], c["new"])
    for r in data()["records"] for c in r["changes"]} ==
    {("'"$one"'", "not_duplicate", None, "'"$other"'"),
     ("'"$other"'", "not_duplicate", None, "'"$one"'")}'
roster list duplicates
expect_out ''
roster list attention
expect_lacks out 'likely one'
roster check
expect_code 0

begin 'both histories tell of it, in words and as data'
for uid in "$one" "$other"; do
    roster history "$uid"
    expect_has out 'asked both'
    expect_has out '  told apart from Ana Example'
    roster history "$uid" --json
    expect_python 'data()[0]["field"] == "not_duplicate" and data()[0]["new_name"] == "Ana Example"'
done
roster show --all-data "$one" --json
expect_python 'data()["not_duplicates"][0]["uid"] == "'"$other"'"'

begin 'told apart once more, nothing is saved'
roster tell-apart "$other" "$one"
expect_code 0
expect_err 'That these are two people is noted already.'
roster history --json
expect_python 'len(data()) == 3'

begin 'undo lists the two again, and redo does not'
roster undo
expect_code 0
expect_has out 'no longer told apart from Ana Example'
roster list duplicates --json
expect_python 'len(data()) == 1'
roster check
expect_code 0
roster redo
expect_code 0
roster list duplicates
expect_out ''
roster check
expect_code 0

begin 'who is meant must be known'
roster tell-apart 'Ana Example' "$other"
expect_code 5
expect_has err 'Name one by the beginning of its uid'
roster tell-apart "$one" Nobody
expect_code 3
roster tell-apart "$one" "$one"
expect_code 4
expect_err 'iemn: These are not two people, but one and the same.'
roster tell-apart "$one"
expect_code 2
expect_err 'iemn: A word is missing: iemn tell-apart PERSON PERSON'
roster tell-apart Ana Example "$other"
expect_code 2
roster -R tell-apart "$one" "$other"
expect_code 6

begin 'help tells of it'
roster help tell-apart
expect_code 0
expect_has out 'Usage: iemn [OPTION...] tell-apart PERSON PERSON'
roster tel-apart "$one" "$other"
expect_code 2
expect_has err 'Did you mean "tell-apart"?'

begin 'one who is erased takes the note along'
roster erase "$other" --name='Ana Example'
expect_code 0
roster check
expect_code 0
roster history "$one" --json
expect_python 'all(row["field"] != "not_duplicate" for row in data())'

finish

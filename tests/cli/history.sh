# SPDX-License-Identifier: MIT
# `iemn history`, `iemn check`, `iemn list bin` and `iemn show --all-data`.
. "$(dirname "$0")/tap.sh"

file=$work/directory.db
kim='IEMN_USER=Kim'

# Runs the program on the file of this script, as Kim.
roster() {
    settings="$kim $1"
    shift
    iemn -f "$file" "$@"
    settings=
}

begin 'a file without changes has no history'
roster '' history
expect_code 0
expect_out ''
expect_err 'Nothing was changed yet.'
roster '' history --json
expect_python 'data() == []'

begin 'actions stand in a table, the newest first, with local time'
roster '' add person --name='Ana Example' --email=ana@example.org --reason='a letter'
expect_code 0
roster SOURCE_DATE_EPOCH=1795395600 edit Ana Example --note='Speaks Thai.'
expect_code 0
roster TZ=XXX-8 history
expect_code 0
expect_err ''
expect_python 'out.decode().splitlines()[0].split() == ["Action", "When", "Who", "What", "From", "Why"]'
expect_python '[line.split()[:4] for line in out.decode().splitlines()[1:]] ==
    [["2", "2026-11-23", "09:00", "Kim"], ["1", "2026-11-23", "08:00", "Kim"]]'
expect_has out 'a letter'

begin 'programs get UTC and every fact'
roster '' history --json
expect_python 'set(data()[0]) == {"action", "moment", "actor", "origin", "reason", "undoes", "undone",
    "changes", "name"}'
expect_python '[action["action"] for action in data()] == [2, 1]'
expect_python 'data()[1]["moment"] == "2026-11-23T00:00:00Z" and data()[1]["reason"] == "a letter"'
expect_python 'data()[1]["undone"] is False and data()[1]["undoes"] is None'
expect_python 'data()[0]["origin"] == "shell" and data()[0]["changes"] == 1'
roster '' history --csv
expect_python '[row["action"] for row in rows()] == ["2", "1"]'
expect_python 'out.startswith(b"action,moment,")'
roster '' history --null
expect_python '[row.split(b"\t")[0] for row in out.split(b"\0")[:-1]] == [b"2", b"1"]'

begin 'what was undone says so, and whose it was when somebody else did it'
roster IEMN_USER=Bea undo
expect_has err 'Action 2 of Kim is undone: '
roster '' history
expect_python '"(undone)" in out.decode().splitlines()[2]'
roster '' history --json
expect_python '[action["undone"] for action in data()] == [False, True, False]'
expect_python 'data()[0]["undoes"] == 2'
roster '' undo 2
expect_code 3
expect_has err 'was undone already, by action 3 of Bea.'
roster IEMN_USER=Bea redo
expect_has err 'Action 2 of Kim is done again: '
roster '' redo 2
expect_code 3
expect_has err 'was brought back already, by action 4 of Bea.'

begin 'the limit keeps the newest'
roster '' history --limit 2 --json
expect_python '[action["action"] for action in data()] == [4, 3]'
expect_err ''

begin 'on a terminal fifty rows are printed, and how to get the others is said'
for note in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 27 28 29 30 31 32 \
    33 34 35 36 37 38 39 40 41 42 43 44 45 46 47 48; do
    run "$program" -f "$file" edit Ana Example --note="$note" >/dev/null 2>&1
done
settings='TERM=xterm NO_COLOR=1'
iemn_on_terminal 80 -f "$file" history
expect_has out 'These are the newest 50; "--limit 0" prints all of them.'
expect_python 'sum(b"Edit" in line or b"do" in line for line in out.splitlines()) == 50'
settings='TERM=xterm NO_COLOR=1'
iemn_on_terminal 80 -f "$file" history --limit 0
expect_lacks out 'These are the newest'
settings=
iemn -f "$file" history
expect_python 'len(out.splitlines()) == 1 + 52'
expect_err ''

begin 'the history of a record has each field with its old and its new value'
roster '' edit Ana Example --country=TW --note='Speaks Thai.' --reason='by phone'
roster '' history Ana Example
expect_code 0
expect_has out ', Kim: by phone'
case $locale in
*.UTF-8) arrow='→' ;;
*) arrow='->' ;;
esac
expect_has out "  Country: (empty) $arrow Taiwan"
expect_has out "  Note: 48 $arrow Speaks Thai."
expect_python 'out.decode().splitlines()[0].startswith("Action 53, 2026-11-23 ")'

begin 'what belongs to a record is in its history'
expect_python 'out.decode().splitlines()[-6:] == ["Action 1, 2026-11-23 00:00, Kim: a letter",
    "  new", "  Name: Ana Example", "  address or number ana@example.org, new", "    Kind: email",
    "    Address or number: ana@example.org"]'

begin 'in the history of a body a term says whose it is'
roster '' add term --person='Ana Example' --body='IEMN Steering Committee' --role=expert --from=2020
roster '' end-term Ana Example --on=2024
roster '' history IEMN Steering Committee
expect_python 'out.decode().splitlines()[1:4] ==
    ["  term expert, IEMN Steering Committee (Ana Example)", "    To: (empty) '$arrow' 2024",
    "    How it ended: (empty) '$arrow' term over"]'
expect_python 'out.decode().splitlines()[5:] ==
    ["  term expert, IEMN Steering Committee, new", "    Person: Ana Example", "    Role: expert",
    "    From: 2020"]'

begin 'in the history of its holder a term does not say whose it is'
roster '' history Ana Example
expect_python 'out.decode().splitlines()[1:6] == ["  term expert, IEMN Steering Committee",
    "    To: (empty) '$arrow' 2024", "    How it ended: (empty) '$arrow' term over",
    out.decode().splitlines()[4], "  term expert, IEMN Steering Committee, new"]'
expect_lacks out 'Rank: '
expect_lacks out 'Person: '
expect_lacks out 'Preferred: '
roster '' undo
expect_has err ' is undone: '
expect_lacks err 'Kim'
roster '' undo

begin 'what was taken out again is told by its name, and without its fields'
roster '' history Ana Example
expect_python 'out.decode().splitlines()[1:2] == ["  term expert, taken out"]'
expect_python 'out.decode().splitlines()[2].startswith("Action ")'

begin 'programs get the changes with uids and names'
roster '' history Ana Example --json
expect_python 'set(data()[0]) == {"action", "moment", "actor", "origin", "reason", "record", "uid",
    "field", "old", "new", "old_name", "new_name"}'
expect_python 'next(change for change in data() if change["field"] == "place" and
    change["action"] == 53)["new_name"] == "Taiwan"'
expect_python 'len(next(change for change in data() if change["field"] == "place" and
    change["action"] == 53)["new"]) == 36'
expect_python '[change["action"] for change in data()] ==
    sorted((change["action"] for change in data()), reverse=True)'
expect_python '{"person", "channel", "membership"} == {change["record"] for change in data()}'
cp "$work/out" "$work/json"
roster '' history Ana Example --csv
expect_python '[(row["uid"], row["field"], row["new"]) for row in rows()] ==
    [(row["uid"], row["field"], row["new"] or "")
    for row in json.load(open(sys.argv[1] + "/json"))]'

begin 'the history of what does not exist is not found'
roster '' history zzzz
expect_code 3

begin 'a record that was never changed has no history'
roster '' history MOENV
expect_code 0
expect_err 'Nothing was changed yet.'

begin 'the bin tells since when, and who'
roster '' remove Ana Example
expect_code 0
roster TZ=XXX-8 list bin
expect_code 0
expect_python 'out.decode().splitlines()[0].split() == ["Record", "Name", "Since", "Who"]'
expect_python 'out.decode().splitlines()[1].split() ==
    ["person", "Ana", "Example", "2026-11-23", "08:00", "Kim"]'
roster '' list bin --json
expect_python 'len(data()) == 1 and data()[0]["binned"] == "2026-11-23T00:00:00Z"'
expect_python 'set(data()[0]) == {"uid", "record", "name", "binned", "actor"}'
uid=$(python3 -c 'import json, sys; print(json.load(sys.stdin)[0]["uid"])' <"$work/out")

begin 'a source and a citation of it are told apart in the bin'
roster '' add event --title='An example' --date=2026-11-23 --kind=meeting --source='About IEMN'
roster '' show 'An example' --json
cited=$(python3 -c 'import json, sys; print(json.load(sys.stdin)["citations"][0]["uid"])' \
    <"$work/out")
roster '' add source --title='An example report' --kind=primary
roster '' remove 'An example report'
roster '' remove "$cited"
roster '' list bin
expect_python 'sorted(line.split()[0] for line in out.decode().splitlines()[1:]) ==
    ["citation", "person", "source"]'
for removed in 1 2 3 4; do
    roster '' undo
done

begin 'the card of what lies in the bin says so'
roster '' show "$uid"
expect_code 0
expect_has out 'In the bin since 2026-11-23, moved there by Kim.'
roster '' history "$uid"
expect_has out '  to the bin'

begin 'all data on a person is what the file holds'
roster '' show --all-data "$uid" --json
expect_code 0
expect_python 'out.count(b"ana@example.org") > 1 and b"by phone" in out'
expect_python 'isinstance(data(), dict)'

begin 'all data is for a person, and for programs'
roster '' show --all-data "$uid"
expect_code 2
expect_err 'iemn: --all-data needs --json: iemn show --all-data REF --json'
roster '' show --all-data MOENV --json
expect_code 2
expect_err 'iemn: --all-data is for a person, and this is not one.'

begin 'a sound file is told in a sentence'
roster '' restore "$uid"
cp "$file" "$work/before"
roster '' check
expect_code 0
expect_out ''
expect_python 'err.decode().startswith("No fault was found: 1 person, ")'
roster '' check --json
expect_code 0
expect_python 'data() == []'

begin 'a check writes nothing and makes no file'
expect_same 'the file' '' "$(cmp "$file" "$work/before" 2>&1)"
iemn -f "$work/none.db" check
expect_code 3
expect_same 'a new file' '' "$(find "$work" -name 'none.db*')"

begin 'a file that can only be read is checked'
chmod 400 "$file"
roster '' check
expect_code 0
chmod 600 "$file"

begin 'a record that breaks a rule is a fault'
tamper() {
    python3 -B -c 'import sqlite3, sys
db = sqlite3.connect(sys.argv[1])
db.execute("PRAGMA ignore_check_constraints = ON")
db.execute("PRAGMA foreign_keys = OFF")
db.execute(sys.argv[2])
db.commit()' "$file" "$1"
}
tamper "UPDATE channel SET value = 'no address' WHERE value = 'ana@example.org'"
roster '' check
expect_code 7
expect_has out 'no address'
expect_python 'err.decode().startswith("iemn: ")'
roster '' check --json
expect_code 7
expect_python 'len(data()) > 0 and set(data()[0]) == {"uid", "record", "name", "fault"}'
expect_python 'any(fault["record"] == "channel" and len(fault["uid"]) == 36 for fault in data())'

begin 'a damaged file is refused'
python3 -B -c 'import sys
with open(sys.argv[1], "r+b") as file:
    file.seek(8192)
    file.write(b"\xff" * 20000)' "$file"
roster '' check
expect_code 7
expect_python 'len(err) > 20'

finish

# SPDX-License-Identifier: MIT
# Commands that change one record: add, edit, copy, remove, restore, undo, redo, and what they print.
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

begin 'a person is added with addresses, a term and a source at once'
roster add person --name='Ana Example' --family-name=Example --given_name Ana --country=tw \
    --email=ana@example.org --phone='+886 2 5550 0001' --mobile='+886 9 5550 0002' \
    --body=IEMN --role=member --title='Vice speaker' --behalf=MOENV --from=2024-05 \
    --body=IEMN --role=expert --from=2025 --source='About IEMN' --reason='a made-up person'
expect_code 0
expect_has out 'person Example, Ana, new'
expect_has out '  Country: Taiwan'
expect_has out 'address or number ana@example.org, new'
expect_has out 'citation About IEMN, new'
expect_has out '  On behalf of: Ministry of Environment'
expect_err 'Saved as action 1. "iemn undo" takes it back.'
roster show 'Ana Example' --json
expect_python 'data()["place"]["name"] == "Taiwan" and data()["family_name"] == "Example"'
expect_python 'sorted(c["kind"] for c in data()["channels"]) == ["email", "mobile", "phone"]'
expect_python 'sorted((m["role"], m["title"], m["valid_from"]) for m in data()["memberships"]) ==
    [("expert", None, "2025"), ("member", "Vice speaker", "2024-05")]'
expect_python 'len(data()["citations"]) == 1'

begin 'a trial tells the same and saves nothing'
roster add person --name='Lin Example' --email=lin@example.org --dry-run
expect_code 0
expect_has out 'person Lin Example, new'
expect_has out '  Kind: email'
expect_err 'This was a trial: nothing was saved.'
roster show 'Lin Example'
expect_code 3

begin 'a field is set, and the old value stands before the new one'
roster edit Ana Example --note='Speaks Thai'
expect_code 0
expect_python 'out.decode().splitlines() == ["person Example, Ana",
    "  Note: (empty) " + ("→" if "UTF-8" in "'"$locale"'" else "->") + " Speaks Thai"]'
expect_err 'Saved as action 2. "iemn undo" takes it back.'

begin 'with --ascii the arrow is ASCII'
roster --ascii edit Ana Example --note='Speaks Thai well'
expect_out 'person Example, Ana
  Note: Speaks Thai -> Speaks Thai well'

begin 'a value that stands there already is no change'
roster edit Ana Example --note='Speaks Thai well'
expect_code 0
expect_out ''
expect_err 'Nothing differs, so nothing was saved.'
roster edit Ana Example --note='Speaks Thai well' --dry-run
expect_code 0
expect_err 'This was a trial, and nothing differs.'

begin 'a trial tells what would be undone'
roster undo --dry-run
expect_code 0
expect_has err 'This was a trial: action 3 of '
expect_has err ' was not undone: Edit '

begin 'a number out of a short list is answered with the list'
roster add event --title=Example --date=2020 --kind=meeting --importance=9
expect_code 4
expect_has err '“9” is none of its choices: 1, 2, 3.'

begin 'an empty value clears a field'
roster edit Ana Example --note=
expect_code 0
roster show Ana Example --json
expect_python 'data()["note"] is None'

begin 'a term and an address are edited by their uid'
roster show Ana Example --json
uid=$(python3 -c 'import json, sys
print([c["uid"] for c in json.load(sys.stdin)["channels"] if c["kind"] == "phone"][0])' <"$work/out")
roster edit "$uid" --value='+886 2 5550 0009' --functional=yes
expect_code 0
expect_has out '(Example, Ana)'
expect_has out '  Belongs to the post: no '
roster show Ana Example --json
expect_python '[(c["value"], c["functional"]) for c in data()["channels"] if c["kind"] == "phone"]
    == [("+886 2 5550 0009", True)]'

begin 'an address that changes was not verified, unless that is said'
roster edit "$uid" --verified=2024-02
roster edit "$uid" --value='+886 2 5550 0008' --dry-run
expect_has out '  Last verified: 2024-02 '
roster edit "$uid" --verified=2024-02 --value='+886 2 5550 0008' --dry-run
expect_code 0
expect_lacks out 'Last verified'
roster undo
expect_code 0

begin 'edit adds one more address'
roster edit Ana Example --email=ana2@example.org
expect_code 0
expect_has out 'address or number ana2@example.org, new'
roster show Ana Example --json
expect_python 'len(data()["channels"]) == 4'

begin 'a flag that a record has not is refused with the nearest guess'
roster add person --name='Lin Example' --emial=lin@example.org
expect_code 2
expect_err 'iemn: A record of the kind "person" has no --emial. Did you mean --email?'
roster add event --dry-rnu=1
expect_code 2
expect_has err 'Did you mean --dry-run?'
roster edit Ana Example --latin-nmae=x
expect_has err 'Did you mean --latin-name?'

begin 'a forgotten value does not swallow the next option'
roster edit Ana Example --note --dry-run
expect_code 2
expect_has err '--note needs a value'
roster edit Ana Example --note=--dry-run --dry-run
expect_code 0
expect_has out ' --dry-run'

begin 'a kind that does not exist is refused with the nearest guess'
roster add persn --name=x
expect_code 2
expect_err 'iemn: There is no kind of record "persn". Did you mean "person"?'

begin 'without a field nothing is added or edited'
roster add person
expect_code 2
expect_has err '"iemn help add person" lists the fields.'
roster edit Ana Example
expect_code 2

begin 'a value that is not valid has exit code 4, and says of which field'
roster add person --name='Lin Example' --body=IEMN --role=member --from=2026-02-30
expect_code 4
expect_out ''
expect_has err '--from'
roster add person --name='Lin Example' --country=Atlantis
expect_code 4
expect_has err 'Atlantis'

begin 'what is needed is asked for'
roster add person --note='nobody'
expect_code 4
expect_has err 'Name'
roster add agency --name='Example Agency'
expect_code 4
expect_has err 'Kind'

begin 'a record that does not exist has exit code 3'
roster edit Nobody Example --note=x
expect_code 3
expect_out ''

begin 'a value comes from standard input, once'
printf 'Lines of\ntext\n\n' >"$work/in"
roster_reading edit Ana Example --note -
expect_code 0
roster show Ana Example --json
expect_python 'data()["note"] == "Lines of\ntext"'
roster_reading edit Ana Example --note=- --name=-
expect_code 2
expect_has err 'Only one value can come from standard input'
printf 'a\000b' >"$work/in"
roster_reading edit Ana Example --note=-
expect_code 4

begin 'names in every script are stored and shown as they are'
for name in '王範例' 'مثال عربي' 'ตัวอย่าง ไทย' 'Łukasz Przykład-Đorđević' 'Пример Иванов'; do
    roster add person --name="$name" --email=someone@example.org
    expect_code 0
    roster show "$name" --json
    expect_code 0
    expect_python "data()['name'] == '$name'"
    roster edit "$name" --note="$name" --json
    expect_python "data()['records'][0]['changes'] ==
        [{'field': 'note', 'old': None, 'new': '$name'}]"
done

begin 'a whole record comes from a text, and --editor shows the form of it'
settings='VISUAL=cat'
roster edit --editor Ana Example
expect_code 0
expect_has out 'ana@example.org'
expect_has err 'Nothing'
printf 'name: Template Example\n[new channel]\nkind: email\nvalue: t@example.org\n' >"$work/in"
roster_reading add person --input=-
expect_code 0
roster show Template Example --json
expect_python '[c["value"] for c in data()["channels"]] == ["t@example.org"]'
printf 'name: Template Example\nnmae: x\n' >"$work/in"
roster_reading add person --input=-
expect_code 4
expect_has err 'Line 2'

begin 'a record is edited in the editor, and what was kept is taken away'
printf '#!/bin/sh\nsed -i "s/^name: .*/name: Ana Edited/" "$1"\nls "$1" >"%s"\n' \
    "$work/where" >"$work/editor"
chmod +x "$work/editor"
settings="TMPDIR=$work VISUAL=$work/editor"
roster edit --editor Ana Example
expect_code 0
expect_has out '  Name: Ana Example '
expect_python 'not __import__("os").path.exists(open(sys.argv[1] + "/where").read().strip())'
roster undo
expect_code 0

begin 'a mistake in the editor is reported, and the text is kept'
printf '#!/bin/sh\nprintf "nonsense\\n" >>"$1"\n' >"$work/editor"
settings="TMPDIR=$work EDITOR=$work/editor"
roster edit --editor Ana Example
expect_code 4
expect_has err 'What was written is kept in '
kept=$(sed -n 's/^What was written is kept in //p' "$work/err")
expect_python "b'nonsense' in open('$kept', 'rb').read()"
rm -f "$kept"

begin 'what another program saved meanwhile is not overwritten, and what it left alone is saved'
cat >"$work/editor" <<END
#!/bin/sh
"$program" -f "$file" edit Ana Example --given-name=Theirs --honorific=Dr. >/dev/null 2>&1
sed -i "s/^\$FIELD:.*/\$FIELD: Mine/" "\$1"
END
settings="TMPDIR=$work VISUAL=$work/editor IEMN_USER=Lee FIELD=given_name"
roster edit --editor Ana Example
expect_code 5
expect_has err 'Given name: it was "Ana", Lee saved "Theirs", and yours is "Mine".'
rm -f "$(sed -n 's/^What was written is kept in //p' "$work/err")"
roster edit Ana Example --given-name=Ana --honorific=
roster edit --editor Ana Example --json
expect_code 5
expect_python '[(c["field"], c["base"], c["theirs"], c["mine"], c["actor"])
    for c in data()["conflicts"]] == [("given_name", "Ana", "Theirs", "Mine", "Lee")]'
rm -f "$(sed -n 's/^What was written is kept in //p' "$work/err")"
roster edit Ana Example --given-name=Ana --honorific=
settings="TMPDIR=$work VISUAL=$work/editor FIELD=latin_name"
roster edit --editor Ana Example
expect_code 0
roster show Ana Example --json
expect_python '(data()["given_name"], data()["honorific"], data()["latin_name"]) ==
    ("Theirs", "Dr.", "Mine")'
settings=
roster edit Ana Example --given-name=Ana --honorific= --latin-name=

begin 'on a terminal a mistake comes back with the fault on top and the text as it was'
cat >"$work/editor" <<END
#!/bin/sh
if [ -e "$work/second" ]; then
    cp "\$1" "$work/second"
    sed -i "s/^nmae: x/label: mended/; /^honorific:/d" "\$1"
else
    : >"$work/second"
    sed -i "s/^honorific:.*/honorific: Prof./" "\$1"
    printf '\n[new channel]\nkind: email\nvalue: third@example.org\nnmae: x\n' >>"\$1"
fi
END
settings="TMPDIR=$work VISUAL=$work/editor TERM=xterm"
iemn_on_terminal 80 -f "$file" edit --editor Ana Example
expect_code 0
expect_has out 'mended'
expect_python 'b">>>" in open(sys.argv[1] + "/second", "rb").readline()'
expect_python 'b"\nnmae: x\n" in open(sys.argv[1] + "/second", "rb").read()'
roster show Ana Example --json
expect_python '[c["label"] for c in data()["channels"] if c["value"] == "third@example.org"] ==
    ["mended"]'
expect_python 'data()["honorific"] is None'
roster undo
expect_code 0

begin 'a mistake that is left as it is is reported in the end'
printf '#!/bin/sh\ngrep -q "^nonsense" "$1" || echo nonsense >>"$1"\n' >"$work/editor"
settings="TMPDIR=$work VISUAL=$work/editor TERM=xterm"
iemn_on_terminal 80 -f "$file" edit --editor Ana Example
expect_code 4
kept=$(sed -n 's/^What was written is kept in \([^ ]*\.txt\).*/\1/p' "$work/out")
expect_python "b'nonsense' in open('$kept', 'rb').read()"
rm -f "$kept"

begin 'an empty text takes nothing out'
printf '#!/bin/sh\n: >"$1"\n' >"$work/editor"
settings="TMPDIR=$work VISUAL=$work/editor"
roster edit --editor Ana Example
expect_code 1
expect_has err 'The text came back empty: nothing was saved.'
expect_lacks err 'kept in'
settings=
printf '# only a remark\n\n' >"$work/in"
roster_reading edit Ana Example --input=-
expect_code 4

begin 'what an editor leaves in the folder is taken away, unless it was not taken'
mkdir "$work/left"
printf '#!/bin/sh\ncp "$1" "$1~"\nexit "$(cat "%s/status")"\n' "$work" >"$work/editor"
settings="XDG_STATE_HOME=$work/left VISUAL=$work/editor"
echo 0 >"$work/status"
roster edit --editor Ana Example
expect_code 0
expect_python "__import__('os').listdir('$work/left/iemn') == []"
echo 3 >"$work/status"
roster edit --editor Ana Example
expect_code 1
expect_python "__import__('os').listdir('$work/left/iemn') == []"
printf '#!/bin/sh\ncp "$1" "$1~"\necho half >"$1"\nexit 3\n' >"$work/editor"
roster edit --editor Ana Example
expect_code 1
expect_has err 'What was written is kept in '
expect_python "len(__import__('os').listdir('$work/left/iemn')) == 1"
rm -r "$work/left"

begin 'an editor that cannot be run changes nothing'
settings="TMPDIR=$work VISUAL=$work/no-such-editor"
roster edit --editor Ana Example
expect_code 1
expect_out ''

begin 'a record is copied but for what differs'
roster copy Ana Example --name='Copy Example' --given-name=Copy
expect_code 0
roster show Copy Example --json
expect_python 'data()["place"]["name"] == "Taiwan" and data()["given_name"] == "Copy"'
expect_python 'data()["memberships"] and
    all(m[date] is None for m in data()["memberships"] for date in ("valid_from", "valid_to", "ended"))'

begin 'remove moves to the bin and says what goes along, restore brings all back'
roster show Ana Example --json
cp "$work/out" "$work/before"
roster remove Ana Example --reason='added twice'
expect_code 0
expect_has out 'person Example, Ana, to the bin'
expect_has err 'With it: 2 terms, 4 addresses and numbers, 1 citation.'
expect_has err '2 of the terms are current.'
roster show Ana Example
expect_code 3
roster restore ana example
expect_code 0
expect_has out 'person Example, Ana, out of the bin'
roster show Ana Example --json
expect_python '{k: v for k, v in data().items() if k != "revision"}["channels"].__len__() == 4'

begin 'what is not in the bin is not restored'
roster restore Ana Example
expect_code 3
expect_err 'iemn: Nothing in the bin is called “Ana Example”.'

begin 'what others depend on is not removed'
roster remove TW
expect_code 5
expect_out ''
expect_lacks err 'With it'

begin 'what refers to the bin comes back after that'
roster add agency --kind=agency --name='Upper Agency'
roster add agency --kind=agency --name='Lower Agency' --parent='Upper Agency'
roster remove Lower Agency
roster remove Upper Agency
roster restore Lower Agency
expect_code 5
expect_err 'iemn: “Upper Agency” is in the bin. Restore it first.'
roster restore Upper Agency
expect_code 0
roster restore Lower Agency
expect_code 0
roster check
expect_code 0

begin 'what needs each other comes back together'
roster add agency --kind=office --name='East Office'
roster add agency --kind=office --name='West Office'
roster add person --name='Tern Example'
roster add term --person='Tern Example' --organisation='East Office' --role=expert \
    --behalf='West Office'
roster add term --person='Tern Example' --organisation='West Office' --role=expert \
    --behalf='East Office'
roster add agency --kind=office --name='Both Gone'
roster remove Both Gone
roster show 'East Office' --json
east=$(python3 -c 'import json, sys; print(json.load(sys.stdin)["uid"])' <"$work/out")
roster show 'West Office' --json
west=$(python3 -c 'import json, sys; print(json.load(sys.stdin)["uid"])' <"$work/out")
cat >"$work/bin.py" <<END
import sqlite3
db = sqlite3.connect("$file")
for moment, uid in (("2024-01-01T00:00:00Z", "$east"), ("2024-01-01T00:00:01Z", "$west")):
    (row,) = db.execute("SELECT id FROM organisation WHERE uid = ?", (uid,)).fetchone(),
    db.execute("UPDATE organisation SET binned = ? WHERE uid = ?", (moment, uid))
    db.execute("UPDATE membership SET binned = ? WHERE organisation_id = ?", (moment, row[0]))
db.commit()
END
python3 -B "$work/bin.py"
roster restore East Office
expect_code 5
expect_err "iemn: “East Office” cannot come back without “West Office”, which is in the bin too. \
Restore them together, in the shell: iemn restore $(printf '%.8s %.8s' "$east" "$west")"
roster restore 'East Office' 'Nobody Here'
expect_code 3
expect_err 'iemn: Nothing in the bin is called “Nobody Here”.'
roster restore Nobody Here
expect_code 3
expect_err 'iemn: Nothing in the bin is called “Nobody Here”.'
roster restore 'East Office' "$west" 'both gone'
expect_code 0
roster history --json --limit=1
expect_python 'data()[0]["name"] == "Restore 3 records"'
roster list bin --json
expect_python 'data() == []'
roster check
expect_code 0
roster undo
roster list bin --json
expect_python 'len(data()) == 3'
roster redo
expect_code 0

begin 'two of one name in the bin are told apart by their uids'
roster add person --name='Twin Example' --note=one
roster remove Twin Example
roster add person --name='Twin Example' --note=two
roster remove Twin Example
roster restore Twin Example
expect_code 5
roster erase Twin Example --name='Twin Example'
expect_code 5
expect_has err 'Name one by its uid'
uid=$(sed -n 's/.*uid: \([0-9a-f]*\) .*/\1/p' "$work/err")
roster restore "$uid"
expect_code 0

begin 'undo takes the last action back, redo brings it again'
roster edit Ana Example --note=first
roster edit Ana Example --note=second
expect_code 0
roster undo
expect_code 0
expect_has out 'Note: second '
expect_has err 'is undone'
roster undo
expect_has out 'Note: first '
roster redo
expect_has out ' first'
roster redo
expect_code 0
roster show Ana Example --json
expect_python 'data()["note"] == "second"'
roster redo
expect_code 3
expect_err 'iemn: There is nothing to redo.'

begin 'an older action that a later one depends on is not undone, and the later one is named'
roster edit Ana Example --note=third --json
third=$(python3 -c 'import json, sys; print(json.load(sys.stdin)["action"])' <"$work/out")
roster edit Ana Example --note=fourth --json
fourth=$(python3 -c 'import json, sys; print(json.load(sys.stdin)["action"])' <"$work/out")
roster undo "$third"
expect_code 5
expect_has err "action $fourth, 2026-11-23 00:00, "
settings='TZ=XYZ-8'
roster undo "$third"
settings=
expect_has err "action $fourth, 2026-11-23 08:00, "
roster undo "$third" --json
expect_code 5
expect_python "[(b['action'], b['moment']) for b in data()['blockers']] ==
    [($fourth, '2026-11-23T00:00:00Z')]"
roster undo "$fourth" --dry-run
expect_code 0
expect_has out 'Note: fourth '
roster undo "$fourth"
expect_code 0
roster undo "$third"
expect_code 0

begin 'an action is named by its number'
roster undo twelve
expect_code 2
roster undo 99999
expect_code 3

begin 'what was saved is told as JSON'
roster edit Ana Example --note=json --reason=why --json
expect_code 0
expect_python 'list(data()) == ["format", "version", "command", "dry_run", "exit_code", "action",
    "records", "conflicts", "faults", "blockers"]'
expect_python 'data()["format"] == "iemn-report" and data()["version"] == 1'
expect_python 'data()["command"] == "edit" and data()["dry_run"] is False and data()["action"] > 0'
expect_python '[(r["record"], r["label"], [c["field"] for c in r["changes"]])
    for r in data()["records"]] == [("person", "Example, Ana", ["note"])]'

begin 'why nothing was saved is told as JSON'
roster edit Ana Example --name= --json
expect_code 4
expect_python 'data()["exit_code"] == 4 and data()["action"] is None and data()["records"] == []'
expect_python '[(f["record"], f["field"]) for f in data()["faults"]] == [("person", "name")]'

begin 'a file that is only read is not changed, and that is said at once'
settings='VISUAL=false'
for command in 'add person --name=x' 'edit --editor Ana Example' 'remove Ana Example' 'undo' 'redo' \
    'rename IEMN x' 'erase Ana Example --name=x'; do
    # shellcheck disable=SC2086 # the words of the command
    roster -R $command
    expect_code 6
    expect_out ''
done

begin 'what came in is still a sound file'
roster check
expect_code 0

begin 'help lists the fields of each kind, from the rows'
iemn help add
expect_code 0
expect_has out '--latin-name=TEXT'
expect_has out 'Fields of: citation'
iemn help add person
expect_has out '--email=VALUE'
expect_lacks out 'Fields of: event'
iemn help add persn
expect_code 2
expect_has err 'Did you mean "person"?'
iemn help add
expect_python 'max(len(line) for line in out.decode().splitlines()) <= 80'

finish

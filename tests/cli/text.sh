# SPDX-License-Identifier: MIT
# A whole record as a text: one that comes back when others have saved since.
. "$(dirname "$0")/tap.sh"

file=$work/roster.db

# Runs the program on the file of this script.
roster() {
    iemn -f "$file" "$@"
}

# Puts the text of a record into a file.
take() {
    settings='EDITOR=cat'
    roster edit --editor "$1"
    cp "$work/out" "$2"
    settings=
}

roster add person --name='Zed Test' --given-name=Zed --email=zed@example.org
take 'Zed Test' "$work/text"
settings='IEMN_USER=Lee'
roster edit 'Zed Test' --given-name=Theirs --body=IEMN --role=member --email=lee@example.org

begin 'a text that comes back later changes only what was changed in it'
sed 's/^latin_name:.*/latin_name: Mine/' "$work/text" >"$work/in"
roster edit 'Zed Test' --input="$work/in"
expect_code 0
expect_python 'len(out.decode().splitlines()) == 2'
expect_has out '  In Latin letters: (empty) '
roster show 'Zed Test' --json
expect_python '(data()["given_name"], data()["latin_name"]) == ("Theirs", "Mine")'
expect_python '[c["value"] for c in data()["channels"]] == ["zed@example.org", "lee@example.org"]'
expect_python 'len(data()["memberships"]) == 1'
roster undo

begin 'what both changed is a conflict, and nothing is saved'
sed 's/^given_name:.*/given_name: Mine/; s/^value: zed@/value: mine@/' "$work/text" >"$work/in"
roster edit 'Zed Test' --input="$work/in"
expect_code 5
expect_err 'Given name: it was "Zed", Lee saved "Theirs", and yours is "Mine".
iemn: Somebody else has changed the same meanwhile. Nothing was saved.'
roster edit 'Zed Test' --input="$work/in" --json
expect_code 5
expect_python '[(c["field"], c["base"], c["theirs"], c["mine"], c["actor"])
    for c in data()["conflicts"]] == [("given_name", "Zed", "Theirs", "Mine", "Lee")]'
roster show 'Zed Test' --json
expect_python '"mine@example.org" not in [c["value"] for c in data()["channels"]]'

begin 'a section that is taken out goes, those that others added stay'
sed '/^\[channel/,/^# To add/d' "$work/text" >"$work/in"
roster edit 'Zed Test' --input="$work/in"
expect_code 0
roster show 'Zed Test' --json
expect_python '[c["value"] for c in data()["channels"]] == ["lee@example.org"]'
expect_python 'len(data()["memberships"]) == 1'
roster undo

begin 'what others have put into the bin stays there, unless the text changes it'
uid=$(sed -n 's/^\[channel \(.*\)\]$/\1/p' "$work/text")
roster remove "$uid"
roster edit 'Zed Test' --input="$work/text"
expect_code 0
expect_err 'Nothing differs, so nothing was saved.'
sed 's/^value: zed@/value: mine@/' "$work/text" >"$work/in"
roster edit 'Zed Test' --input="$work/in"
expect_code 5
expect_has err 'One side moved the record to the bin, the other changed it.'
roster undo

begin 'a text without the line of its state is the record as it is to be'
sed '/^# State:/d' "$work/text" >"$work/in"
roster edit 'Zed Test' --input="$work/in"
expect_code 0
roster show 'Zed Test' --json
expect_python 'data()["given_name"] == "Zed" and data()["memberships"] == []
    and [c["value"] for c in data()["channels"]] == ["zed@example.org"]'
roster undo

begin 'a text is of one record of one file'
roster add person --name='Other Test'
roster edit 'Other Test' --input="$work/text"
expect_code 4
expect_has err 'The text is of another record than “Other Test”'
sed 's/^# State: 1 /# State: 900 /' "$work/text" >"$work/in"
roster edit 'Zed Test' --input="$work/in"
expect_code 5
expect_has err 'a state of the directory that this file does not know'

begin 'a text that was kept after a conflict can be saved later'
cat >"$work/editor" <<END
#!/bin/sh
"$program" -f "$file" edit 'Zed Test' --note=Theirs >/dev/null 2>&1
sed -i 's/^note:.*/note: Mine/' "\$1"
END
chmod +x "$work/editor"
settings="EDITOR=$work/editor"
roster edit 'Zed Test' --editor
expect_code 5
kept=$(sed -n 's/^What was written is kept in //p' "$work/err")
settings=
roster edit 'Zed Test' --input="$kept"
expect_code 5
sed -i 's/^note:.*/note: Theirs/; s/^honorific:.*/honorific: Dr./' "$kept"
roster edit 'Zed Test' --input="$kept"
expect_code 0
roster show 'Zed Test' --json
expect_python '(data()["note"], data()["honorific"]) == ("Theirs", "Dr.")'

begin 'a record that the text names may have got another name since'
roster add agency --kind=agency --name='Old Office'
roster add agency --kind=agency --name='New Office'
roster add person --name='Lin Test' --body=IEMN --role=member --behalf='Old Office'
take 'Lin Test' "$work/named"
roster edit 'Old Office' --name='Third Office'
sed 's/^note:.*/note: Mine/' "$work/named" >"$work/in"
roster edit 'Lin Test' --input="$work/in"
expect_code 0
roster undo
roster edit 'New Office' --name='Old Office'
roster edit 'Lin Test' --input="$work/in"
expect_code 0
roster show 'Lin Test' --json
expect_python 'data()["memberships"][0]["behalf"]["name"] == "Third Office"'
sed 's/^behalf:.*/behalf: MOENV/' "$work/named" >"$work/in"
roster edit 'Lin Test' --input="$work/in"
expect_has out 'Ministry of Environment'

begin 'an editor that puts an older text there overwrites nothing'
roster edit 'Zed Test' --note=
settings="EDITOR=$work/editor"
printf '#!/bin/sh\nsed "s/^latin_name:.*/latin_name: Mine/" "%s" >"$1"\n' "$work/text" >"$work/editor"
roster edit 'Zed Test' --editor
expect_code 0
roster show 'Zed Test' --json
expect_python '(data()["given_name"], data()["latin_name"]) == ("Theirs", "Mine")'
expect_python 'len(data()["memberships"]) == 1 and len(data()["channels"]) == 2'
roster undo
roster edit 'Zed Test' --note=Theirs
printf '#!/bin/sh\nsed -i "s/^# State: .*/# State: x/" "$1"\n' >"$work/editor"
roster edit 'Zed Test' --editor
expect_code 4
expect_has err 'is not as it was written. Put it back;'
rm -f "$(sed -n 's/^What was written is kept in //p' "$work/err")"

begin 'a text and fields are not given together'
for command in 'add person' 'edit Zed' 'copy Zed'; do
    # shellcheck disable=SC2086 # the words of a command
    roster $command --input="$work/text" --role=chair --name=x
    expect_code 2
    expect_err 'iemn: --input reads the whole record, so that no field such as --role can be given with it.'
done

begin 'fields that were given are saved though the text is left as it is'
settings='EDITOR=true'
roster edit 'Zed Test' --note=Given --editor
expect_code 0
expect_has out '  Note: Theirs '
roster add person --name='Given Test' --email=given@example.org --editor
expect_code 0
expect_has out 'address or number given@example.org, new'
roster copy 'Given Test' --name='Copy Test' --editor
expect_code 0
expect_has out 'person Copy Test, new'

begin 'without fields a text that is left as it is saves nothing'
for command in 'add person' 'edit Zed Test' 'copy Zed Test'; do
    settings='EDITOR=true'
    # shellcheck disable=SC2086 # the words of a command
    roster $command --editor
    expect_code 0
    expect_out ''
    expect_err 'Nothing differs, so nothing was saved.'
done

begin 'fields that were given are not saved when the text comes back empty'
printf '#!/bin/sh\ngrep -q "What was given already is saved" "$1" && : >"$1"\n' >"$work/editor"
settings="EDITOR=$work/editor"
roster edit 'Zed Test' --note=Other --editor
expect_code 1
expect_err 'iemn: The text came back empty: nothing was saved.'

begin 'without a terminal an editor must be named'
roster edit 'Zed Test' --editor
expect_code 2
expect_err 'iemn: --editor needs a terminal, or an editor that is named in VISUAL or EDITOR. --input reads the text from a file.'
settings='VISUAL= EDITOR= PATH=/nowhere'
roster add person --editor --json
expect_code 2

finish

# SPDX-License-Identifier: MIT
# People who stand in no list any more and in the file still: what adds them was undone, or a form holds
# them unsaved. They too are handed out and erased.
. "$(dirname "$0")/tap.sh"

file=$work/roster.db

# Runs the program on the file of this script.
roster() {
    iemn -f "$file" "$@"
}

# Whether the bytes of the file hold a text, in whatever case.
holds() {
    grep -qiaF -e "$1" "$file"
}

# Adds a person whose addition is undone; $uid is whom.
add_undone() {
    roster add person --name='Qqx Zzyw' --email=qqx@example.org --body=IEMN --role=member \
        --reason='asked by Qqx Zzyw' --json
    uid=$(python3 -c 'import json, sys
print([r["uid"] for r in json.load(sys.stdin)["records"] if r["record"] == "person"][0])' <"$work/out")
    roster undo
}

begin 'a person whose addition was undone is handed out, with what the history tells'
add_undone
for words in "$uid" "$(echo "$uid" | cut -c 1-13)" 'Qqx Zzyw' 'QQX zzyw'; do
    # shellcheck disable=SC2086 # a name of two words is joined again
    roster show --all-data $words --json
    expect_code 0
    expect_python 'data()["person"] is None and data()["changes"][-1]["uid"] == "'"$uid"'"'
    expect_python 'any(c["old"] == "qqx@example.org" for c in data()["changes"])'
done
roster show "$uid"
expect_code 3

begin 'such a person is erased by the uid, with the last name typed'
roster erase "$uid" --name='Somebody Else'
expect_code 4
expect_err 'iemn: That is not the name of this person, “Qqx Zzyw”. Nothing was erased.'
roster erase "$uid" --name=
expect_code 4
expect_same 'the name in the file' 0 "$(holds zzyw; echo $?)"
roster erase "$uid" --name='Qqx Zzyw' --dry-run
expect_code 0
expect_same 'the name in the file' 0 "$(holds zzyw; echo $?)"
roster erase "$uid" --name='Qqx Zzyw'
expect_code 0
expect_has out "$uid"
expect_has out 'none of them'
for text in zzyw qqx; do
    expect_same "$text in the file" 1 "$(holds "$text"; echo $?)"
done
roster show --all-data "$uid" --json
expect_code 3
roster erase "$uid" --name='Qqx Zzyw'
expect_code 3
roster check
expect_code 0

begin 'what is left of the two actions brings nobody back'
roster redo
expect_code 3
roster history
expect_lacks out Zzyw

begin 'such a person is erased by the name, while several of it are told apart'
add_undone
first=$uid
add_undone
roster erase Qqx Zzyw --name='Qqx Zzyw'
expect_code 5
expect_has err "$first"
expect_has err "$uid"
roster erase "$first" --name='Qqx Zzyw'
expect_code 0
roster erase Qqx Zzyw --name='Qqx Zzyw'
expect_code 0
expect_same 'the name in the file' 1 "$(holds zzyw; echo $?)"

begin 'an address of the person in a reason goes, and a short name is told and not called searched'
roster add person --name=Bo --email=bo.sec@example.org
roster add person --name='Cy Fiction' --reason='asked Bo.Sec@example.org'
roster add person --name='Di Fiction' --reason='for Bo'
roster erase Bo --name=Bo --reason='Asked by bo.sec@example.org'
expect_code 0
expect_has out 'Searched for  1 name, address or note of the person'
expect_has out 'Not searched  1 more, too short to be looked for'
expect_has out 'Found         none of them'
expect_same 'the address in the file' 1 "$(holds bo.sec; echo $?)"
roster history
expect_lacks out 'for Bo'
roster add person --name=王
roster erase 王 --name=王 --json
expect_code 0
expect_python 'data()["receipt"]["strings"] == 0 and data()["receipt"]["too_short"] == 1'

# Leaves a form on the file $1 that tells of $2, as a program does that was stopped.
leave_form() {
    python3 - "$1" "$2" "$work/home/.local/state/iemn" <<'END'
import os
import sys

path, uid, folder = os.path.realpath(sys.argv[1]), sys.argv[2], sys.argv[3]
number = 0xcbf29ce484222325
for byte in path.encode():
    number = (number ^ byte) * 0x100000001b3 % (1 << 64)
os.makedirs(folder, mode=0o700, exist_ok=True)
with open("%s/unsaved-%016x-%d-abcdef01.json" % (folder, number, len(os.listdir(folder))), "w") as file:
    file.write('{"format": "iemn-unsaved", "parts": [{"uid": "%s"' % uid)
END
}

forms() {
    ls "$work/home/.local/state/iemn"
}

begin 'what was left unsaved about a person goes with the person, and nothing else'
add_undone
roster redo
other=00000000-89ab-4cc6-9164-92e65b7ce37d
leave_form "$file" "$uid"
leave_form "$file" "$other"
leave_form "$work/other.db" "$uid"
expect_same 'forms that are left' 3 "$(forms | wc -l | tr -d ' ')"
roster erase "$uid" --name='Qqx Zzyw' --dry-run
expect_code 0
expect_same 'forms that are left' 3 "$(forms | wc -l | tr -d ' ')"
roster erase "$uid" --name='Qqx Zzyw'
expect_code 0
expect_err 'The person is erased. Only the uid stays, so that no import brings the person back. Copies of the file made before still hold the person.'
expect_python 're.search(rb"^Unsaved +1 form or text$", out, re.M)'
expect_same 'forms that are left' 2 "$(forms | wc -l | tr -d ' ')"
expect_same 'forms on the other person' 1 "$(cd "$work/home/.local/state/iemn" && cat ./* | grep -c "$other")"

begin 'the text that an editor left about a person goes with the person'
add_undone
roster redo
printf '#!/bin/sh\nprintf "nonsense\\n" >>"$1"; cp "$1" "$1~"; : >"${1%%/*}/.${1##*/}.swp"\n' >"$work/editor"
chmod +x "$work/editor"
settings="TMPDIR=$work EDITOR=$work/editor"
roster edit --editor Qqx Zzyw
expect_code 4
kept=$(sed -n 's/^What was written is kept in //p' "$work/err")
expect_same 'the text that was kept' 0 "$(grep -q Zzyw "$kept"; echo $?)"
settings=
roster erase "$uid" --name='Qqx Zzyw'
expect_code 0
expect_same 'files that tell of the person' '' "$(find "$work" -name "*$uid*"; test ! -e "$kept" || echo "$kept")"

begin 'who is erased while an editor is open stays so, and the text is not kept'
add_undone
roster redo
cat >"$work/editor" <<END
#!/bin/sh
"$program" -f "$file" erase "$uid" --name='Qqx Zzyw' >/dev/null 2>&1
printf 'name: Qqx Zzyw again\n' >"\$1"
END
settings="TMPDIR=$work EDITOR=$work/editor"
roster edit --editor "$uid"
expect_code 3
expect_err 'iemn: This person was erased meanwhile. Nothing was saved.'
settings=
expect_same 'files that tell of the person' '' "$(grep -rls 'Zzyw again' "$work/home" "$work"/iemn-*)"

begin 'an erasure that cannot be ended is no success, and is told until it is'
add_undone
roster redo
roster check
expect_code 0
blocks=$(($(stat -c %s "$file") / 512))
limited() {
    (ulimit -f "$blocks" && roster "$@")
    code=$?
}
# The file is too long to be written anew here: how much shorter files may be for that is tried out.
cp "$file" "$work/before"
for _ in $(seq 40); do
    blocks=$((blocks - 8))
    cp "$work/before" "$file"
    limited erase "$uid" --name='Qqx Zzyw' --json
    if ! grep -q '"unfinished": null' "$work/out"; then
        break
    fi
done
expect_code 8
expect_python 'data()["exit_code"] == 8 and not data()["receipt"]["searched"]'
expect_python 'data()["receipt"]["uid"] == "'"$uid"'"'
expect_has err 'iemn: The person is erased. The file could not be written anew'
expect_lacks err 'Nothing was saved'
limited list people
expect_code 0
expect_has err 'iemn: An erasure is not over.'
roster -R list people
expect_code 0
expect_has err 'iemn: An erasure is not over.'

begin 'check says what ends it'
roster check
expect_code 7
expect_has out 'An erasure was stopped'
expect_has err 'Start iemn once with the file writable: that ends it.'
expect_lacks err 'Restore a backup'
expect_lacks err 'An erasure is not over'
roster list people
expect_code 0
expect_err ''
roster check
expect_code 0
expect_same 'the name in the file' 1 "$(holds zzyw; echo $?)"

finish

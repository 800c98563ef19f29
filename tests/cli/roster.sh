# SPDX-License-Identifier: MIT
# A day of those who keep the roster: a committee comes in, an agency is renamed, a chair is followed by
# another, many records are set at once, a person is erased. All of it is undone and done again.
. "$(dirname "$0")/tap.sh"

file=$work/roster.db
settings='IEMN_USER=Kim'

# Runs the program on the file of this script, as Kim.
roster() {
    settings='IEMN_USER=Kim'
    iemn -f "$file" "$@"
}

# All records that lists give, with revisions and all that belongs to them.
dump() {
    for list in people agencies events 'countries --all'; do
        # shellcheck disable=SC2086 # a word and an option
        run "$program" -f "$file" list $list --json </dev/null 2>/dev/null
    done
}

# Undoes everything; $undone says how often.
undo_all() {
    undone=0
    while roster undo; do
        undone=$((undone + 1))
    done
}

begin 'a committee is added, with names in every script'
roster list agencies
dump >"$work/at-first"
roster add agency --name='Example Committee' --short=EXC --kind=committee --parent=IEMN \
    --established=2024
expect_code 0
number=0
while read -r role person; do
    number=$((number + 1))
    roster add person --name="$person" --email="member$number@example.org" --body=EXC --role="$role" \
        --from=2024-03-01 --reason='the committee of 2024'
    expect_code 0
done <<'END'
chair Ána Přikladová
co-chair 王範例
member مثال عربي
member ตัวอย่าง ไทย
member Đorđe Łuczak-Ömer
alternate Пример Примеров
observer 예시 사람
expert Nguyễn Ví Dụ
END
roster list people body:EXC --json
expect_python 'len(data()) == 8'

begin 'where nothing stays, only that a person seems to be listed is said'
roster add person --name='Another Example' --email='Member1@example.org' --dry-run
expect_code 0
expect_err 'iemn: Ána Přikladová is listed already, with the same e-mail address
This was a trial: nothing was saved.'
iemn --demo add person --name='Àpẹẹrẹ Àdánwò' --email=apeere@example.org
expect_code 0
expect_err 'iemn: Àdánwò, Àpẹẹrẹ (Nigeria) is listed already, with the same e-mail address
Saved, and gone with the throw-away directory.'

begin 'a person who seems to be listed is added with a remark'
roster add person --name='Another Example' --email='Member1@example.org'
expect_code 0
expect_has err 'Ána Přikladová was listed already, with the same e-mail address; "iemn undo" takes this one back'
roster undo
expect_code 0
iemn --demo add person --name='apeere adanwo' --country=NG
expect_has err 'Àdánwò, Àpẹẹrẹ (Nigeria) is listed already, with the same name and country'

begin 'the same post is not held twice at a time'
roster add term --person='Ána Přikladová' --body=EXC --role=chair --from=2025
expect_code 4
roster add term --person='Ána Přikladová' --body=EXC --role=expert --from=2025
expect_code 0

begin 'which of several terms ends is asked for'
roster end-term 'Ána Přikladová'
expect_code 5
expect_has err 'chair'
roster end-term 'Ána Přikladová' --body=EXC --role=expert --on=2026-10 --how=resigned
expect_code 0
expect_has out '  How it ended: (empty) '
roster show 'Ána Přikladová' --json
expect_python '[(m["valid_to"], m["ended"]) for m in data()["memberships"] if m["role"] == "expert"]
    == [("2026-10", "resigned")]'

begin 'a date is a date'
roster end-term 'Ána Přikladová' --on=yesterday
expect_code 2
expect_err 'iemn: --on takes a date such as 2021, 2021-05 or 2021-05-17, and not "yesterday".'
roster end-term 'Ána Přikladová' --on=2020
expect_code 4

begin 'the day that lists show is none on which a term ends'
for command in end-term 'succeed --by=Kim'; do
    # shellcheck disable=SC2086 # a word and an option
    roster $command 'Ána Přikladová' --role=chair --at=2026-12-31
    expect_code 2
    expect_err "iemn: The command ${command%% *} has no option --at. \"iemn help ${command%% *}\" lists those that it has."
done

begin 'a term that is over keeps its end'
uid=$(roster show 'Ána Přikladová' --json && python3 -c 'import json, sys
print([m["uid"] for m in json.load(sys.stdin)["memberships"] if m["role"] == "expert"][0])' <"$work/out")
roster end-term "$uid" --on=2025-11
expect_code 4
expect_err 'iemn: The term has ended already, on 2026-10. Edit it if that is not right.'
roster succeed "$uid" --by='王範例' --on=2025-12
expect_code 4
expect_err 'iemn: The term before ended on 2026-10; the next one can begin only after that, not on 2025-12.'
roster succeed "$uid" --by='王範例' --dry-run
expect_code 0
expect_has out '  From: 2026-11'
expect_lacks out '  To: '

begin 'the chair goes to another in one action'
roster succeed 'Ána Přikladová' --role=chair --by='王範例' --on=2026-11-01 --dry-run
expect_code 0
expect_has out '  To: (empty) '
expect_has out 'term chair'
expect_err 'This was a trial: nothing was saved.'
roster succeed 'Ána Přikladová' --role=chair --by='王範例' --on=2026-11-01 --json
expect_code 0
expect_python 'len({r["uid"] for r in data()["records"]}) == 2'
roster show 'Ána Přikladová' --json
expect_python '[(m["valid_to"], m["ended"]) for m in data()["memberships"] if m["role"] == "chair"]
    == [("2026-10-31", "replaced")]'
roster list people role:chair body:EXC --at 2026-11-02 --json
expect_python '[p["name"] for p in data()] == ["王範例"]'

begin 'who follows in a term with an end begins just after it, unless a date is given'
roster end-term '王範例' --role=chair --on=2027-06
roster succeed '王範例' --role=chair --by='Ána Přikladová' --dry-run
expect_code 0
expect_has out '  From: 2027-07'
expect_lacks out '  To: '
roster succeed '王範例' --role=chair --by='Ána Přikladová' --on=2027-03 --dry-run
expect_has out '  To: 2027-06 '
roster undo
expect_code 0

begin 'who follows is named'
roster succeed 'Ána Přikladová'
expect_code 2
expect_err 'iemn: Who follows is missing: --by=PERSON'

begin 'an old name cannot have ended before its agency began, nor after today'
roster rename MOENV 'Ministry of Examples' --on=1700
expect_code 4
expect_err 'iemn: The agency was established on 2023; its name cannot have ended on 1700.'
roster rename MOENV 'Ministry of Examples' --on=2026-12
expect_code 4
expect_err 'iemn: The old name cannot have ended on 2026-12: that is after today.'
roster show MOENV --json
expect_python 'data()["name"] == "Ministry of Environment"'

begin 'an agency gets a new name, and both names find it'
roster rename EXC 'Commission of Examples' --short=COEX --on=2026-11-20
expect_code 0
expect_has out '  Name: Example Committee '
expect_has out 'other name Example Committee, new'
roster show COEX --json
expect_python 'data()["name"] == "Commission of Examples"'
expect_python '[(n["kind"], n["name"], n["abbreviation"], n["valid_to"]) for n in data()["names"]]
    == [("former", "Example Committee", "EXC", "2026-11-20")]'
cp "$work/out" "$work/agency"
roster show 'Example Committee' --json
expect_out "$(cat "$work/agency")"

begin 'one field of many records is set in one action'
roster edit --where body:COEX people --status=former
expect_code 2
expect_has err 'Status would be former for 7 people.'
expect_has err '--yes'
roster edit --where body:COEX people --status=former --dry-run
expect_code 0
expect_python 'out.decode().count("Status: active") == 7'
roster edit --where body:COEX people --status=former --yes --json
expect_code 0
expect_python 'len(data()["records"]) == 7 and data()["action"] > 0'
expect_has err 'Status is now former for 7 people.'
roster edit --where body:COEX people --status=former --yes
expect_code 0
expect_err 'All of them have it already.
Nothing differs, so nothing was saved.'

begin 'a bulk is asked for on a terminal, and Enter is no'
for answer in '' n Y-e-s; do
    on_terminal 80 --asked '[y/N]' : "$answer" "$program" -f "$file" \
        edit --where body:COEX people --status=active
    expect_code 1
    expect_has out 'Nothing was saved.'
done
on_terminal 80 --asked '[y/N]' : y "$program" -f "$file" \
    edit --where body:COEX people --status=active
expect_code 0
expect_has out 'Saved as action'

begin 'a bulk sets one field of a list that exists, of records that there are'
roster edit --where x people --status=former --note=x --yes
expect_code 2
roster edit --where x peopel --status=former --yes
expect_code 2
roster edit --where body:COEX people --stauts=former --yes
expect_code 2
expect_has err 'Did you mean --status?'
roster edit --where zzzz people --status=former --yes
expect_code 3
roster edit --where body:COEX people --status=frozen --yes
expect_code 4

begin 'all of it can be undone, and the file is as it was'
dump >"$work/at-last"
expect_python 'open(sys.argv[1] + "/at-first").read() != open(sys.argv[1] + "/at-last").read()'
undo_all
expect_same 'actions undone' 15 "$undone"
expect_has err 'There is nothing to undo.'
expect_same 'the records' "$(cat "$work/at-first")" "$(dump)"
roster check
expect_code 0

begin 'all of it can be done again, and the file is as it was'
redone=0
while roster redo; do
    redone=$((redone + 1))
done
expect_same 'actions done again' 15 "$redone"
expect_same 'the records' "$(cat "$work/at-last")" "$(dump)"
roster check
expect_code 0

begin 'the history tells who did it, from where and why'
roster history --json
expect_python 'any(row["actor"] == "Kim" and row["origin"] == "shell" and
    row["reason"] == "the committee of 2024" and "王範例" in row["name"] for row in data())'

begin 'an erasure wants the name, and is refused without it'
roster erase 'مثال عربي'
expect_code 2
expect_has err '--name=NAME'
roster erase 'مثال عربي' --name='somebody else'
expect_code 4
on_terminal 80 --asked 'to go on:' : '' "$program" -f "$file" erase 'مثال عربي'
expect_code 1
expect_has out 'Nothing was erased.'
roster show 'مثال عربي'
expect_code 0

begin 'only people are erased'
roster erase COEX --name=COEX
expect_code 4

begin 'an erased person is nowhere in the file, and a receipt says so'
roster erase 'مثال عربي' --name='مثال عربي' --dry-run
expect_code 0
expect_has out 'Would be erased'
roster show 'مثال عربي'
expect_code 0
settings='IEMN_USER=Kim TZ=XYZ-8'
iemn -f "$file" erase 'مثال عربي' --name='مثال عربي'
expect_code 0
expect_has out 'Erased'
expect_python 're.search(rb"^When +2026-11-23 08:00$", out, re.M)'
expect_python 're.search(rb"^Unsaved +0$", out, re.M)'
expect_python 'b"names, addresses and notes" in out and b"none of them" in out'
expect_python '"مثال عربي".encode() not in open(sys.argv[1] + "/roster.db", "rb").read()'
expect_python 'b"member3@example.org" not in open(sys.argv[1] + "/roster.db", "rb").read()'
roster show 'مثال عربي'
expect_code 3
roster check
expect_code 0

begin 'a person in the bin is erased too, and the receipt is JSON for programs'
roster remove 'Nguyễn Ví Dụ'
roster erase 'Nguyễn Ví Dụ' --name='Nguyễn Ví Dụ' --json
expect_code 0
expect_python 'data()["receipt"]["unsaved"] == 0 and
    data()["receipt"]["moment"] == "2026-11-23T00:00:00Z"'
expect_python 'data()["receipt"]["left"] == 0 and data()["receipt"]["actor"] == "Kim"'
expect_python '"Nguyễn".encode() not in open(sys.argv[1] + "/roster.db", "rb").read()'
roster check
expect_code 0

finish

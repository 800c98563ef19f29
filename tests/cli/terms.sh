# SPDX-License-Identifier: MIT
# `iemn list terms`, `list attention`, `list duplicates`, `list sources` and `list pages`.
. "$(dirname "$0")/tap.sh"

begin 'the terms of a body are a chart for people'
iemn --demo list terms IEMN Steering Committee
expect_code 0
expect_err ''
expect_python 'out.decode().splitlines()[0] == "IEMN Steering Committee"'
expect_python 'out.decode().splitlines()[1].split()[0].isdigit()'
expect_python '[line for line in out.decode().splitlines()[2:] if not line.startswith(" ")] ==
    ["chair", "co-chair", "member", "alternate", "observer", "expert"]'

begin 'a term has the years in words and as a bar'
case $locale in
*.UTF-8) expect_has out '  Example, Jane Q.            since 2024 ' && expect_has out '━▸' ;;
*) expect_has out '  Example, Jane Q.            since 2024 ' && expect_has out '=>' ;;
esac
expect_has out '  Muestra, Pedro              2021 to 2023 '

begin 'every row is at most 80 columns wide where nothing says otherwise'
expect_python 'all(len(line) <= 84 for line in out.decode().splitlines())'

begin 'at 40 columns the bar stands below'
settings='TERM=xterm NO_COLOR=1'
iemn_on_terminal 40 --demo list terms IEMN Steering Committee
expect_code 0
expect_python 'all(len(line) <= 42 for line in out.decode().splitlines())'
expect_python '[line.rstrip("━▸┿=>+ ") for line in
    out.decode().split("Example, Jane Q.")[1].splitlines()[:2]][1] == ""'

begin 'the posts are bold on a terminal'
settings='TERM=xterm'
iemn_on_terminal 80 --demo list terms IEMN Steering Committee
expect_python 'b"\x1b[1mchair\x1b[0m" in out'

begin 'terms are rows for programs'
iemn --demo list terms IEMN Steering Committee --json
expect_code 0
expect_python 'len(data()) > 30'
expect_python 'set(data()[0]) == {"uid", "name", "member", "role", "title", "behalf", "from", "to",
    "ended", "current"}'
expect_python 'next(term for term in data() if term["role"] == "chair")["current"] is True'
expect_python 'any(term["current"] is False and term["to"] for term in data())'
cp "$work/out" "$work/json"

begin 'the forms list the same terms in the same order'
iemn --demo list terms IEMN Steering Committee --csv
expect_python '[row["uid"] for row in rows()] ==
    [term["uid"] for term in json.load(open(sys.argv[1] + "/json"))]'
expect_python '{row["current"] for row in rows()} == {"0", "1"}'
iemn --demo list terms IEMN Steering Committee --null
expect_python '[row.split(b"\t")[0].decode() for row in out.split(b"\0")[:-1]] ==
    [term["uid"] for term in json.load(open(sys.argv[1] + "/json"))]'

begin 'what is current is told for the day asked for'
iemn --demo list terms IEMN Steering Committee --csv --at 1999-12-31
expect_python '{row["current"] for row in rows()} == {"0"}'

begin 'a member of a term has a card'
uid=$(python3 -c 'import json, sys; print(json.load(sys.stdin)[0]["member"])' <"$work/json")
iemn --demo show "$uid"
expect_code 0

begin 'a body without terms says so'
iemn list terms IEMN Steering Committee
expect_code 0
expect_out ''
expect_err 'No one is listed: no term of office in this body is noted.'
iemn list terms IEMN Steering Committee --json
expect_python 'data() == []'

begin 'terms are those of a body that exists'
iemn list terms
expect_code 2
expect_err 'iemn: A word is missing: iemn list terms BODY'
iemn list terms zzzz
expect_code 3
iemn --demo list terms Ana Fictícia
expect_code 3

begin 'what needs attention stands under headings, with the next step as a command'
iemn --demo list attention
expect_code 0
expect_err ''
expect_python 'out.decode().splitlines()[0] == "Terms that end soon"'
expect_python '[line for line in out.decode().splitlines() if line.startswith("      iemn succeed ")]'
expect_python '[line for line in out.decode().splitlines() if line.startswith("      iemn edit ")]'

begin 'what the next step is reads as one of the shell, with no key or field of the screen'
expect_python 'out.decode().splitlines()[1] ==
    "Say who follows, or set a later end with \"iemn edit TERM --to DATE\"."'
expect_lacks out 'Enter'
expect_lacks out 'Last verified'

begin 'a command is not broken on a narrow terminal'
settings='TERM=xterm NO_COLOR=1'
iemn_on_terminal 20 --demo list attention
expect_python 'b"      iemn succeed " in out'
expect_python 'all(line.rstrip().endswith("PERSON") for line in out.decode().splitlines()
    if "iemn succeed" in line)'

begin 'what needs attention has every form'
iemn --demo list attention --json
expect_python 'set(data()[0]) == {"uid", "kind", "record", "name", "detail", "about", "step"}'
expect_python '{"term-ends", "post-empty", "no-channel", "unverified"} <= {row["kind"] for row in data()}'
cp "$work/out" "$work/json"
iemn --demo list attention --csv
expect_python '[(row["uid"], row["kind"]) for row in rows()] ==
    [(row["uid"], row["kind"]) for row in json.load(open(sys.argv[1] + "/json"))]'

begin 'the uid in a next step is that of a record'
step=$(python3 -c 'import json, sys; print(json.load(sys.stdin)[0]["step"].split()[2])' <"$work/json")
iemn --demo search zzzz
expect_python "any(row['about'].startswith('$step') for row in
    json.load(open(sys.argv[1] + '/json')) if row['about'])"

begin 'the limit holds for each sort of attention'
iemn --demo list attention --json --limit 2
expect_python 'max(sum(row["kind"] == kind for row in data())
    for kind in {row["kind"] for row in data()}) == 2'
expect_python 'len({row["kind"] for row in data()}) ==
    len({row["kind"] for row in json.load(open(sys.argv[1] + "/json"))})'

begin 'the limit holds for any list'
iemn list agencies --csv --limit=3
expect_python 'len(rows()) == 3'
iemn list agencies --csv --limit=0
expect_python 'len(rows()) > 3'
for limit in x -1 '' 1x 99999999999; do
    iemn list agencies "--limit=$limit"
    expect_code 2
    expect_err "iemn: --limit takes a whole number, 0 for all, and not \"$limit\"."
done

begin 'the bundled facts need no attention but for their own'
iemn list attention --json
expect_code 0
expect_python '{row["kind"] for row in data()} <= {"no-source", "unverified"}'

begin 'lists for staff take no words'
for list in attention duplicates bin; do
    iemn list "$list" words
    expect_code 2
    expect_err "iemn: The list of $list takes no words behind it."
done

begin 'no two people of the made-up roster are one'
iemn --demo list duplicates
expect_code 0
expect_out ''
expect_err 'No two people look like one and the same.'

begin 'an empty bin is no error'
iemn list bin
expect_code 0
expect_out ''
expect_err 'The bin is empty.'
iemn list bin --json
expect_python 'data() == []'

begin 'sources are listed by title'
iemn list sources
expect_code 0
expect_python 'out.decode().splitlines()[0].split() == ["Title", "Publisher", "Kind", "Date"]'
iemn list sources --csv
expect_python '[row["title"].lower() for row in rows()] == sorted(row["title"].lower() for row in rows())'
expect_python '{"About IEMN"} <= {row["title"] for row in rows()}'

begin 'a query narrows sources'
iemn list sources bangkok --json
expect_python '0 < len(data()) and all("angkok" in json.dumps(source) for source in data())'
iemn list sources zzzz
expect_err 'Nothing in the list matches: zzzz'

begin 'pages are listed in reading order, or those that match'
iemn list pages --csv
expect_python '[row["title"] for row in rows()][0] == "Our mission"'
iemn list pages structure --json
expect_python '0 < len(data()) < 5 and all(page["record"] == "page" for page in data())'

finish

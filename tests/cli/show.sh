# SPDX-License-Identifier: MIT
# `iemn show`, `iemn search` and `iemn schema`.
. "$(dirname "$0")/tap.sh"

begin 'a record is found by its abbreviation'
iemn show MOENV
expect_code 0
expect_err ''
expect_python 'out.decode().splitlines()[0] == "Ministry of Environment"'

begin 'a card tells the former name and the source'
expect_has out 'Environmental Protection Administration'
expect_has out 'About IEMN'

begin 'a card is at most 80 columns wide, but for links'
expect_python 'all(len(line) <= 80 or "://" in line for line in out.decode().splitlines())'

begin 'a card is no wider on a wide terminal'
settings='TERM=xterm NO_COLOR=1'
iemn_on_terminal 200 show MOENV
expect_python 'all(len(line) <= 80 or "://" in line for line in out.decode().splitlines())'

begin 'a card on a narrow terminal is wrapped to it'
settings='TERM=xterm NO_COLOR=1'
iemn_on_terminal 40 show MOENV
expect_code 0
expect_python 'all(len(line) <= 40 or "://" in line for line in out.decode().splitlines())'

begin 'a record is found by a former name, with and without quotes'
iemn show MOENV
cp "$work/out" "$work/card"
iemn show 'Environmental Protection Administration'
expect_code 0
expect_out "$(cat "$work/card")"
iemn show Environmental Protection Administration
expect_out "$(cat "$work/card")"

begin 'a record is found by a former abbreviation'
iemn show EPAT
expect_code 0
expect_out "$(cat "$work/card")"

begin 'a country is found by its code'
iemn show TW
expect_code 0
expect_python 'out.decode().splitlines()[0] == "Taiwan"'

begin 'a record as JSON is one object'
iemn show MOENV --json
expect_code 0
expect_python 'data()["name"] == "Ministry of Environment" and data()["established"] == "2023"'
expect_python 'out.endswith(b"}\n")'

begin 'a record is found by its uid and by the beginning of it'
uid=$(python3 -c 'import json, sys; print(json.load(sys.stdin)["uid"])' <"$work/out")
cp "$work/out" "$work/json"
iemn show "$uid" --json
expect_code 0
expect_out "$(cat "$work/json")"
iemn show --json "$(printf %.8s "$uid")"
expect_code 0
expect_out "$(cat "$work/json")"

begin 'every record of every list has a card and a form'
for list in people agencies events countries; do
    iemn --demo list "$list" --null
    tr '\000' '\n' <"$work/out" | cut -f 1 >"$work/uids"
    for uid in $(head -n 3 "$work/uids"); do
        iemn --demo show "$uid"
        expect_code 0
        iemn --demo show "$uid" --json
        expect_python "data()['uid'] == '$uid'"
    done
done

begin 'a record that does not exist is not found'
iemn show zzzz
expect_code 3
expect_out ''
expect_has err 'zzzz'

begin 'a name that several records bear names them'
iemn --demo list people --json
expect_code 0
iemn show Environmental
case $code in
3 | 5) ;;
*) fail "exit code $code" ;;
esac
expect_out ''

begin 'show has no table forms'
iemn show MOENV --csv
expect_code 2

begin 'a search finds records of several kinds'
iemn search ministry environment
expect_code 0
expect_err ''
expect_python 'out.decode().splitlines()[0].split() == ["Record", "Name", "What"]'
expect_has out 'Ministry of Environment'

begin 'the forms of a search agree'
iemn search ministry --json
expect_python 'all(set(hit) == {"uid", "record", "label", "detail"} for hit in data())'
cp "$work/out" "$work/json"
iemn search ministry --csv
expect_python '[(row["uid"], row["record"]) for row in rows()] ==
    [(hit["uid"], hit["record"]) for hit in json.load(open(sys.argv[1] + "/json"))]'
iemn search ministry -0
expect_python '[record.split(b"\t")[0].decode() for record in out.split(b"\0")[:-1]] ==
    [hit["uid"] for hit in json.load(open(sys.argv[1] + "/json"))]'

begin 'a search that finds nothing has exit code 3'
iemn search zzzz
expect_code 3
expect_out ''
expect_err 'iemn: Nothing was found.'
iemn search zzzz --json
expect_code 3
expect_python 'data() == []'

begin 'a search needs a word'
iemn search ' '
expect_code 2
expect_err 'iemn: There is no word to look for.'

begin 'the schema is SQL that makes the tables'
iemn schema
expect_code 0
expect_err ''
expect_has out 'CREATE TABLE person ('
expect_python '__import__("sqlite3").connect(":memory:").executescript(out.decode()) is not None'

begin 'the schema needs no file'
settings="IEMN_FILE=$work/none/none.db"
iemn schema
expect_code 0

finish

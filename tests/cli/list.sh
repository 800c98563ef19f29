# SPDX-License-Identifier: MIT
# `iemn list` in every form.
. "$(dirname "$0")/tap.sh"

begin 'an empty roster says why, and is no error'
iemn list people
expect_code 0
expect_out ''
expect_err 'No one is listed: the bundled facts name no person. Try: iemn --demo list people'

begin 'an empty roster is an empty array'
iemn list people --json
expect_code 0
expect_python 'data() == []'

begin 'an empty roster is a header row'
iemn list people --csv
expect_code 0
expect_python 'out == b"uid,name,post,body,agency,country,country_code\r\n"'

begin 'agencies stand in a tree under headings'
iemn list agencies
expect_code 0
expect_err ''
expect_python '[line.split() for line in out.decode().splitlines()][0] ==
    ["Name", "Short", "Kind", "Country", "Established"]'
expect_python 'any(line.startswith("Ministry of Environment ") for line in out.decode().splitlines())'
expect_python 'any(line.startswith("  Climate Change Administration ") for line in out.decode().splitlines())'

begin 'a row has no blanks at its end'
expect_python 'not any(line.endswith(b" ") for line in out.splitlines())'

begin 'columns stand below each other'
expect_python 'len({line.index("Taiwan") for line in out.decode().splitlines()
    if line.strip().startswith(("Ministry of Environment  ", "Climate Change A", "Chemicals A"))}) == 1'

begin 'a query narrows a list'
iemn list agencies country:TW
expect_code 0
expect_has out 'Ministry of Environment'
expect_lacks out 'Sustainable Electronics'

begin 'words of a query need no quotes'
iemn list agencies climate administration
expect_has out 'Climate Change Administration'
expect_lacks out 'Chemicals Administration'

begin 'a query without a match says so'
iemn list agencies zzzz
expect_code 0
expect_out ''
expect_err 'Nothing in the list matches: zzzz'

begin 'agencies as JSON are whole records'
iemn list agencies --json
expect_code 0
expect_python 'all({"uid", "name", "kind", "names", "citations"} <= set(agency) for agency in data())'
expect_python 'any(name["name"] == "Environmental Protection Administration"
    for agency in data() if agency.get("abbreviation") == "MOENV" for name in agency["names"])'

begin 'the forms list the same agencies in the same order'
iemn list agencies --json
cp "$work/out" "$work/json"
iemn list agencies --csv
expect_python '[row["uid"] for row in rows()] ==
    [agency["uid"] for agency in json.load(open(sys.argv[1] + "/json"))]'
cp "$work/out" "$work/csv"
iemn list agencies --null
expect_python '[record.split(b"\t")[0].decode() for record in out.split(b"\0")[:-1]] ==
    [row["uid"] for row in csv.DictReader(open(sys.argv[1] + "/csv", newline=""))]'
expect_python '[record.split(b"\t")[1].decode() for record in out.split(b"\0")[:-1]] ==
    [row["name"] for row in csv.DictReader(open(sys.argv[1] + "/csv", newline=""))]'
iemn list agencies
expect_python 'len(out.splitlines()) == 1 + len(json.load(open(sys.argv[1] + "/json")))'

begin 'a CSV row of an agency names its parent by uid'
iemn list agencies --csv
expect_python 'next(row for row in rows() if row["abbreviation"] == "CCA")["parent"] ==
    next(row for row in rows() if row["abbreviation"] == "MOENV")["uid"]'

begin 'CSV lines end as RFC 4180 asks'
expect_python 'out.count(b"\n") == out.count(b"\r\n") > 10'

begin 'events of every importance are listed, the oldest first'
iemn list events --csv
expect_code 0
expect_python '{row["importance"] for row in rows()} == {"1", "2", "3"}'
expect_python '[row["date"][:4] for row in rows()] == sorted(row["date"][:4] for row in rows())'
expect_python '{"1970", "1990", "1993", "2011", "2021", "2023"} <= {row["date"][:4] for row in rows()}'

begin 'the table of events has date, title, kind and place'
iemn list events
expect_python 'out.decode().splitlines()[0].split() == ["Date", "Title", "Kind", "Place"]'
expect_has out 'Taiwan'

begin 'countries are listed with the part they took'
iemn list countries
expect_code 0
expect_python 'out.decode().splitlines()[0].split() ==
    ["Code", "Name", "Region", "First", "Last", "Events", "Agencies", "People"]'
expect_python 'len({len(line) for line in out.decode().splitlines()}) == 1'
iemn list countries --csv
expect_python '"TW" in {row["code"] for row in rows()}'
expect_python 'all(int(row["events"]) + int(row["agencies"]) + int(row["people"]) > 0 for row in rows())'
cp "$work/out" "$work/csv"

begin 'all countries are more than those that something is known of'
iemn list countries --all --csv
expect_code 0
expect_python 'len(rows()) > len(open(sys.argv[1] + "/csv").readlines())'

begin 'Taiwan is called as the network calls it'
expect_python 'next(row for row in rows() if row["code"] == "TW")["name"] == "Taiwan"'

begin '--all is for countries'
iemn list agencies --all
expect_code 2
expect_err 'iemn: --all belongs to: iemn list countries --all'

begin '--at is for lists that tell who holds a post'
for list in agencies events countries sources pages duplicates bin; do
    iemn list "$list" --at=2021-05-17
    expect_code 2
    expect_err "iemn: --at belongs to the lists of people, terms and attention, and not to that of $list."
done
iemn --demo list attention --at=2021-05-17
expect_code 0

begin 'a mistyped list is refused with the nearest guess'
iemn list agencys
expect_code 2
expect_err 'iemn: There is no list "agencys". Did you mean "agencies"?'

begin 'a list that does not exist is answered with those that do'
iemn list bodies
expect_code 2
expect_err 'iemn: There is no list "bodies". There are people, agencies, events, countries, terms, sources, pages, attention, duplicates and bin.'

begin 'the made-up roster has people with posts'
iemn --demo list people
expect_code 0
expect_err ''
expect_python 'out.decode().splitlines()[0].split() == ["Name", "Post", "Body", "Country"]'
expect_python 'len(out.splitlines()) > 30'

begin 'names in other scripts reach a pipe in every locale'
iemn --demo list people --csv
expect_python 'any(ord(letter) > 0x2e80 for row in rows() for letter in row["name"])'

begin 'posts are told for the day asked for'
iemn --demo list people --csv
cp "$work/out" "$work/today"
iemn --demo list people --csv --at 1999-12-31
expect_code 0
expect_python 'not any(row["post"] for row in rows())'
expect_python 'any(row["post"] for row in csv.DictReader(open(sys.argv[1] + "/today", newline="")))'

begin 'people as JSON have their terms of office'
iemn --demo list people --json
expect_code 0
expect_python 'any(person["memberships"] for person in data())'

begin 'a made-up roster leaves no file'
rm -rf "${work:?}/home"
mkdir "$work/home"
iemn --demo list people
expect_same 'files of the user' '' "$(find "$work/home" -type f)"

begin 'into a pipe goes no control character and no colour'
settings='TERM=xterm'
iemn list agencies
expect_python 'not any(byte < 32 and byte != 10 or byte == 127 for byte in out)'

begin 'colour that is asked for goes into a pipe too'
iemn list agencies --color always
expect_python 'out.startswith(b"\x1b[1mName")'
settings='TERM=xterm NO_COLOR=1'
iemn list agencies --color=always
expect_python 'out.startswith(b"\x1b[1mName")'

begin 'on a terminal the headings are bold'
settings='TERM=xterm'
iemn_on_terminal 80 list agencies
expect_code 0
expect_python 'out.startswith(b"\x1b[1mName")'

begin 'NO_COLOR, --color=never and a dumb terminal keep them plain'
settings='TERM=xterm NO_COLOR=1'
iemn_on_terminal 80 list agencies
expect_python 'b"\x1b" not in out'
settings='TERM=xterm'
iemn_on_terminal 80 list agencies --color=never
expect_python 'b"\x1b" not in out'
settings='TERM=dumb'
iemn_on_terminal 80 list agencies
expect_python 'b"\x1b" not in out'

begin 'rows are cut to the width of the terminal'
settings='TERM=xterm NO_COLOR=1'
for columns in 80 40; do
    iemn_on_terminal "$columns" list agencies
    expect_python "max(len(line) for line in out.decode().splitlines()) <= $columns"
    iemn_on_terminal "$columns" list countries
    expect_python "max(len(line) for line in out.decode().splitlines()) <= $columns"
done

begin 'the widest column gives way, and every column stays in sight'
settings='TERM=xterm NO_COLOR=1'
iemn_on_terminal 80 list agencies
expect_python 'out.decode().splitlines()[0].split() ==
    ["Name", "Short", "Kind", "Country", "Established"]'

begin 'COLUMNS stands in for the width of the terminal'
settings='TERM=xterm NO_COLOR=1 COLUMNS=50'
iemn_on_terminal 80 list agencies
expect_python '40 < max(len(line) for line in out.decode().splitlines()) <= 50'

begin 'what is no date behind at: is a mistake and not an empty list'
for date in 2021-13 abc 2011-02-30; do
    iemn list people "at:$date"
    expect_code 2
    expect_has err "“$date” is no date"
    iemn search "at:$date"
    expect_code 2
done
iemn --demo list people at:2021-05
expect_code 0

begin 'a terminal that shows only ASCII gets only ASCII'
settings='TERM=xterm NO_COLOR=1'
iemn_on_terminal 80 --demo list people
case $locale in
*.UTF-8) expect_python 'any(byte > 127 for byte in out)' ;;
*) expect_python 'out.isascii() and b"?" in out' ;;
esac

begin 'with --ascii a cut is marked in ASCII, and names stay as they are'
settings='TERM=xterm NO_COLOR=1'
iemn_on_terminal 60 list agencies --ascii
expect_python 'b"~" in out and "…" not in out.decode()'

finish

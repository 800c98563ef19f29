# SPDX-License-Identifier: MIT
# Options, commands and their help: what is refused, with which words, and what is printed.
. "$(dirname "$0")/tap.sh"

begin 'a mistyped command is refused with the nearest guess'
iemn lsit
expect_code 2
expect_out ''
expect_err 'iemn: There is no command "lsit". Did you mean "list"?'

begin 'a command that is like no other points to the help'
iemn frobnicate
expect_code 2
expect_err 'iemn: There is no command "frobnicate". "iemn help" lists them.'

begin 'a command that comes in a later version is simply unknown'
iemn import people.csv
expect_code 2
expect_has err 'There is no command "import".'

begin 'a mistyped option is refused with the nearest guess'
iemn --read-onyl list people
expect_code 2
expect_err 'iemn: There is no option --read-onyl. Did you mean --read-only?'

begin 'a long option is not abbreviated'
iemn --read list people
expect_code 2
expect_err 'iemn: There is no option --read. Did you mean --read-only?'

begin 'an unknown letter is refused'
iemn list people -x
expect_code 2
expect_has err 'There is no option -x.'

begin 'an option of another command is refused'
iemn schema --json
expect_code 2
expect_err 'iemn: The command schema has no option --json. "iemn help schema" lists those that it has.'

begin 'an option of a command is refused before it'
iemn --json list people
expect_code 2
expect_err 'iemn: --json stands behind its command, as in: iemn list agencies --json'

begin 'an option without its value is refused'
iemn list people --file
expect_code 2
expect_err 'iemn: --file needs a value: --file=FILE'

begin 'an option that a command has not is no field without a value'
for word in --yes --yes=1; do
    iemn add person --name='Zed Test' "$word"
    expect_code 2
    expect_err 'iemn: The command add has no option --yes. "iemn help add" lists those that it has.'
done
iemn copy 'Zed Test' --csv Nobody
expect_err 'iemn: The command copy has no option --csv. "iemn help copy" lists those that it has.'
iemn add person --nonsense
expect_code 2
expect_err 'iemn: There is no option --nonsense. "iemn help" lists them; a word that begins with a minus stands behind "--".'
iemn add person --emial
expect_err 'iemn: There is no option --emial. Did you mean --email?'
iemn add person --given-nmae
expect_err 'iemn: There is no option --given-nmae. Did you mean --given-name?'
iemn add person --email
expect_has err '--email needs a value'

begin 'a value for an option that takes none is refused'
iemn --demo=yes list people
expect_code 2
expect_err 'iemn: --demo takes no value.'

begin 'an empty file name is refused'
iemn -f '' list people
expect_code 2
expect_err 'iemn: The name of the file is empty.'

begin 'a throw-away directory has no file'
iemn --demo -f "$work/some.db" list people
expect_code 2
expect_has err '--demo uses a throw-away directory'

begin 'two forms at once are refused'
iemn list people --json --csv
expect_code 2
expect_err 'iemn: Only one of --json, --csv and --null can be given.'

begin 'colour is auto, always or never'
iemn --color=sometimes list people
expect_code 2
expect_err 'iemn: --color takes auto, always or never, and not "sometimes".'

begin 'a day is a whole date'
iemn list people --at 2021-05
expect_code 2
expect_err 'iemn: --at takes a day such as 2021-05-17, and not "2021-05".'

begin 'a missing word is named'
iemn show
expect_code 2
expect_err 'iemn: A word is missing: iemn show REF'

begin 'a word too many is named'
iemn schema all
expect_code 2
expect_has err 'There is a word too many: "all".'

begin 'what a mistyped word holds does not steer the terminal'
iemn "$(printf 'x\033]0;owned\007\302\205y')"
expect_code 2
expect_python 'b"\x1b" not in err and b"\x07" not in err and b"\xc2\x85" not in err'

begin 'help lists every command'
iemn help
expect_code 0
expect_err ''
for command in list show search schema help version; do
    expect_has out "  $command"
done
expect_lacks out import

begin 'help fits 80 columns'
iemn help
expect_python 'max(len(line) for line in out.decode().splitlines()) <= 80'

begin '-h is help'
iemn help
cp "$work/out" "$work/help"
iemn -h
expect_code 0
expect_out "$(cat "$work/help")"
iemn --help
expect_out "$(cat "$work/help")"

begin 'help of a command shows its options and examples'
iemn help list
expect_code 0
expect_has out 'Usage: iemn [OPTION...] list KIND [QUERY]'
expect_has out '--csv'
expect_has out 'iemn list agencies country:TW --json'

begin '-h behind a command is the help of that command'
iemn help list
cp "$work/out" "$work/help"
iemn list -h
expect_code 0
expect_out "$(cat "$work/help")"

begin 'help of an unknown command is refused'
iemn help lits
expect_code 2
expect_err 'iemn: There is no command "lits". Did you mean "list"?'

begin 'help keys takes nothing behind it'
iemn help keys x
expect_code 2

begin 'help keys lists the keys of the screen'
iemn help keys
expect_code 0
expect_has out 'Tab'

begin 'the version names program, schema, form and library'
iemn version
expect_code 0
expect_python 'out.decode().splitlines()[0] == "iemn 0.1.0"'
expect_has out 'schema version 2'
expect_has out 'JSON form version 1'
expect_has out 'SQLite 3.'
cp "$work/out" "$work/version"
iemn -V
expect_out "$(cat "$work/version")"
iemn --version
expect_out "$(cat "$work/version")"

begin 'help and version make no file'
expect_same 'files of the user' '' "$(find "$work/home" -type f)"

begin 'options stand before the command or behind it'
iemn --demo list people --null
cp "$work/out" "$work/list"
iemn list --null people --demo
expect_code 0
expect_same 'the same list' "$(tr '\000' '|' <"$work/list")" "$(tr '\000' '|' <"$work/out")"

begin 'letters share a dash, and a value may be joined to them'
iemn list events -0Rf"$work/none/none.db"
expect_code 3
iemn -f "$work/letters.db" list countries -0
expect_code 0
iemn list countries -0Rf"$work/letters.db"
expect_code 0
expect_python 'out.endswith(b"\0")'

begin 'behind -- a minus is part of a word'
iemn --demo list people -- -chair
expect_code 0
iemn --demo list people -chair
expect_code 2

begin 'without a terminal the screen does not open'
iemn
expect_code 2
expect_out ''
expect_has err 'The shell commands work everywhere: iemn help'

begin 'on a terminal that cannot move its cursor the screen does not open'
settings='TERM=dumb'
iemn_on_terminal 80 --demo
expect_code 2
expect_has out 'iemn help'
settings='TERM=no-such-terminal'
iemn_on_terminal 80 --demo
expect_code 2
expect_has out 'iemn help'

finish

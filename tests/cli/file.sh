# SPDX-License-Identifier: MIT
# Which file is used, how it is made, and what is said when it cannot be used.
. "$(dirname "$0")/tap.sh"

begin 'the first start makes the file at the default place, for the user alone'
iemn list agencies
expect_code 0
expect_err ''
file=$work/home/.local/share/iemn/directory.db
expect_same 'mode of the file' 600 "$(stat -c %a "$file")"
expect_same 'mode of its folder' 700 "$(stat -c %a "$work/home/.local/share/iemn")"

begin 'reading again changes no byte of the file'
sum=$(cksum <"$file")
iemn list people
iemn show MOENV
iemn search ministry
expect_same 'sum of the file' "$sum" "$(cksum <"$file")"
expect_same 'files beside it' directory.db "$(ls "$work/home/.local/share/iemn")"

begin 'XDG_DATA_HOME moves the default place'
settings="XDG_DATA_HOME=$work/data"
iemn list agencies
expect_code 0
expect_same 'the file is there' yes "$([ -f "$work/data/iemn/directory.db" ] && echo yes)"

begin 'a relative XDG_DATA_HOME is ignored'
settings='XDG_DATA_HOME=data'
(cd "$work" && mkdir relative && cd relative && iemn list agencies)
expect_same 'files made' '' "$(ls "$work/relative")"

begin 'IEMN_FILE names the file'
settings="IEMN_FILE=$work/named.db"
iemn list agencies
expect_code 0
expect_same 'the file is there' yes "$([ -f "$work/named.db" ] && echo yes)"

begin '-f comes before IEMN_FILE'
settings="IEMN_FILE=$work/not-this.db"
iemn -f "$work/this.db" list agencies
expect_code 0
expect_same 'files made' this.db "$(cd "$work" && ls this.db not-this.db 2>/dev/null)"
for words in "--file=$work/this.db" "--file $work/this.db" "-f$work/this.db"; do
    # shellcheck disable=SC2086 # one or two words
    iemn $words -R show TW
    expect_code 0
done

begin 'a missing folder is a clear error and is not made'
iemn -f "$work/none/file.db" list agencies
expect_code 3
expect_out ''
expect_has err "$work/none"
expect_same 'folder' '' "$(ls -d "$work/none" 2>/dev/null)"

begin 'a trial makes no file'
for words in 'add person --name=Zed' 'edit MOENV --note=x' \
    'edit --where country:TW agencies --note=x' 'rename MOENV Example'; do
    # shellcheck disable=SC2086 # the words of a command
    iemn -f "$work/absent.db" $words --dry-run
    expect_has err 'This was a trial: nothing was saved.'
    expect_same 'files' '' "$(ls "$work"/absent* 2>/dev/null)"
done
settings="XDG_DATA_HOME=$work/no-data"
iemn add person --name=Zed --dry-run
expect_code 0
expect_same 'folder' '' "$(ls -d "$work/no-data" 2>/dev/null)"
settings=
iemn -f "$work/none/file.db" add person --name=Zed --dry-run
expect_code 3
expect_has err "$work/none does not exist"
mkdir -m 500 "$work/shut"
iemn -f "$work/shut/file.db" add person --name=Zed
real=$code
iemn -f "$work/shut/file.db" add person --name=Zed --dry-run
expect_same 'exit code' "$real" "$code"

begin 'a file that is only to be read is not made'
iemn -R -f "$work/absent.db" list agencies
expect_code 3
expect_has err absent.db
expect_same 'file' '' "$(ls "$work/absent.db" 2>/dev/null)"

begin 'a file that is only read works and says nothing'
cp "$file" "$work/only-read.db"
chmod 400 "$work/only-read.db"
iemn -f "$work/only-read.db" list agencies
expect_code 0
expect_err ''
cp "$work/out" "$work/list"
iemn -R -f "$work/only-read.db" list agencies
expect_code 0
expect_err ''
expect_out "$(cat "$work/list")"

begin 'a file in a folder that cannot be written works too'
mkdir "$work/closed"
cp "$file" "$work/closed/directory.db"
chmod 400 "$work/closed/directory.db"
chmod 500 "$work/closed"
iemn -f "$work/closed/directory.db" show MOENV
expect_code 0
expect_err ''
expect_same 'files in it' directory.db "$(ls "$work/closed")"
chmod 700 "$work/closed"

begin 'a text file is refused and kept'
echo 'a shopping list' >"$work/text.db"
iemn -f "$work/text.db" list agencies
expect_code 7
expect_out ''
expect_same 'the file' 'a shopping list' "$(cat "$work/text.db")"

begin 'an empty file is refused and kept'
: >"$work/empty.db"
iemn -f "$work/empty.db" list agencies
expect_code 7
expect_same 'size' 0 "$(stat -c %s "$work/empty.db")"

begin 'the database of another program is refused and kept'
python3 -c 'import sqlite3, sys
sqlite3.connect(sys.argv[1]).executescript("CREATE TABLE recipe (name TEXT); PRAGMA user_version = 3")' "$work/foreign.db"
sum=$(cksum <"$work/foreign.db")
iemn -f "$work/foreign.db" list agencies
expect_code 7
expect_out ''
expect_same 'sum of the file' "$sum" "$(cksum <"$work/foreign.db")"

begin 'a file of a newer version is refused and kept'
cp "$file" "$work/newer.db"
python3 -c 'import sqlite3, sys
sqlite3.connect(sys.argv[1]).executescript("PRAGMA user_version = 999")' "$work/newer.db"
sum=$(cksum <"$work/newer.db")
iemn -f "$work/newer.db" list agencies
expect_code 7
expect_has err newer
expect_same 'sum of the file' "$sum" "$(cksum <"$work/newer.db")"

begin 'a folder in place of the file is refused'
mkdir "$work/folder.db"
iemn -f "$work/folder.db" list agencies
expect_code 7
expect_out ''

begin 'without a home and a name there is no place for the file'
# shellcheck disable=SC2034 # run() reads it
settings='HOME='
iemn list agencies
expect_code 1
expect_has err IEMN_FILE

begin 'a file name cannot steer the terminal'
iemn -f "$work/none/$(printf 'a\033[2Jb')" list agencies
expect_code 3
expect_python 'b"\x1b" not in err'

finish

# SPDX-License-Identifier: MIT
# What the program is started with and writes to: closed files, closed pipes, full disks, rights.
. "$(dirname "$0")/tap.sh"

iemn list agencies
cp "$work/out" "$work/list"

begin 'stdin may be closed'
run "$program" list agencies >"$work/out" 2>"$work/err" <&-
expect_code 0
expect_out "$(cat "$work/list")"

begin 'what is to be read from a closed stdin is no empty value'
iemn add person --name='Zed Test' --note=kept
for option in --note=- --input=-; do
    run "$program" edit 'Zed Test' "$option" >"$work/out" 2>"$work/err" <&-
    expect_code 8
    expect_out ''
    expect_err "iemn: ${option%=-}: Nothing can be read from standard input: it is closed."
done
iemn show 'Zed Test' --json
expect_python 'data()["note"] == "kept"'
iemn undo

begin 'stderr may be closed'
run "$program" list agencies >"$work/out" 2>&- </dev/null
expect_code 0
expect_out "$(cat "$work/list")"
run "$program" lsit >"$work/out" 2>&- </dev/null
expect_code 2

begin 'output that goes nowhere is an error'
run "$program" list agencies >&- 2>"$work/err" </dev/null
expect_code 8
expect_has err 'could not be written'

begin 'no message is written into the file when all three are closed'
sum=$(cksum <"$work/home/.local/share/iemn/directory.db")
run "$program" list agencies <&- >&- 2>&-
expect_code 8
run "$program" lsit <&- >&- 2>&-
expect_code 2
expect_same 'sum of the file' "$sum" "$(cksum <"$work/home/.local/share/iemn/directory.db")"

begin 'a closed pipe is quiet'
# The list is larger than what a pipe holds, so that writing it needs a reader.
{
    run "$program" list events --json 2>"$work/err" </dev/null
    echo "$code" >"$work/code"
} | :
expect_same 'exit code, 128 + SIGPIPE' 141 "$(cat "$work/code")"
expect_err ''

begin 'a closed pipe is quiet also where its signal is ignored'
{
    (
        trap '' PIPE
        run "$program" list events --json 2>"$work/err" </dev/null
        echo "$code" >"$work/code"
    )
} | :
expect_same 'exit code, 128 + SIGPIPE' 141 "$(cat "$work/code")"
expect_err ''

begin 'a full disk is an error'
run "$program" list agencies >/dev/full 2>"$work/err" </dev/null
expect_code 8
expect_has err 'iemn: The output could not be written: '
run "$program" --demo list people --json >/dev/full 2>"$work/err" </dev/null
expect_code 8
run "$program" version >/dev/full 2>"$work/err" </dev/null
expect_code 8

begin 'a limit on the size of files is an error and no signal'
{
    (
        ulimit -f 0
        run "$program" --demo list people --json >"$work/limited" </dev/null
        echo "code $code"
    ) 2>&1
} | cat >"$work/err"
expect_has err 'code 8'
expect_has err 'The output could not be written: '

begin 'the rights of another user are refused'
if [ "$(id -u)" != 0 ]; then
    skip 'only root can make a setuid program'
elif ! python3 -c 'import os, sys; sys.exit(os.statvfs(sys.argv[1]).f_flag & os.ST_NOSUID)' "$work"; then
    skip 'setuid is off for temporary files'
else
    chmod 755 "$work"
    cp "$program" "$work/setuid"
    chown 65534 "$work/setuid"
    chmod 4755 "$work/setuid"
    run "$work/setuid" version >"$work/out" 2>"$work/err" </dev/null
    expect_code 1
    expect_out ''
    expect_has err 'setuid'
fi

finish

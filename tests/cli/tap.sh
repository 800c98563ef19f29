# SPDX-License-Identifier: MIT
# Tests of the shell commands, told as TAP. A script sources this file, then writes one test after
# another:
#
#   begin 'a mistyped command is refused with the nearest guess'
#   iemn lsit
#   expect_code 2
#   expect_err 'iemn: There is no command "lsit". Did you mean "list"?'
#
# and ends with `finish`. Each script runs as: sh SCRIPT PROGRAM LOCALE UMASK
#
# The program sees an empty environment but for PATH, HOME, LC_ALL, a fixed clock and what stands in
# $settings. HOME is a folder of the script that is removed at its end.

program=$1
locale=$2
umask "$3"
work=$(mktemp -d "${TMPDIR:-/tmp}/iemn-test.XXXXXX") || exit 1
trap 'chmod -R u+rwX "$work"; rm -rf "$work"' EXIT
trap 'exit 1' HUP INT TERM
mkdir "$work/home"

settings=
name=
skipped=
count=0
checks=0
failures=

# Runs a program in the environment of the tests; $code is its exit code.
run() {
    # shellcheck disable=SC2086 # one assignment a word
    env -i PATH="$PATH" HOME="$work/home" LC_ALL="$locale" SOURCE_DATE_EPOCH=1795392000 \
        ASAN_OPTIONS="${ASAN_OPTIONS-}" UBSAN_OPTIONS="${UBSAN_OPTIONS-}" $settings "$@"
    code=$?
    return $code
}

# Runs the program; what it prints stands in $work/out and $work/err.
iemn() {
    run "$program" "$@" >"$work/out" 2>"$work/err" </dev/null
}

# Runs a program on a terminal of so many columns, with the words of terminal.py; all that the terminal
# gets stands in $work/out.
on_terminal() {
    run python3 -B "$(dirname "$0")/terminal.py" "$@" >"$work/out" 2>"$work/err" </dev/null
}

# The same with ours.
iemn_on_terminal() {
    columns=$1
    shift
    on_terminal "$columns" "$program" "$@"
}

end_test() {
    [ -n "$name" ] || return 0
    count=$((count + 1))
    if [ -n "$skipped" ]; then
        echo "ok $count - $name # SKIP $skipped"
    elif [ "$checks" -eq 0 ]; then
        echo "not ok $count - $name"
        echo "# the test checks nothing"
    elif [ -z "$failures" ]; then
        echo "ok $count - $name"
    else
        echo "not ok $count - $name"
        printf '%s\n' "$failures" | sed 's/^/# /'
    fi
}

begin() {
    end_test
    name=$1
    skipped=
    checks=0
    failures=
    settings=
}

finish() {
    end_test
    echo "1..$count"
}

# Says why the test cannot run here.
skip() {
    skipped=$1
}

fail() {
    failures="$failures$1
"
}

# expect_same WHAT EXPECTED GOT
expect_same() {
    checks=$((checks + 1))
    [ "$2" = "$3" ] || fail "$1
  expected: $2
  got:      $3"
}

expect_code() {
    expect_same 'exit code' "$1" "$code"
    [ "$1" = "$code" ] || fail "  stderr:   $(cat "$work/err")"
}

# The whole of stdout or stderr, but for line ends at its end.
expect_out() {
    expect_same stdout "$1" "$(cat "$work/out")"
}

expect_err() {
    expect_same stderr "$1" "$(cat "$work/err")"
}

# expect_has out|err TEXT: the text stands somewhere in it.
expect_has() {
    checks=$((checks + 1))
    grep -qF -e "$2" "$work/$1" || fail "std$1 has no: $2
  it is:    $(head -c 2000 "$work/$1")"
}

expect_lacks() {
    checks=$((checks + 1))
    ! grep -qF -e "$2" "$work/$1" || fail "std$1 has: $2"
}

# A python condition over out and err (bytes), rows (of CSV) and data (of JSON).
expect_python() {
    checks=$((checks + 1))
    reason=$(python3 -B -c '
import csv, io, json, re, sys
out = open(sys.argv[1] + "/out", "rb").read()
err = open(sys.argv[1] + "/err", "rb").read()
def rows():
    return list(csv.DictReader(io.StringIO(out.decode("utf-8"), newline="")))
def data():
    return json.loads(out)
if not eval("(" + sys.argv[2] + ")"):
    sys.exit(1)' "$work" "$1" 2>&1) || fail "not so: $1
  stdout:   $(head -c 500 "$work/out" | tr '\000' '|')
$reason"
}

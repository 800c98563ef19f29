# SPDX-License-Identifier: MIT
# Commands that write to a file which another program holds: whom they wait for, and for how long.
. "$(dirname "$0")/tap.sh"

file=$work/roster.db
iemn -f "$file" add person --name='Ana Example' --email=ana@example.org
cp "$file" "$work/before"

# Another program that writes, until `release`. Its number is $holder.
hold() {
    mkfifo "$work/order" "$work/answer"
    python3 -B -c 'import sqlite3, sys
db = sqlite3.connect(sys.argv[1], isolation_level=None)
db.execute("BEGIN IMMEDIATE")
with open(sys.argv[2] + "/answer", "w") as answer:
    answer.write("held")
with open(sys.argv[2] + "/order") as order:
    order.read()' "$file" "$work" &
    holder=$!
    cat "$work/answer" >/dev/null
    exec 3>"$work/order"
}

release() {
    exec 3>&-
    wait "$holder"
    rm "$work/order" "$work/answer"
}

# What is known of the holder, which the list of locks tells where there is one.
name_holder() {
    known=
    if grep -q "POSIX .* $holder " /proc/locks 2>/dev/null; then
        known="$(cat "/proc/$holder/comm"), process $holder"
    fi
}

begin 'a command that meets a lock says once for whom it waits, gives up, and saves nothing'
hold
name_holder
for command in 'edit Ana Example --note=x' 'edit people --where=ana --note=x --yes' undo; do
    # shellcheck disable=SC2086 # words of a command
    iemn -f "$file" $command
    expect_code 6
    expect_out ''
    expect_err "iemn: waiting for another program${known:+ ($known)} that holds the file; ^C gives up
iemn: Another program holds the file${known:+: $known}. Nothing was saved: try again."
done
release
expect_same 'the file' '' "$(cmp "$file" "$work/before" 2>&1)"

begin 'a trial that meets a lock saves nothing either'
hold
iemn -f "$file" edit Ana Example --note=x --dry-run --json
expect_code 6
expect_python 'data()["exit_code"] == 6 and data()["action"] is None and data()["dry_run"]'
release

begin 'a command goes on when the other program lets go'
hold
mkfifo "$work/said"
iemn_waiting() {
    exec 3>&- # or the holder would never be let go
    run "$program" -f "$file" edit Ana Example --note=late >"$work/out" 2>"$work/said" </dev/null
    echo "$code" >"$work/code"
}
iemn_waiting &
waiting=$!
exec 4<"$work/said"
IFS= read -r first <&4
release
cat <&4 >"$work/err"
wait "$waiting"
exec 4<&-
code=$(cat "$work/code")
expect_code 0
expect_same 'what is said first' 'iemn: waiting for another program' \
    "$(printf '%.33s' "$first")"
expect_has out '  Note: (empty) '
expect_has err 'Saved as action '

finish

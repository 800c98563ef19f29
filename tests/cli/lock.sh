# SPDX-License-Identifier: MIT
# Commands on a file which another program holds: whom they wait for, and for how long.
. "$(dirname "$0")/tap.sh"

file=$work/roster.db
iemn -f "$file" add person --name='Ana Example' --email=ana@example.org
cp "$file" "$work/before"

# hold [MODE]: another program that writes, until `release`; what it is given then as SQL, it saves. With
# EXCLUSIVE nobody can read either. Its number is $holder.
hold() {
    mkfifo "$work/order" "$work/answer"
    python3 -B -c 'import sqlite3, sys
db = sqlite3.connect(sys.argv[1], isolation_level=None)
db.execute("BEGIN " + sys.argv[3])
with open(sys.argv[2] + "/answer", "w") as answer:
    answer.write("held")
with open(sys.argv[2] + "/order") as order:
    sql = order.read()
if sql:
    db.execute(sql)
    db.execute("COMMIT")' "$file" "$work" "${1-IMMEDIATE}" &
    holder=$!
    cat "$work/answer" >/dev/null
    exec 3>"$work/order"
}

# release [SQL]
release() {
    printf '%s' "${1-}" >&3
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

begin 'a command that reads says it too, once'
hold EXCLUSIVE
name_holder
for command in 'show Ana Example' 'list people' history check 'edit Ana Example --note=x'; do
    # shellcheck disable=SC2086 # words of a command
    iemn -f "$file" $command
    expect_code 6
    expect_out ''
    expect_err "iemn: waiting for another program${known:+ ($known)} that holds the file; ^C gives up
iemn: Another program holds the file${known:+: $known}. Nothing is lost: try again."
done
release

begin 'a trial that meets a lock saves nothing either'
hold
iemn -f "$file" edit Ana Example --note=x --dry-run --json
expect_code 6
expect_python 'data()["exit_code"] == 6 and data()["action"] is None and data()["dry_run"]'
release

# Runs the program until it says that it waits, which is $first.
start_waiting() {
    rm -f "$work/said"
    mkfifo "$work/said"
    {
        exec 3>&- # or the holder would never be let go
        run "$program" -f "$file" "$@" >"$work/out" 2>"$work/said" </dev/null
        echo "$code" >"$work/code"
    } &
    waiting=$!
    exec 4<"$work/said"
    IFS= read -r first <&4
}

# Waits for its end, once the other program was let go.
end_waiting() {
    cat <&4 >"$work/err"
    wait "$waiting"
    exec 4<&-
    code=$(cat "$work/code")
}

begin 'a command goes on when the other program lets go'
hold
start_waiting edit Ana Example --note=late
release
end_waiting
expect_code 0
expect_same 'what is said first' 'iemn: waiting for another program' \
    "$(printf '%.33s' "$first")"
expect_has out '  Note: (empty) '
expect_has err 'Saved as action '

begin 'two that undo at once take back one action each'
iemn -f "$file" edit Ana Example --note=later
hold
start_waiting undo
mkfifo "$work/said-too"
{
    exec 3>&- 4<&-
    run "$program" -f "$file" undo >"$work/out-too" 2>"$work/said-too" </dev/null
    echo "$code" >"$work/code-too"
} &
too=$!
exec 5<"$work/said-too"
IFS= read -r first <&5
release
end_waiting
expect_code 0
cat <&5 >"$work/err"
wait "$too"
exec 5<&-
code=$(cat "$work/code-too")
expect_code 0
expect_has err ' is undone: '
iemn -f "$file" show Ana Example --json
expect_python 'data()["note"] is None'

# What stands in a place of the file may change while a command waits: here it is a record of the
# same name that took the place over. $other is what another program does for that.
taken=0
take_over() {
    taken=$((taken + 1))
    other="UPDATE person SET uid = '00000000-0000-4000-8000-00000000000$taken'
        WHERE name = 'Ana Example'"
}

told='The record was taken out of the directory meanwhile. Nothing was saved.'

begin 'what a command found before it waited is no other record afterwards'
for command in 'remove Ana Example' 'erase Ana Example --name=Ana\ Example'; do
    take_over
    hold
    eval "start_waiting $command"
    release "$other"
    end_waiting
    expect_code 3
    expect_out ''
    expect_same "the end of $command" "iemn: $told" "$(tail -n 1 "$work/err")"
done
iemn -f "$file" remove Ana Example
expect_code 0
take_over
hold
start_waiting restore Ana Example
release "$other"
end_waiting
expect_code 3
iemn -f "$file" list bin --json
expect_python '[row["record"] for row in data()] == ["person"]'
iemn -f "$file" restore Ana Example
expect_code 0

begin 'what a question was about is no other record when it is answered'
for asked in '[y/N]|y|edit people --where=ana --note=x' \
    'Type the name to go on:|Ana Example|erase Ana Example'; do
    take_over
    cat >"$work/take-over" <<END
import sqlite3
db = sqlite3.connect("$file")
db.execute("""$other""")
db.commit()
END
    answer=${asked#*|}
    # shellcheck disable=SC2086 # words of a command
    on_terminal 80 --asked "${asked%%|*}" "python3 -B '$work/take-over'" "${answer%%|*}" \
        "$program" -f "$file" ${asked##*|}
    expect_code 3
    expect_has out 'taken out of the directory'
done

finish

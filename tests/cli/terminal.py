#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Runs a program on a terminal of its own and prints the bytes that the terminal got.

usage: terminal.py COLUMNS [--asked TEXT COMMAND ANSWER] PROGRAM [WORD...]

When the program asks TEXT, the shell runs COMMAND, and ANSWER is typed. The exit code is the program's.
"""
import fcntl
import os
import pty
import struct
import subprocess
import sys
import termios


def read_until(fd, end):
    """What comes until it ends so; None stands for the program's own end."""
    got = b""
    while end is None or not got.endswith(end):
        try:
            part = os.read(fd, 4096)
        except OSError:  # Linux tells so that the last program has left the terminal
            return got
        if not part:
            return got
        got += part
    return got


def main():
    columns = int(sys.argv[1])
    is_asked = sys.argv[2] == "--asked"
    words = sys.argv[6:] if is_asked else sys.argv[2:]
    child, fd = pty.fork()
    if child == 0:
        fcntl.ioctl(1, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
        os.execv(words[0], words)
    got = b""
    if is_asked:
        got = read_until(fd, sys.argv[3].encode() + b" ")
        subprocess.run(sys.argv[4], shell=True, check=True)
        os.write(fd, sys.argv[5].encode() + b"\n")
    got += read_until(fd, None)
    status = os.waitpid(child, 0)[1]
    sys.stdout.buffer.write(got.replace(b"\r\n", b"\n"))
    sys.exit(os.waitstatus_to_exitcode(status) % 256)


if __name__ == "__main__":
    main()

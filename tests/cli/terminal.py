#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Runs a program on a terminal of its own and prints the bytes that the terminal got.

usage: terminal.py COLUMNS PROGRAM [WORD...]

The exit code is the program's.
"""
import fcntl
import os
import pty
import struct
import sys
import termios


def read_all(fd):
    got = b""
    while True:
        try:
            part = os.read(fd, 4096)
        except OSError:  # Linux tells so that the last program has left the terminal
            return got
        if not part:
            return got
        got += part


def main():
    columns = int(sys.argv[1])
    child, fd = pty.fork()
    if child == 0:
        fcntl.ioctl(1, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
        os.execv(sys.argv[2], sys.argv[2:])
    got = read_all(fd)
    status = os.waitpid(child, 0)[1]
    sys.stdout.buffer.write(got.replace(b"\r\n", b"\n"))
    sys.exit(os.waitstatus_to_exitcode(status) % 256)


if __name__ == "__main__":
    main()

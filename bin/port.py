"""Says who serves on a port already, and ends with 1: python bin/port.py PORT

Two servers on one port would either fail late or share its readers in silence. Needs nothing but
Python.
"""

from __future__ import annotations

import contextlib
import errno
import os
import re
import socket
import sys
from pathlib import Path

LISTENING = "0A"  # the state in /proc/net/tcp


def listening_sockets(port: int) -> set[str]:
    """The inodes of the sockets that listen on a port of this machine."""
    found = set()
    for table in ("/proc/net/tcp", "/proc/net/tcp6"):
        with contextlib.suppress(OSError):
            for line in Path(table).read_text().splitlines()[1:]:
                _, local, _, state, *_rest = fields = line.split()
                if state == LISTENING and int(local.rpartition(":")[2], 16) == port:
                    found.add(f"socket:[{fields[9]}]")
    return found


def holder(port: int) -> str:
    """Number and command of the process on a port; empty where that cannot be seen."""
    sockets = listening_sockets(port)
    for process in sorted(Path("/proc").glob("[0-9]*"), key=lambda path: int(path.name)):
        with contextlib.suppress(OSError):
            if any(os.readlink(each) in sockets for each in (process / "fd").iterdir()):
                words = (process / "cmdline").read_bytes().split(b"\0")
                command = b" ".join(words).decode(errors="replace").strip()
                return f"（进程 {process.name}：{command[:100]}）"
    return ""


def refusal_of(words: list[str]) -> str:
    """Why nobody can serve on the port that was named; empty if somebody can."""
    named = words[0] if words else ""
    if not re.fullmatch("[0-9]{1,5}", named) or not 0 < int(named) < 65536:
        return f"PORT: {named!r} 不是端口号（1 到 65535）。"
    return refusal(int(named))


def refusal(port: int) -> str:
    """Why nobody can serve on a port of this machine now; empty if somebody can."""
    with socket.socket() as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind(("127.0.0.1", port))
            trial.listen()
        except OSError as error:
            if error.errno == errno.EADDRINUSE:
                return (
                    f"PORT: 端口 {port} 已经有程序在用{holder(port)}，没有启动。\n"
                    "换一个端口，例如 PORT=8001 bin/run；或者先停掉那个程序。"
                )
            return f"PORT: 不能使用端口 {port}：{os.strerror(error.errno or 0)}。"
    return ""


if __name__ == "__main__":
    sys.exit(refusal_of(sys.argv[1:]) or None)

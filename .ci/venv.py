"""Make .venv and install the pinned requirements in it, if that has not been done for exactly these pins."""

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

import quiet

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
FILES = {"run": ["requirements.txt"], "test": ["requirements.txt", "requirements-dev.txt"]}
OLDEST = (3, 11)


def fingerprint(files: list[str]) -> str:
    """Return what changes when the pins, the Python or the folder do."""
    parts = [str(VENV), sys.version, *((ROOT / name).read_text() for name in files)]
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()


def is_usable() -> bool:
    """Return whether .venv can install and has the Python that runs this."""
    if not PYTHON.exists():
        return False
    command = [str(PYTHON), "-c", "import sys, pip; print(sys.version, end='')"]
    version: str = subprocess.run(command, capture_output=True, text=True).stdout
    return version == sys.version


def make() -> None:
    """Make .venv anew, with Debian's separate package for it where that is missing and we may install it."""
    try:
        import ensurepip  # noqa: F401
    except ImportError:
        install_venv_package()
    print("Making the virtual environment .venv", flush=True)
    subprocess.run([sys.executable, "-m", "venv", "--clear", VENV], check=True)


def install_venv_package() -> None:
    """Install Debian's package as root, or say which one it is."""
    package = f"python{sys.version_info.major}.{sys.version_info.minor}-venv"
    if shutil.which("apt-get") is None or os.geteuid() != 0:
        sys.exit(f"This Python cannot make virtual environments. Install them first: sudo apt-get install {package}")
    if not quiet.run(["apt-get", "install", "-y", "-qq", package]):
        sys.exit(f"Could not install {package}.")


def main(purpose: str) -> None:
    """Bring .venv up to date for running or for testing."""
    if sys.version_info < OLDEST:
        sys.exit(f"Python 3.11 or newer is needed; this one is {sys.version.split()[0]}.")
    stamp = VENV / f".installed-for-{purpose}"
    wanted = fingerprint(FILES[purpose])
    if stamp.exists() and stamp.read_text() == wanted:
        return
    if not is_usable():
        make()
    print(f"Installing {FILES[purpose][-1]}", flush=True)
    options = ["--quiet", "--disable-pip-version-check", "-r", FILES[purpose][-1]]
    if not quiet.run([PYTHON, "-m", "pip", "install", *options]):
        sys.exit(f"Could not set up .venv: pip could not install {FILES[purpose][-1]}, as it says above.")
    stamp.write_text(wanted)


if __name__ == "__main__":
    try:
        main(sys.argv[1])
    except subprocess.CalledProcessError as error:
        sys.exit(f"Could not set up .venv: {error}")

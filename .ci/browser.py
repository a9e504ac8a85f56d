"""Find Chromium and the programs that read our files, or install them where that is allowed."""

import os
import shutil
import subprocess

import quiet

NAMES = ("chromium", "chromium-browser", "google-chrome")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def find() -> str | None:
    """Return where Chromium is."""
    return next(filter(None, map(shutil.which, NAMES)), None)


def install() -> None:
    """Install Debian's Chromium."""
    if not find():
        install_package("chromium")


def install_reader() -> None:
    """Install Debian's pdftotext, the second reader of our PDFs."""
    if not shutil.which("pdftotext"):
        install_package("poppler-utils")


def install_office() -> None:
    """Install Debian's LibreOffice, the second reader of our workbooks."""
    if not shutil.which("soffice"):
        install_package("libreoffice-calc-nogui")


def install_package(name: str) -> None:
    """Install a package of Debian if we are root or may become so without a password; the tests say what is missing."""
    if shutil.which("apt-get") is None:
        return
    sudo = [] if os.geteuid() == 0 else ["sudo", "-n"]
    if sudo and (shutil.which("sudo") is None or subprocess.run([*sudo, "true"], capture_output=True).returncode != 0):
        return
    print(f"Installing {name} with apt-get", flush=True)
    quiet.run([*sudo, "apt-get", "update", "-qq"])
    quiet.run([*sudo, "apt-get", "install", "-y", "-qq", "--no-install-recommends", name])

"""Run what sets things up without a word, unless it fails."""

import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent


def run(command: list[Any]) -> bool:
    """Return whether a program ended well; all that it said is shown where it did not."""
    done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False)
    if done.returncode != 0:
        print(done.stdout.decode(errors="replace"), end="", file=sys.stderr, flush=True)
    return done.returncode == 0

"""Find an address of this machine that nobody serves yet, and wait until somebody does."""

import socket
import sys
import time
import urllib.error
import urllib.request


def free_address() -> str:
    """Return a host and a port that are free."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return f"127.0.0.1:{free.getsockname()[1]}"


def wait_for(url: str) -> None:
    """Return once the server answers."""
    for _ in range(100):
        try:
            urllib.request.urlopen(url)  # noqa: S310
        except urllib.error.URLError:
            time.sleep(0.2)
        else:
            return
    sys.exit("The server did not start.")

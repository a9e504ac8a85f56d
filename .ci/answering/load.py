"""Ask a server for pages over eight connections that stay open, in a process beside it; print what came of it."""

import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from itertools import cycle
from statistics import quantiles
from threading import Thread
from time import monotonic

READERS = 8


@dataclass
class Load:
    """Readers of some pages of a server, until a time comes."""

    address: str
    session: str
    paths: list[str]
    until: float
    taken: list[float] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    def read(self, number: int) -> None:
        """Ask for one page after the other, each reader beginning with another one."""
        connection = HTTPConnection(self.address, timeout=30)
        for path in self.from_place(number):
            if monotonic() > self.until:
                break
            start = monotonic()
            try:
                connection.request("GET", path, headers={"Cookie": f"sessionid={self.session}"})
                response = connection.getresponse()
                response.read()
            except (OSError, HTTPException) as error:
                self.faults.append(f"{path}: {error!r}")
                connection.close()
                continue
            self.taken.append(monotonic() - start)
            if response.status != 200:
                self.faults.append(f"{path}: {response.status}")
        connection.close()

    def from_place(self, number: int) -> Iterator[str]:
        """The pages again and again, from one of them on."""
        place = number % len(self.paths)
        return cycle([*self.paths[place:], *self.paths[:place]])


def main(address: str, session: str, lasting: str, *paths: str) -> None:
    """Let eight readers ask for so many seconds."""
    start = monotonic()
    load = Load(address, session, list(paths), start + float(lasting))
    readers = [Thread(target=load.read, args=(number,)) for number in range(READERS)]
    for reader in readers:
        reader.start()
    for reader in readers:
        reader.join()
    slowest = quantiles(load.taken, n=20)[-1] * 1000
    a_second = len(load.taken) / (monotonic() - start)
    print(json.dumps({"a_second": a_second, "slowest": slowest, "faults": len(load.faults), "first": load.faults[:1]}))


if __name__ == "__main__":
    main(*sys.argv[1:])

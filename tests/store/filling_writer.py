"""A process whose disk is full sooner or later: writes numbered documents, and says what it was told is kept or refused."""

from __future__ import annotations

import sys
from pathlib import Path

from tests.store.killed_writer import say, write

from whosays.store.faults import CannotWrite
from whosays.store.store import Store


def main(folder: Path, limit: int, first: int, last: int) -> None:
    """Write documents; with a `limit`, no file may grow past so many bytes from now on."""
    with Store.open(folder) as store:
        if limit:
            import resource

            resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
        for number in range(first, last):
            try:
                with store.write() as writer:
                    write(writer, number)
            except CannotWrite as error:
                say(f"refused {number} {error}")
                break
            say(f"kept {number}")
        with store.view() as view:
            say(f"reads {sum(1 for _ in view.documents())}")


if __name__ == "__main__":
    main(Path(sys.argv[1]), *map(int, sys.argv[2:]))

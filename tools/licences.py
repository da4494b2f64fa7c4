"""The packages that whosays needs to run, and on which terms each may be used.

What is imported at run time is free of the GPL and the AGPL, and of the LGPL too: what is under that one is an extra, for the
user to choose (`sevenzip`). Where a package lets one choose among licences, one that is free of them is enough.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from importlib import metadata
from typing import TYPE_CHECKING

from packaging.requirements import Requirement

if TYPE_CHECKING:
    from collections.abc import Iterable

_COPYLEFT = re.compile(r"\b[AL]?GPL|\bGNU\b.*\bPublic License", re.IGNORECASE)


def needed(package: str = "whosays", *, extras: Iterable[str] = ()) -> list[str]:
    """Return the names of a package and all that it needs, as they are installed here, with these extras."""
    seen: set[tuple[str, frozenset[str]]] = set()
    waiting = [(package, frozenset(extras))]
    while waiting:
        name, wanted = waiting.pop()
        if (plain(name), wanted) in seen:
            continue
        seen.add((plain(name), wanted))
        for line in metadata.requires(name) or []:
            one = Requirement(line)
            if one.marker is None or any(one.marker.evaluate({"extra": extra}) for extra in wanted or {""}):
                waiting.append((one.name, frozenset(one.extras)))
    return sorted({name for name, _ in seen})


def plain(name: str) -> str:
    """Return the one spelling of a package's name."""
    return re.sub(r"[-_.]+", "-", name).lower()


def licences(packages: Iterable[str]) -> dict[str, str]:
    """Return the licence that each package names, by what pip-licenses reads."""
    command = [sys.executable, "-m", "piplicenses", "--format=json", "--from=mixed", "--with-system", "--packages", *packages]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return {plain(row["Name"]): row["License"] for row in json.loads(done.stdout)}


def is_free_of_copyleft(licence: str) -> bool:
    """Ask whether a licence, or one of those that may be chosen, is none of the GNU ones."""
    return any(not _COPYLEFT.search(part) for part in re.split(r"\s+OR\s+|;", licence))

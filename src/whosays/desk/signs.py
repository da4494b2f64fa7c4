"""The hashtags, slogans and campaigns of a case. In a large one they are looked for in a process of their own.

Slogans are looked for in every passage. Within the desk's own process that would keep its pages waiting for as long.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from whosays.case import Case
from whosays.desk.aside import Aside, stand_back

if TYPE_CHECKING:
    from pathlib import Path

    from whosays.analyse.campaigns import Sign

# Documents from which on it pays: to start a process takes half a second, and 300 documents are gone through in as long.
_MANY = 300


def find_signs(folder: Path) -> tuple[Sign, ...]:
    """Return the signs of the case in a folder, with names as they were put together last."""
    with Case.open(folder) as case, case.analysing(kept=True) as ask:
        return ask.signs()


def find_signs_aside(folder: Path) -> tuple[Sign, ...]:
    """Return what `find_signs` does, behind everything else that the machine has to do."""
    stand_back()
    return find_signs(folder)


class SignFinder:
    """Finds the signs of one case."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._aside = Aside(find_signs_aside)

    def find(self) -> tuple[Sign, ...]:
        """Return the signs. Raises RuntimeError where the process came to an end: none found would be another answer."""
        with Case.open(self._folder) as case, case.view(kept=True) as view:
            many = view.stored.lookup.shelf.count() >= _MANY
        return self._aside.ask(self._folder) if many else find_signs(self._folder)

    def close(self) -> None:
        """End the process."""
        self._aside.close()

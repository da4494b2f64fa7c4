"""Questions over the whole of a case. In a large one they are answered in a process of its own.

Slogans are looked for in every passage, hidden names in every text, and a list of names is compared with every name. Within the
desk's own process that would keep its pages waiting for as long.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from whosays.case import Case
from whosays.desk.aside import Aside
from whosays.publish.hidden.view import HidingView, without_hidden

if TYPE_CHECKING:
    from pathlib import Path

    from whosays.analyse.campaigns import Sign
    from whosays.case.judging.matching import Match
    from whosays.text.joined import Span

# Documents from which on it pays: to start a process takes half a second, and 300 documents are gone through in as long.
_MANY = 300


def is_large(case: Case) -> bool:
    """Ask whether what goes over all of a case is worth a process of its own."""
    with case.view(kept=True) as view:
        return view.stored.lookup.shelf.count() >= _MANY


def find_signs(folder: Path) -> tuple[Sign, ...]:
    """Return the hashtags, slogans and campaigns of the case in a folder, with names as they were put together last."""
    with Case.open(folder) as case, case.analysing(kept=True) as ask:
        return ask.signs()


def match_names(asked: tuple[Path, tuple[str, ...]]) -> tuple[Match, ...]:
    """Return what the case in a folder has for each of some names, as its own were put together last."""
    folder, names = asked
    with Case.open(folder) as case:
        return tuple(case.match_names(names, kept=True))


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaving:
    """What does not leave a case: the stretches of each document that are hidden, and its title as it leaves, by id."""

    stretches: dict[str, tuple[Span, ...]]
    titles: dict[str, str]


def find_leaving(folder: Path) -> Leaving:
    """Return what does not leave the case in a folder."""
    with Case.open(folder) as case, case.view() as view:
        leaving = without_hidden(view)
        if not isinstance(leaving, HidingView):
            return Leaving(stretches={}, titles={})
        stretches = {doc: tuple(spans) for doc, spans in leaving.stretches().items()}
        heads = view.stored.lookup.shelf.heads(stretches)
        titles = {str(doc): leaving.words(head.title or head.name) for doc, head in heads.items()}
        return Leaving(stretches=stretches, titles=titles)


class WholeCase:
    """Answers over the whole of one case. They raise NoAnswer where the process came to an end without one."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._signs = Aside(find_signs)
        self._names = Aside(match_names)
        self._leaving = Aside(find_leaving)

    def signs(self) -> tuple[Sign, ...]:
        """Return the hashtags, slogans and campaigns."""
        return self._signs.ask(self._folder) if self._is_large() else find_signs(self._folder)

    def match_names(self, names: tuple[str, ...]) -> tuple[Match, ...]:
        """Return what the case has for each of some names."""
        asked = (self._folder, names)
        return self._names.ask(asked) if self._is_large() else match_names(asked)

    def leaving(self) -> Leaving:
        """Return what does not leave the case."""
        return self._leaving.ask(self._folder) if self._is_large() else find_leaving(self._folder)

    def close(self) -> None:
        """End the processes."""
        self._signs.close()
        self._names.close()
        self._leaving.close()

    def _is_large(self) -> bool:
        with Case.open(self._folder) as case:
            return is_large(case)

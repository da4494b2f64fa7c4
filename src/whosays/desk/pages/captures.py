"""A capture: how its bytes came into the case, when, what was made of them, and what was odd about that."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from whosays.desk.beside.originals import is_page
from whosays.desk.page import Pages
from whosays.proof import lines_for

if TYPE_CHECKING:
    from whosays.desk.app import Desk
    from whosays.records import Capture, Problem, Visit

pages = Pages()
AT_ONCE = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class OneCapture:
    """A capture and what belongs to it.

    - `documents` are id and title of those made of it, `inside` are captures that were taken out of it: the first of them,
      with `more_documents` and `more_inside` behind;
    - `shows` are the lines that tell what the capture and its latest visit show and do not show, by their keys;
    - `is_held`: its bytes are kept, and can be saved; `is_page`: they can be looked at in a frame.
    """

    capture: Capture
    shows: tuple[str, ...]
    is_held: bool
    is_page: bool
    parent: Capture | None
    documents: tuple[tuple[str, str], ...]
    more_documents: int
    inside: tuple[Capture, ...]
    more_inside: int
    visits: tuple[Visit, ...]
    problems: tuple[Problem, ...]


@pages.page("/captures/{words}", "capture.html")
def capture(desk: Desk, words: str) -> OneCapture:
    """Show one capture by its id, or how that begins."""
    with desk.ask() as ask:
        found = ask.view.stored.captured(words)
    return OneCapture(
        capture=found.capture,
        shows=tuple(dict.fromkeys((*lines_for(found.capture), *(lines_for(found.visits[-1]) if found.visits else ())))),
        is_held=found.held,
        is_page=found.held and is_page(found.capture),
        parent=found.parent,
        documents=found.documents[:AT_ONCE],
        more_documents=max(len(found.documents) - AT_ONCE, 0),
        inside=found.inside[:AT_ONCE],
        more_inside=max(len(found.inside) - AT_ONCE, 0),
        visits=found.visits[-AT_ONCE:],
        problems=found.problems[:AT_ONCE],
    )

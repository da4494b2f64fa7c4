"""Who says what about whom, in which words, how sure, when, and what it finally rests on.

    import whosays

    with whosays.open("river-case") as case:
        for claim in case.claims():
            print(whosays.show(claim))

Everything here is loaded on first use, so that `import whosays` stays quick.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from whosays.case import Case as Case
    from whosays.case.asking.claim_filter import ClaimFilter as ClaimFilter
    from whosays.errors import WhosaysError as WhosaysError
    from whosays.notation import show as show
    from whosays.records import Anchor as Anchor
    from whosays.records import Capture as Capture
    from whosays.records import Citation as Citation
    from whosays.records import Claim as Claim
    from whosays.records import Document as Document
    from whosays.records import Entity as Entity
    from whosays.records import Entry as Entry
    from whosays.records import Event as Event
    from whosays.records import Hedge as Hedge
    from whosays.records import Holder as Holder
    from whosays.records import Judgement as Judgement
    from whosays.records import Link as Link
    from whosays.records import Mention as Mention
    from whosays.records import Passage as Passage
    from whosays.records import Problem as Problem
    from whosays.records import Run as Run
    from whosays.records import Source as Source
    from whosays.records import Step as Step

    __version__: str

_RECORDS = (
    "Anchor", "Capture", "Citation", "Claim", "Document", "Entity", "Entry", "Event", "Hedge", "Holder", "Judgement", "Link",
    "Mention", "Passage", "Problem", "Run", "Source", "Step",
)  # fmt: skip
_HOMES = dict.fromkeys(_RECORDS, "whosays.records") | {
    "Case": "whosays.case",
    "ClaimFilter": "whosays.case.asking.claim_filter",
    "WhosaysError": "whosays.errors",
    "show": "whosays.notation",
}


def open(folder: Path | str) -> Case:
    """Open the case in a folder, as `Case.open` does."""
    from whosays.case import Case

    return Case.open(folder)


def __getattr__(name: str) -> object:
    if name == "__version__":
        from importlib.metadata import version

        return version("whosays")
    if name not in _HOMES:
        raise AttributeError(f"module 'whosays' has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    return sorted([*_HOMES, "__version__", "open"])

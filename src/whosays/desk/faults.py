"""What can be wrong with what a browser or a program sends to the desk, and with which status each error is answered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from whosays.case import NoSuchFormat
from whosays.case.asking.analysing import NoSuchName
from whosays.case.judging.deciding import NothingToHide, WhyHide
from whosays.case.judging.identity import HowMany, NoName
from whosays.case.judging.marking import BadMark, NoSuchWords
from whosays.case.settings import BadSetting, NoSuchSetting
from whosays.case.writing.translating import BadTranslation
from whosays.desk.page_pictures import NoPicture
from whosays.errors import WhosaysError
from whosays.reports import BadBlock, NoSuchReport
from whosays.store.faults import BadEdit, NoOriginal, NoSuchDocument, NoSuchList, NoSuchRecord

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


class BadRequest(WhosaysError):
    """What was sent is not what the address takes."""

    code = "bad-request"

    def __init__(self, why: str) -> None:
        super().__init__(f"this cannot be taken: {why}")


class TooLarge(WhosaysError):
    """More was sent than the desk takes in one go."""

    code = "too-large"

    def __init__(self, why: str) -> None:
        super().__init__(f"{why}; send less in one go, or use `whosays add PATH`")


class NoSuchPage(WhosaysError):
    """The desk has nothing at an address, or takes no such request there."""

    code = "no-such-page"

    def __init__(self, path: str) -> None:
        super().__init__(f"the desk has nothing at {path}")


class NothingToFetch(WhosaysError):
    """There is no file to fetch."""

    code = "nothing-to-fetch"

    def __init__(self) -> None:
        super().__init__("there is no export of yours to fetch (a file is kept for an hour); have it made again")


class NoAnswer(WhosaysError):
    """A process beside the desk came to an end without an answer."""

    code = "no-answer"

    def __init__(self, why: str) -> None:
        super().__init__(f"that could not be worked out: {why}; ask again, and tell us if it stays so")


_MISSING = (
    NoSuchDocument,
    NoSuchRecord,
    NoSuchName,
    NoSuchList,
    NoSuchReport,
    NoSuchSetting,
    NoOriginal,
    NoSuchPage,
    NothingToFetch,
    NoPicture,
)
_NOT_TAKEN = (
    BadRequest,
    NoSuchFormat,
    BadEdit,
    BadMark,
    BadSetting,
    BadBlock,
    BadTranslation,
    HowMany,
    NoName,
    NoSuchWords,
    WhyHide,
    NothingToHide,
)


def status_of(error: WhosaysError) -> int:
    """Return the HTTP status of an error that the user can put right."""
    if isinstance(error, _MISSING):
        return 404
    if isinstance(error, TooLarge):
        return 413
    if isinstance(error, NoAnswer):
        return 503
    return 422 if isinstance(error, _NOT_TAKEN) else 409


def told_by_parts(faults: Iterable[Mapping[str, object]]) -> BadRequest:
    """Make one error of what FastAPI found wrong with the parts of a request."""
    told = []
    for fault in faults:
        place = fault.get("loc")
        where = ".".join(str(part) for part in place[1:]) if isinstance(place, tuple | list) else ""
        told.append(f"{where}: {fault.get('msg', 'not understood')}" if where else str(fault.get("msg", "not understood")))
    return BadRequest("; ".join(told[:8]) or "not understood")

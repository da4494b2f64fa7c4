"""What can be sent to the API, and how it is read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeVar

from whosays.case.judging.marking import ClaimMark, NameMark
from whosays.desk.faults import BadRequest, TooLarge
from whosays.records import Claim, Mention

if TYPE_CHECKING:
    from starlette.requests import Request

    from whosays.records import Judgement

T = TypeVar("T")
# A thousand addresses, or an edit of a claim with all its steps, many times over.
_MOST = 1 << 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Judging:
    """A decision on a record: accept or reject it, or edit it (`changes`: field → value, a place as start and end)."""

    record: str
    decision: Literal["accept", "edit", "reject"]
    changes: dict[str, object] | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgingNames:
    """A decision on who is who, on names or on the proposal that two are one, by their ids."""

    names: tuple[str, ...]
    decision: Literal["same", "different", "part-of", "not-sure", "split"]
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Undoing:
    """A judgement to take back, or a record of which the latest one is, by id."""

    record: str
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class HidingWords:
    """What is to be kept out of all that leaves the case, and why: a name, a record or, of a document, a stretch of words.

    `record` is an id; of a document its id or name, with a start and an end in code points of its text.
    """

    record: str
    note: str
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkingClaim:
    """A claim to mark in a document, by its name or id. Places are a start and an end in code points of its text."""

    document: str
    claim: ClaimMark


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkingName:
    """A name to mark in a document, by its name or id."""

    document: str
    name: NameMark


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkedClaim:
    """The claim that was marked; where it had been proposed already, as it is now."""

    claim: Claim


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkedName:
    """The name that was marked."""

    name: Mention


@dataclass(frozen=True, slots=True, kw_only=True)
class AddingAddresses:
    """Addresses of the web to visit, keep and read."""

    addresses: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MakingExport:
    """The record to take out, in a format by its name; with the original files, where they are wanted."""

    format: str
    originals: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """The judgements that were made."""

    judgements: tuple[Judgement, ...]


async def read_body(request: Request, wanted: type[T]) -> T:
    """Read what was sent as JSON. Raises TooLarge or BadRequest."""
    import msgspec

    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != "application/json":
        raise BadRequest("it has to be JSON (content-type: application/json)")
    raw = bytearray()
    async for piece in request.stream():
        raw += piece
        if len(raw) > _MOST:
            raise TooLarge(f"a request may have {_MOST >> 20} MB")
    try:
        return msgspec.json.decode(raw, type=wanted)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        raise BadRequest(str(error)) from error

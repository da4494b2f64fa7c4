"""What travels along the line: small frozen records, one class a thing.

Every record that says something about a document carries an `Anchor`, or several. Anchors are made by `anchors.Cutter` only,
which cuts the words out of the document itself. Offsets are half-open and count Unicode code points of `Document.text`.

A field named `at` is where a record stands; exports write its parts (`doc`, `start`, `end`, `text`) beside the other fields.
Ids come from content (`make_id`), so the same words keep their id on every machine and through every new run.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NewType

if TYPE_CHECKING:
    from collections.abc import Iterable

SourceId = NewType("SourceId", str)
CaptureId = NewType("CaptureId", str)
DocumentId = NewType("DocumentId", str)
PassageId = NewType("PassageId", str)
MentionId = NewType("MentionId", str)
EntityId = NewType("EntityId", str)
ClaimId = NewType("ClaimId", str)
CitationId = NewType("CitationId", str)
EntryId = NewType("EntryId", str)
EventId = NewType("EventId", str)
LinkId = NewType("LinkId", str)
JudgementId = NewType("JudgementId", str)
RunId = NewType("RunId", str)
ProblemId = NewType("ProblemId", str)
VisitId = NewType("VisitId", str)

Zone = Literal[
    "heading", "paragraph", "list_item", "quote_block", "footnote", "caption", "table_row", "page_furniture", "boilerplate",
    "comment", "insertion", "deletion",
]  # fmt: skip
MentionKind = Literal[
    "organisation", "person", "place", "event", "campaign", "group", "work", "concept", "hashtag", "handle", "date"
]
Layer = Literal["name", "adjective", "epithet", "pronoun", "nominal"]
HolderKind = Literal["author", "named", "hidden", "implied"]
Act = Literal[
    "assert", "describe", "characterise", "judge", "infer", "request", "demand", "advise", "recommend", "promise",
    "praise", "condemn", "accuse", "aim", "list", "depict", "ask", "deny",
]  # fmt: skip
Form = Literal[
    "narrative", "indirect", "direct", "mixed", "block", "apposition", "participle", "modifier", "relative-clause",
    "list-item", "list-heading", "heading", "caption", "footnote", "presupposition", "parenthesis", "self-description",
    "metadata",
]  # fmt: skip
Modality = Literal[
    "asserted", "probable", "possible", "apparent", "evident", "requested", "intended", "normative", "future",
    "conditional", "questioned",
]  # fmt: skip
Polarity = Literal["positive", "negative", "mixed"]
HedgeKind = Literal[
    "probability", "evidential", "booster", "attribution-shield", "approximator", "frequency", "quantifier", "degree",
    "time", "condition", "modal", "inference", "emphasis",
]  # fmt: skip
CitationKind = Literal["source", "comment", "mixed", "ibid", "note"]
CountryBasis = Literal["column", "parenthesis", "name", "heading", "none"]
LinkKind = Literal[
    "cites", "ibid", "links_to", "quotes", "reuses", "reports", "same", "narrower", "contradicts",
    "replies_to", "reposts", "contains", "variant", "paraphrases", "restates",
]  # fmt: skip
LinkStatus = Literal["candidate", "confirmed", "rejected"]
Support = Literal["says-it", "says-part", "does-not-say-it", "cannot-be-reached"]
Decision = Literal["accept", "edit", "reject", "undo", "same", "different", "part-of", "not-sure", "split", "hide"]
VisitOutcome = Literal["first", "same", "changed", "gone", "moved", "failed"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Anchor:
    """A place in a document and the exact words that stand there. Make one with `anchors.Cutter`."""

    doc: DocumentId
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A work, page, post, account or broadcast; it may be known only because somebody cites it."""

    id: SourceId
    kind: Literal["work", "page", "post", "account", "broadcast"]
    name: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Capture:
    """Bytes fetched or imported at a time. `id` is their SHA-256 in hex, `charset` the encoding that their server named."""

    id: CaptureId
    name: str
    size: int
    media_type: str
    method: Literal["file", "fetch", "member"]
    fetched_at: str
    url: str | None = None
    charset: str | None = None
    parent: CaptureId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """One request for an address at a time (`when`), and what came back. The same bytes on two visits are one capture.

    `url` was asked for, `redirects` are the addresses it led over, the last one answered. `capture` holds the body,
    `exchange` the request and answers as a WARC file, `stamp` the answer of a time-stamp server (RFC 3161). `certificate` is
    the SHA-256 of the server's certificate in hex. `previous` is the visit it is compared with.
    """

    id: VisitId
    source: SourceId
    url: str
    when: str
    outcome: VisitOutcome
    status: int | None = None
    redirects: tuple[str, ...] = ()
    headers: tuple[tuple[str, str], ...] = ()
    certificate: str | None = None
    capture: CaptureId | None = None
    exchange: CaptureId | None = None
    stamp: CaptureId | None = None
    previous: VisitId | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """What an export of a social network says of one post. `account` is the handle as printed; nothing is looked up.

    `posted` is the time the export gives, `posted_by_id` the one that the post's number holds (networks that number by time);
    both are UTC in ISO 8601, and where they disagree both are kept.
    """

    network: str
    number: str
    account: str
    posted: str | None = None
    posted_by_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """The text of one capture, or of one part of it (a post). `pages` holds the offset where each page starts, if it has pages.

    `date` (EDTF) is when it says it was published, `modified` when it says it was changed last; `url` is the address it gives
    as its own (canonical), `publisher` who it says brings it out.
    """

    id: DocumentId
    capture: CaptureId
    name: str
    text: str
    title: str | None = None
    languages: tuple[str, ...] = ()
    date: str | None = None
    modified: str | None = None
    author: str | None = None
    publisher: str | None = None
    url: str | None = None
    post: Post | None = None
    pages: tuple[int, ...] = ()
    made_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """A rectangle on a page (counted from 1), as shares of the page's width and height from its top left corner (0 to 1)."""

    page: int
    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Placement:
    """Where a run of a document's text stands on the page image: a line of a PDF, a word of a recognised page.

    `confidence` (0 to 1) is how sure text recognition is of a word; None for text that the file itself holds.
    """

    start: int
    end: int
    box: Box
    confidence: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A zone of a document. It has several `pieces` where a page break or a block of footnotes interrupts it.

    - `number` is the printed number of a list item or footnote ("12"), `level` the depth of a heading or list item from 1;
    - `called_at` is the mark in the running text that calls a footnote or comment, where the file itself ties the two;
    - `boxes` are where it stands on its pages, one or more a page;
    - `author` and `date` (ISO 8601) belong to a comment, a tracked change or a quoted mail, `author` also to a spoken turn;
    - `begins` and `ends` are seconds from the start of a recording.
    """

    id: PassageId
    doc: DocumentId
    zone: Zone
    pieces: tuple[Anchor, ...]
    order: int
    page: int | None = None
    level: int | None = None
    number: str | None = None
    called_at: Anchor | None = None
    boxes: tuple[Box, ...] = ()
    author: str | None = None
    date: str | None = None
    begins: float | None = None
    ends: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """Words that name something. `value` is the reading of the words: EDTF for a date, the full name for an acronym.

    `roles` are the words beside a person's name that give a title or role ("Dr", "chairman of River Watch"); no part of it.
    """

    id: MentionId
    at: Anchor
    kind: MentionKind
    layer: Layer = "name"
    value: str | None = None
    roles: tuple[Anchor, ...] = ()
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """A cluster of mentions and entries under one name. Derived from proposals and judgements, so it can always be undone.

    `joined` are the ids of the entities that people judged to be this one; each of them still leads here. `part_of` are the
    entities that it was judged to be a part of, `parts` those judged to be a part of it.
    """

    id: EntityId
    kind: MentionKind
    name: str
    country: str | None = None
    members: tuple[str, ...]
    reasons: tuple[str, ...] = ()
    joined: tuple[EntityId, ...] = ()
    part_of: tuple[EntityId, ...] = ()
    parts: tuple[EntityId, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Holder:
    """Whose claim it is.

    `at` are the words that stand for the holder ("he", "the group", a name); the author of a document and a hidden holder
    may have none. `refers_to` is the best candidate for whom a pronoun, nominal or the author stands, `reason` says why.
    """

    kind: HolderKind
    at: Anchor | None = None
    refers_to: Anchor | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One link of a holder chain. `outlet` is where it was said ("on its web site"), which is no holder."""

    holder: Holder
    cue: Anchor | None = None
    act: Act
    outlet: Anchor | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Hedge:
    """Words that soften, bound or boost a claim."""

    at: Anchor
    kind: HedgeKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """What in a claim's clause says that one thing stands in a relation to another.

    `kind` is the relation ("founded"), `entry` the row of the table of relations that fired ("found, passive"), `cue` the words
    that fired it. `subject` and `object` are its two ends as they stand in the words, several where they are coordinate; which
    end is which, the table says. The claim's polarity and modality hold for it too: "did not found" is a relation as well.
    """

    kind: str
    entry: str
    cue: Anchor
    subject: tuple[Anchor, ...]
    object: tuple[Anchor, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """Somebody's statement: content in the document's own words (in pieces where interrupted), chain outermost holder first.

    `cites` are the footnotes that support it, `cites_possible` those that a careful reader might also take as support.
    `said` and `content_time` are EDTF. `relation` is what the clause ties together, where that is known, `relation_from` the
    words that a rule took it from. `by` names the rule that proposed it, or the person who marked it.
    """

    id: ClaimId
    doc: DocumentId
    content: tuple[Anchor, ...]
    chain: tuple[Step, ...]
    about: tuple[Anchor, ...] = ()
    relation: str | None = None
    relation_from: Relation | None = None
    hedges: tuple[Hedge, ...] = ()
    modality: Modality = "asserted"
    polarity: Polarity = "positive"
    said: str | None = None
    content_time: str | None = None
    form: Form
    cites: tuple[int, ...] = ()
    cites_possible: tuple[int, ...] = ()
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CitedUrl:
    """An address in a note, as printed (`at`) and as an address (`url`: joined over line breaks, closing stop left out)."""

    at: Anchor
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CitedDate:
    """A date in a note and its EDTF value."""

    at: Anchor
    iso: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """A footnote or endnote: its anchor in the body, its note, what the note points to. `ibid_of` is the number it repeats."""

    id: CitationId
    doc: DocumentId
    number: int
    anchor: Anchor | None = None
    note: Anchor | None = None
    marker: Anchor | None = None
    kind: CitationKind
    urls: tuple[CitedUrl, ...] = ()
    dates: tuple[CitedDate, ...] = ()
    ibid_of: int | None = None
    flags: tuple[str, ...] = ()
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One row of a list. `name` is the reading of `name_at`; a repaired spelling is in `repair`, never in `name`."""

    id: EntryId
    at: Anchor
    list: str
    row: int
    name: str
    name_at: Anchor
    repair: str | None = None
    acronym: str | None = None
    country: str | None = None
    country_basis: CountryBasis = "none"
    country_at: Anchor | None = None
    description: Anchor | None = None
    flags: tuple[str, ...] = ()
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Role:
    """Somebody's part in an event: organiser, speaker, signatory, participant."""

    role: str
    at: Anchor


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Something that happens at a time.

    `rule` is a rule date ("last friday of ramadan"), `series` the id of the event it is an edition of.
    """

    id: EventId
    name: str
    at: Anchor
    when: str | None = None
    rule: str | None = None
    series: EventId | None = None
    place: Anchor | None = None
    roles: tuple[Role, ...] = ()
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A relation between two records (`a` to `b`, by id), with the words that show it.

    `support` is what a person found who read a claim beside what it cites: does the cited passage say it?
    """

    id: LinkId
    kind: LinkKind
    a: str
    b: str
    evidence: tuple[Anchor, ...] = ()
    status: LinkStatus = "candidate"
    reason: str | None = None
    support: Support | None = None
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """What a person decided on a record. Append-only: an undo is a Judgement too, and points at the one it undoes.

    `changes` is a JSON object of the fields an `edit` sets, or of the words that a `hide` keeps out of what leaves the case;
    `when` is UTC in ISO 8601. `other` is the second record where a decision is on two: who is who (`same`, `different`,
    `part-of`, `not-sure`), and what a member is `split` from.
    """

    id: JudgementId
    record: str
    decision: Decision
    who: str
    when: str
    other: str | None = None
    changes: str | None = None
    note: str | None = None
    supersedes: JudgementId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """An extractor (or reader) at a version with its settings, applied to a document."""

    id: RunId
    name: str
    version: str
    settings: str = "{}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """Something odd about a document, kept as a finding. `code` is a key of `problems.CODES`.

    `at` are the words it is about, `against` the other words, in this document or another, that they do not agree with.
    """

    id: ProblemId
    code: str
    message: str
    doc: DocumentId | None = None
    at: Anchor | None = None
    against: Anchor | None = None


Record = (
    Source
    | Capture
    | Visit
    | Document
    | Passage
    | Mention
    | Entity
    | Claim
    | Citation
    | Entry
    | Event
    | Link
    | Judgement
    | Run
    | Problem
)


def make_id(prefix: str, *parts: str | int | None) -> str:
    """Make a content id: `prefix`, a hyphen, 16 hex digits of BLAKE2b over the parts (each part kept apart from the next)."""
    digest = hashlib.blake2b(digest_size=8)
    for part in parts:
        raw = "" if part is None else str(part)
        digest.update(f"{len(raw)}:{raw};".encode("utf-8", "surrogatepass"))
    return f"{prefix}-{digest.hexdigest()}"


def meant_ids(words: str, ids: Iterable[str]) -> list[str]:
    """Return which of these ids somebody means by `words`: the one that they are, else those that start with them.

    A start has four digits at least, as in git: a shorter one would let a slip decide on whatever a case has one of.
    """
    starting = [one for one in ids if one.startswith(words)]
    if words in starting:
        return [words]
    return starting if len(words.rpartition("-")[2]) >= 4 else []

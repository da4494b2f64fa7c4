"""The written form of every record: one line that a person can read, and that parses back.

There are two forms.

*Short* (`show`): words first, only the fields that matter, offsets at the end. For the terminal, literate cases and docs.

    claim  River Watch | describes itself as | a union of anglers | about: River Watch | cue: describes itself as  @32-50
    claim  (author) | infers | wrote the letter | about: River Watch | hedge: likely | modality: probable  @30-46
    date  last Friday of Ramadan = 2020-05-22  @10-35
    organisation  River Watch  @0-11
    note  3 | anchor @120 | https://example.org/a | 2020-01-17 | ibid: 2  @800-861
    entry  12. River Trust | GB (column) | flags: typo  @40-66
    problem  number-gap: 12 is followed by 14  @66-69

- White space in words is folded to one space and a `|` in them is written `\\|`; other invisible signs are written `\\uXXXX`.
- A claim's holders run from the outermost to the innermost, each with its act. The author of the document in front of
  another holder is left out, as it only says whose document this is. "he = River Watch" gives the words and whom they refer to.
- Pieces are joined by " … ", and their places by "+": `@0-20+31-40`. Fields with their usual value are left out.

*Exact* (`write`): the short form, two spaces, and every field between braces. Bug reports and tests use it; `parse` reads it.

    organisation  River Watch  @0-11  {mention in=doc-1 id=men-1 at=@0-11 kind=organisation by=names}

- Anchors are written as places, never as words: `parse` cuts the words from the document, so that they are always verbatim.
  A place in another document than the line's own says so: `@0-11/doc-2`.
- The words shown in front must be what the document says, else `parse` refuses the line: it was written for another reading.
- Tuples stand between parentheses, records inside records between braces, other strings than plain words between JSON's quotes.
"""

from __future__ import annotations

import json
import re
from dataclasses import MISSING, fields
from types import NoneType, UnionType
from typing import TYPE_CHECKING, Literal, NewType, cast, get_args, get_origin, get_type_hints

from whosays import records
from whosays.anchors import Cutter, anchors_of
from whosays.derived import is_self_description
from whosays.errors import WhosaysError
from whosays.records import Anchor, DocumentId, Record

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

_TYPES = {cls.__name__.lower(): cls for cls in (*get_args(Record), records.Holder, records.Step, records.Hedge,
          records.CitedUrl, records.CitedDate, records.Role, records.Post, records.Box, records.Relation)}  # fmt: skip
_ZERO_WIDTH_LETTERS = "\N{ZERO WIDTH NON-JOINER}\N{ZERO WIDTH JOINER}"  # Persian and other scripts cannot be written without


class BadNotation(WhosaysError):
    """A line is no record, or not one of these documents."""

    code = "bad-notation"

    def __init__(self, line: str, why: str) -> None:
        super().__init__(f"this line cannot be read as a record: {why}; write it again from the case. The line: {line!r}")


def write(record: Record) -> str:
    """Return the exact form, which `parse` reads back."""
    home = _home(record)
    named = f"{type(record).__name__.lower()}" + (f" in={_quoted(home)}" if home else "")
    return f"{show(record)}  {{{' '.join([named, *_fields(record, home)])}}}"


def parse(line: str, *docs: records.Document) -> Record:
    """Read the exact form.

    Args:
        line: what `write` returned.
        docs: the documents that the record's words stand in.

    Raises BadNotation for a line that is none, or whose words are not the document's.
    """
    line = line.rstrip()
    kind_end = line.find("  ")
    cut = line.find("  {", kind_end + 2)  # words never hold two spaces, so the first pair before a brace is ours
    if kind_end < 0 or cut < 0:
        raise BadNotation(line, "it has no fields between braces (the short form is for reading only)")
    reader = _Reader(line, line[cut + 2 :], docs)
    record = reader.record()
    if show(record) != line[:cut]:
        raise BadNotation(line, f"by its fields it would start with {show(record)!r}")
    return record


def show(record: Record) -> str:
    """Return the short form."""
    return _SHOW[type(record)](record)


# ---- the exact form: writing


def _home(record: Record) -> str | None:
    """Return the document that places without a document's id stand in."""
    doc = getattr(record, "doc", None)
    if doc is None:
        doc = next((anchor.doc for anchor in anchors_of(record)), None)
    return cast("str | None", doc)


def _fields(record: object, home: str | None) -> list[str]:
    out = []
    for field in fields(cast("Record", record)):
        value = getattr(record, field.name)
        if field.default is MISSING or value != field.default:
            out.append(f"{field.name}={_value(value, home)}")
    return out


def _value(value: object, home: str | None) -> str:
    if isinstance(value, Anchor):
        return f"@{value.start}-{value.end}" + ("" if value.doc == home else f"/{_quoted(value.doc)}")
    if isinstance(value, str):
        return _quoted(value)
    if isinstance(value, int | float):
        return repr(value)
    if isinstance(value, tuple):
        return f"({' '.join(_value(part, home) for part in value)})"
    return f"{{{' '.join(_fields(value, home))}}}"


def _quoted(text: str) -> str:
    if re.fullmatch(r"[A-Za-z0-9][\w.:/+-]*", text, re.ASCII):
        return text
    return _visible(json.dumps(text, ensure_ascii=False))


def _visible(text: str) -> str:
    """Write what cannot be seen (controls, direction marks, odd spaces) as JSON writes it: a line shows all it holds."""
    return "".join(c if c.isprintable() or c in _ZERO_WIDTH_LETTERS else json.dumps(c)[1:-1] for c in text)


# ---- the exact form: reading

_TOKEN = re.compile(
    r'\s*(?:(?P<place>@\d+-\d+/?)|(?P<word>[\w.:/+-]+)|(?P<string>"(?:[^"\\]|\\.)*")|(?P<sign>[{}()=]))', re.ASCII
)


class _Reader:
    """Reads the part between braces, led by the types of the records' own fields."""

    def __init__(self, line: str, tail: str, docs: Iterable[records.Document]) -> None:
        self.line = line
        self.cutters = {doc.id: Cutter(doc) for doc in docs}
        self.tokens: list[tuple[str, str]] = []
        self.at = 0
        self.home: str | None = None
        end = 0
        while end < len(tail):
            match = _TOKEN.match(tail, end)
            if match is None:
                raise BadNotation(line, f"{tail[end : end + 20]!r} is no value")
            self.tokens.append((match.lastgroup or "", match[match.lastgroup or 0]))
            end = match.end()

    def record(self) -> Record:
        """Read one record in braces."""
        self._sign("{")
        cls = _TYPES.get(name := self._word())
        if cls not in get_args(Record):
            raise BadNotation(self.line, f"{name!r} is no kind of record")
        if self._peek() == ("word", "in"):
            self.at += 1
            self._sign("=")
            self.home = self._word()
        made = self._fields(cast("type[object]", cls))
        if self.at < len(self.tokens):
            raise BadNotation(self.line, "there is more after the last brace")
        return cast("Record", made)

    def _fields(self, cls: type[object]) -> object:
        hints = _hints(cls)
        values: dict[str, object] = {}
        while self._peek() != ("sign", "}"):
            name = self._word()
            if name not in hints or name in values:
                raise BadNotation(self.line, f"{name!r} is no field of a {cls.__name__.lower()}, or stands there twice")
            self._sign("=")
            values[name] = self._value(hints[name])
        self._sign("}")
        try:
            return cls(**values)
        except TypeError as error:
            raise BadNotation(self.line, str(error)) from error

    def _value(self, hint: object) -> object:
        if hint is Anchor:
            return self._anchor()
        if hint is int:
            return self._number(self._word())
        if hint is float:
            return self._measure(self._word())
        if get_origin(hint) is tuple:
            self._sign("(")
            out = []
            while self._peek() != ("sign", ")"):
                out.append(self._value(get_args(hint)[0]))
            self._sign(")")
            return tuple(out)
        if get_origin(hint) is Literal:
            word = self._word()
            if word not in get_args(hint):
                raise BadNotation(self.line, f"{word!r} is not one of {', '.join(get_args(hint))}")
            return word
        if isinstance(hint, type) and hint is not str:
            self._sign("{")
            return self._fields(hint)
        return self._word()

    def _anchor(self) -> Anchor:
        group, token = self._next()
        if group != "place":
            raise BadNotation(self.line, f"{token!r} is no place (@start-end)")
        doc = self._word() if token.endswith("/") else self.home
        cutter = self.cutters.get(DocumentId(doc or ""))
        if cutter is None:
            raise BadNotation(self.line, f"its words stand in {doc}, which is not given")
        start, end = (self._number(part) for part in token.strip("@/").split("-"))
        try:
            return cutter.cut(start, end)
        except ValueError as error:
            raise BadNotation(self.line, str(error)) from error

    def _number(self, word: str) -> int:
        try:
            return int(word)
        except ValueError as error:
            raise BadNotation(self.line, f"{word!r} is no number") from error

    def _measure(self, word: str) -> float:
        try:
            return float(word)
        except ValueError as error:
            raise BadNotation(self.line, f"{word!r} is no number") from error

    def _word(self) -> str:
        group, token = self._next()
        if group == "word":
            return token
        if group != "string":
            raise BadNotation(self.line, f"{token!r} stands where a word should")
        try:
            return cast("str", json.loads(token))
        except json.JSONDecodeError as error:
            raise BadNotation(self.line, str(error)) from error

    def _sign(self, sign: str) -> None:
        if (found := self._next()) != ("sign", sign):
            raise BadNotation(self.line, f"{found[1]!r} stands where {sign!r} should")

    def _peek(self) -> tuple[str, str]:
        return self.tokens[self.at] if self.at < len(self.tokens) else ("end", "the end")

    def _next(self) -> tuple[str, str]:
        token = self._peek()
        self.at += 1
        return token


def _hints(cls: type[object]) -> Mapping[str, object]:
    """Return the plain type of each field: ids are strings, and `X | None` is X, as None is never written."""
    return {name: _plain(hint) for name, hint in get_type_hints(cls).items()}


def _plain(hint: object) -> object:
    if isinstance(hint, NewType):
        return hint.__supertype__
    if isinstance(hint, UnionType):
        return _plain(next(part for part in get_args(hint) if part is not NoneType))
    return hint


# ---- the short form

_ACTS = {"condemn": "condemns", "promise": "promises", "deny": "denies"}  # the third person that is not the act + "s"
_OF_ITSELF = {"describe": "describes itself as", "characterise": "characterises itself as"}


def _words(*pieces: Anchor | str | None) -> str:
    """Return words as shown; "-" where there are none, so that two spaces stand between parts only."""
    texts = [piece.text if isinstance(piece, Anchor) else piece or "" for piece in pieces]
    return " … ".join(_visible(" ".join(text.split())).replace("|", "\\|") or "-" for text in texts) or "-"


def _place(*anchors: Anchor | None) -> str:
    spans = "+".join(f"{a.start}-{a.end}" for a in anchors if a)
    return f"  @{spans}" if spans else ""


def _line(kind: str, *parts: str | None, at: Iterable[Anchor | None] = ()) -> str:
    return f"{kind}  {' | '.join(part for part in parts if part)}{_place(*at)}"


def _field(name: str, values: Iterable[Anchor | str | int | None], usual: str | None = None) -> str | None:
    given = [value for value in values if value not in (None, usual)]
    return f"{name}: {', '.join(_words(str(v) if isinstance(v, int) else v) for v in given)}" if given else None


def _source(r: records.Source) -> str:
    return _line("source", f"{r.kind} {_words(r.name)}", _field("url", [r.url]))


def _capture(r: records.Capture) -> str:
    return _line(
        "capture", _words(r.name), _words(r.media_type), f"{r.size:,} bytes", _words(r.fetched_at), _field("url", [r.url])
    )


def _document(r: records.Document) -> str:
    title, languages = _field("title", [r.title]), _field("languages", r.languages)
    size = f"{len(r.text):,} characters"
    return _line("document", _words(r.name), title, languages, _field("date", [r.date]), _field("author", [r.author]), size)


def _visit(r: records.Visit) -> str:
    status, final = _field("status", [r.status]), _field("led to", r.redirects[-1:])
    return _line("visit", _words(r.url), _words(r.when), r.outcome, status, final, _field("note", [r.note]))


def _passage(r: records.Passage) -> str:
    number, level, page = _field("number", [r.number]), _field("level", [r.level]), _field("page", [r.page])
    called = f"called @{r.called_at.start}" if r.called_at else None
    spoken = _field("time", [_clock(r.begins)]) if r.begins is not None else None
    who, when = _field("author", [r.author]), _field("date", [r.date])
    return _line("passage", r.zone, number, level, page, called, spoken, who, when, _words(*r.pieces), at=r.pieces)


def _clock(seconds: float) -> str:
    """Return seconds as hours, minutes and seconds: "1:02:03"."""
    whole = int(seconds)
    return f"{whole // 3600}:{whole // 60 % 60:02}:{whole % 60:02}"


def _mention(r: records.Mention) -> str:
    kind = "event-name" if r.kind == "event" else r.kind  # an event itself is another record
    value = f" = {_words(r.value)}" if r.value is not None else ""
    return _line(kind, _words(r.at) + value, _field("layer", [r.layer], "name"), _field("role", r.roles), at=[r.at])


def _entity(r: records.Entity) -> str:
    return _line("entity", f"{r.kind} {_words(r.name)}", _field("country", [r.country]), f"{len(r.members)} members")


def _holder(r: records.Holder) -> str:
    words = _words(r.at) if r.at else f"({r.kind})"
    return f"{words} = {_words(r.refers_to)}" if r.refers_to else words


def _chain(r: records.Claim) -> list[str]:
    steps = r.chain
    if len(steps) > 1 and steps[0] == records.Step(holder=records.Holder(kind="author"), act="assert"):
        steps = steps[1:]
    out = [part for step in steps for part in (_holder(step.holder), _ACTS.get(step.act, f"{step.act}s"))]
    if out and is_self_description(r):
        out[-1] = _OF_ITSELF.get(steps[-1].act, out[-1])
    return out


def _claim(r: records.Claim) -> str:
    return _line(
        "claim",
        *_chain(r),
        _words(*r.content),
        _field("about", r.about),
        _relation(r),
        _field("cue", [step.cue for step in r.chain]),
        _field("on", [step.outlet for step in r.chain]),
        _field("hedge", [hedge.at for hedge in r.hedges]),
        _field("modality", [r.modality], "asserted"),
        _field("polarity", [r.polarity], "positive"),
        _field("said", [r.said]),
        _field("time", [r.content_time]),
        _field("cites", r.cites),
        _field("perhaps cites", r.cites_possible),
        at=r.content,
    )


def _relation(r: records.Claim) -> str | None:
    """Return the relation with its two ends, where a rule found it."""
    found = r.relation_from
    if r.relation is None or found is None or found.kind != r.relation:
        return _field("relation", [r.relation])
    subject, object_ = (", ".join(_words(end) for end in ends) for ends in (found.subject, found.object))
    return f"relation: {_words(r.relation)} ({subject} → {object_})"


def _citation(r: records.Citation) -> str:
    return _line(
        "note",
        str(r.number),
        f"anchor @{r.anchor.start}" if r.anchor else "no anchor",
        *(_words(cited.url) for cited in r.urls),
        *(_words(cited.iso) for cited in r.dates),
        _field("ibid", [r.ibid_of]),
        _field("kind", [None if r.ibid_of is not None else r.kind], "source"),
        _field("flags", r.flags),
        at=[r.note],
    )


def _entry(r: records.Entry) -> str:
    country = f"{_words(r.country)} ({r.country_basis})" if r.country or r.country_basis != "none" else None
    acronym, text = _field("acronym", [r.acronym]), _field("description", [r.description])
    named = f"{r.row}. {_words(r.name)}"
    return _line("entry", named, country, acronym, text, _field("repair", [r.repair]), _field("flags", r.flags), at=[r.at])


def _event(r: records.Event) -> str:
    when = f" = {_words(r.when)}" if r.when is not None else ""
    roles = (_field(_words(role.role), [role.at]) for role in r.roles)
    return _line("event", _words(r.name) + when, _field("rule", [r.rule]), _field("place", [r.place]), *roles, at=[r.at])


def _link(r: records.Link) -> str:
    status, support = _field("status", [r.status], "candidate"), _field("support", [r.support])
    return _line("link", _words(r.a), r.kind, _words(r.b), _field("by", r.evidence), status, support, at=r.evidence)


def _judgement(r: records.Judgement) -> str:
    changes, undone = _field("changes", [r.changes]), _field("supersedes", [r.supersedes])
    return _line(
        "judgement",
        r.decision,
        _words(r.record),
        _field("other", [r.other]),
        f"{_words(r.who)} {_words(r.when)}",
        changes,
        _field("note", [r.note]),
        undone,
    )


def _run(r: records.Run) -> str:
    return _line("run", f"{_words(r.name)} {_words(r.version)}", _field("settings", [r.settings], "{}"))


def _problem(r: records.Problem) -> str:
    return _line("problem", f"{_words(r.code)}: {_words(r.message)}", _field("against", [r.against]), at=[r.at])


_SHOW = cast(
    "dict[type[Record], Callable[[Record], str]]",
    {
        records.Source: _source,
        records.Capture: _capture,
        records.Visit: _visit,
        records.Document: _document,
        records.Passage: _passage,
        records.Mention: _mention,
        records.Entity: _entity,
        records.Claim: _claim,
        records.Citation: _citation,
        records.Entry: _entry,
        records.Event: _event,
        records.Link: _link,
        records.Judgement: _judgement,
        records.Run: _run,
        records.Problem: _problem,
    },
)

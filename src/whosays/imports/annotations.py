"""Read Web Annotations (W3C, JSON-LD): whose they are, which words of which document they are about, what they say of them.

Read is the model of the recommendation (https://www.w3.org/TR/annotation-model/): one annotation, a list, a page, a collection
with its first page inside, or one a line. Of the selectors, those of text quotes and text positions are taken, also where one
refines the other. Contexts are not fetched, so names have to be those of the recommendation. What an export of whosays says of
a claim in a body of its own (`whosays:Claim`, `whosays:Mention`) comes along as it stands.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from whosays.errors import WhosaysError

if TYPE_CHECKING:
    from collections.abc import Iterator

Json = dict[str, object]
MOST_ANNOTATIONS = 100_000
_OWN = frozenset({"whosays:Claim", "whosays:Mention"})
_LONGEST_NOTE = 2_000
_DEEPEST = 5  # selectors that refine one another


class BadAnnotations(WhosaysError):
    """A file that holds no annotations that can be read."""

    code = "bad-annotations"

    def __init__(self, name: str, why: str) -> None:
        super().__init__(f"no annotations could be taken from {name}: {why}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Selector:
    """Words as an annotation points at them: by themselves, with what stands around them, and by their place."""

    exact: str | None = None
    prefix: str = ""
    suffix: str = ""
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """Words of a document: `source` is its address or another name of it, `cached` a name of the file that was annotated."""

    source: str
    selector: Selector
    cached: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Annotation:
    """An annotation. `number` counts those of the file, `note` is its comment, `fields` what whosays says of the record."""

    number: int
    id: str
    creator: str | None
    by_program: bool
    note: str | None
    targets: tuple[Target, ...]
    fields: Json | None = None

    def __str__(self) -> str:
        """Return how it is called in what is told of it."""
        return f"annotation {self.number} ({self.id})" if self.id else f"annotation {self.number}"


def read_annotations(text: str, name: str) -> list[Annotation]:
    """Return the annotations of a file, in its order.

    Args:
        text: JSON-LD, or one annotation a line.
        name: what the file is called, for errors.

    Raises:
        BadAnnotations: it is no JSON, holds none, or more than `MOST_ANNOTATIONS`.
    """
    found = [made for told in _decoded(text, name) for made in _annotations(told)]
    if not found:
        raise BadAnnotations(name, "it holds none (`type` is Annotation, AnnotationPage or AnnotationCollection, with `items`)")
    if len(found) > MOST_ANNOTATIONS:
        raise BadAnnotations(name, f"it holds {len(found):,}, and {MOST_ANNOTATIONS:,} are taken at once; split it")
    return [_read(made, number) for number, made in enumerate(found, 1)]


def _decoded(text: str, name: str) -> list[object]:
    import msgspec

    text = text.lstrip("\ufeff")
    try:
        return [msgspec.json.decode(text)]
    except (msgspec.DecodeError, UnicodeEncodeError, RecursionError) as error:
        whole = error
    try:
        return [msgspec.json.decode(line) for line in text.split("\n") if line.strip()]
    except (msgspec.DecodeError, UnicodeEncodeError, RecursionError):
        raise BadAnnotations(name, f"it is no whole JSON ({whole})") from None


def _annotations(told: object) -> Iterator[Json]:
    """Yield the annotations in what was decoded: a page, a collection, a list or one."""
    if isinstance(told, list):
        for one in told:
            yield from _annotations(one) if isinstance(one, dict) else ()
    elif isinstance(told, dict):
        kinds = _types(told)
        if "Annotation" in kinds or "oa:Annotation" in kinds:
            yield cast("Json", told)
        elif "AnnotationCollection" in kinds:
            yield from _annotations(told.get("items") or told.get("first"))
        else:
            yield from _annotations(told.get("items") or told.get("@graph"))


def _read(told: Json, number: int) -> Annotation:
    creators = [one for one in _many(told.get("creator")) if one]
    bodies = [one for one in _many(told.get("body")) if isinstance(one, dict)]
    own = next((one for one in bodies if not _OWN.isdisjoint(_types(one))), None)
    comments = [one["value"] for one in bodies if "TextualBody" in _types(one) and isinstance(one.get("value"), str)]
    written = [*comments, *(one for one in _many(told.get("bodyValue")) if isinstance(one, str))]
    note = " ".join(" ".join(cast("list[str]", written)).split()) if own is None else ""
    return Annotation(
        number=number,
        id=_word(told.get("id") or told.get("@id")),
        creator=next((name for one in creators if (name := _name(one))), None),
        by_program=bool(creators) and all(isinstance(one, dict) and "Software" in _types(one) for one in creators),
        note=note[:_LONGEST_NOTE] or None,
        targets=tuple(_target(one) for one in _many(told.get("target"))),
        fields=own,
    )


def _name(creator: object) -> str | None:
    if isinstance(creator, dict):
        return _word(creator.get("name") or creator.get("nickname") or creator.get("id")) or None
    return _word(creator) or None


def _target(told: object) -> Target:
    if not isinstance(told, dict):
        return Target(source=_word(told), selector=Selector())
    source, state = told.get("source") or told.get("id"), told.get("state")
    cached = next((_word(one.get("cached")) for one in _many(state) if isinstance(one, dict) and one.get("cached")), None)
    named = source.get("id") if isinstance(source, dict) else source
    return Target(source=_word(named), selector=_selector(_many(told.get("selector"))), cached=cached or None)


def _selector(told: list[object]) -> Selector:
    """Put what several selectors of one target say into one."""
    found: Json = {}
    depth = 0
    while told and depth < _DEEPEST:
        inner: list[object] = []
        for one in told:
            if not isinstance(one, dict):
                continue
            kinds = _types(one)
            if "TextQuoteSelector" in kinds:
                found |= {name: one[name] for name in ("exact", "prefix", "suffix") if isinstance(one.get(name), str)}
            elif "TextPositionSelector" in kinds:
                found |= {name: one[name] for name in ("start", "end") if type(one.get(name)) is int}
            inner += _many(one.get("refinedBy"))
        told, depth = inner, depth + 1
    return Selector(**found)  # type: ignore[arg-type]  # of the kinds that were asked for


def _types(told: object) -> list[object]:
    return _many(told.get("type") or told.get("@type")) if isinstance(told, dict) else []


def _many(told: object) -> list[object]:
    return told if isinstance(told, list) else [] if told is None else [told]


def _word(told: object) -> str:
    return " ".join(told.split()) if isinstance(told, str) else ""

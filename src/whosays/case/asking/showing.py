"""How a case and lists of its records look in a notebook: tables in HTML, with every word escaped.

Notebooks (Jupyter and its kin) ask a value for `_repr_html_`. Elsewhere a list of records is a list like any other.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, SupportsIndex, TypeVar, overload

from whosays.anchors import anchors_of
from whosays.notation import show
from whosays.records import Claim, Document, Entity

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from whosays.case import Case
    from whosays.records import DocumentId, Record

R = TypeVar("R", bound="Record")

_MOST = 50  # rows that are shown: more than one reads on a page, and few enough for a notebook's file


class Records(list[R]):
    """A list of records of a case. A notebook shows its first fifty as a table; so it does with a slice of it."""

    def __init__(self, records: Iterable[R], case: Case) -> None:
        super().__init__(records)
        self._case = case

    @overload
    def __getitem__(self, at: SupportsIndex) -> R: ...
    @overload
    def __getitem__(self, at: slice) -> Records[R]: ...
    def __getitem__(self, at: SupportsIndex | slice) -> R | Records[R]:
        """Return one record, or some of them as such a list."""
        return Records(super().__getitem__(at), self._case) if isinstance(at, slice) else super().__getitem__(at)

    def _repr_html_(self) -> str:
        """Return the records as a table in HTML."""
        docs = {doc for record in self[:_MOST] if (doc := _document_of(record))}
        with self._case.store.view() as view:
            names: dict[str, str] = {doc: view.document(doc).name for doc in docs}
        return records_table(self, names)


def records_table(records: Sequence[Record], names: Mapping[str, str]) -> str:
    """Return records as a table in HTML, the first fifty of them.

    Args:
        records: records of one kind.
        names: the names of documents, by id.
    """
    heads = _HEADS.get(type(records[0]), ("record", "document")) if records else ()
    rows = [heads, *(_cells(record, names) for record in records[:_MOST])] if records else []
    more = f"<p>… {len(records) - _MOST:,} more</p>" if len(records) > _MOST else ""
    return (_table(rows) if rows else "<p>nothing</p>") + more


def case_table(name: str, counts: Mapping[str, int]) -> str:
    """Return how much there is of a case, as a table in HTML."""
    rows = [("in the case", "how many"), *((kind, f"{number:,}") for kind, number in counts.items())]
    return f"<p><strong><bdi>{escape(name)}</bdi></strong></p>{_table(rows)}"


_HEADS: dict[type, tuple[str, ...]] = {
    Claim: ("holder", "act", "words", "about", "hedges", "document", "place"),
    Document: ("document", "title", "date", "languages", "characters"),
    Entity: ("name", "kind", "country", "places"),
}


def _cells(record: Record, names: Mapping[str, str]) -> tuple[str, ...]:
    if isinstance(record, Claim):
        return _claim_cells(record, names)
    if isinstance(record, Document):
        return record.name, record.title or "", record.date or "", ", ".join(record.languages), f"{len(record.text):,}"
    if isinstance(record, Entity):
        return record.name, record.kind, record.country or "", f"{len(record.members):,}"
    doc = _document_of(record)
    return show(record), names.get(doc, "") if doc else ""


def _document_of(record: Record) -> DocumentId | None:
    first = next(iter(anchors_of(record)), None)
    return getattr(record, "doc", None) or (first.doc if first else None)


def _claim_cells(claim: Claim, names: Mapping[str, str]) -> tuple[str, ...]:
    holders = (step.holder.at.text if step.holder.at else f"({step.holder.kind})" for step in claim.chain)
    return (
        " → ".join(holders),
        " → ".join(step.act for step in claim.chain),
        " … ".join(at.text for at in claim.content),
        "; ".join(at.text for at in claim.about),
        "; ".join(hedge.at.text for hedge in claim.hedges),
        names.get(claim.doc, claim.doc),
        f"{claim.content[0].start}-{max(at.end for at in claim.content)}",
    )


def _table(rows: Sequence[Sequence[str]]) -> str:
    return f"<table>{''.join(_lines(rows))}</table>"


def _lines(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """Yield the rows. `dir=auto` lets each cell run as its own words do, from the right for Arabic and Persian."""
    head, *others = rows
    yield f"<thead><tr>{''.join(f'<th>{escape(cell)}</th>' for cell in head)}</tr></thead>"
    for row in others:
        cells = (f'<td dir="auto" style="text-align: start">{escape(" ".join(cell.split()))}</td>' for cell in row)
        yield f"<tr>{''.join(cells)}</tr>"

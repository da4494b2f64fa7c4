"""A report of so many claims for tests, without a case: invented words about rivers and libraries, in several scripts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from whosays.publish.report.as_read import Footnote, Piece, ReportTold, Source, Told, Voice
from whosays.reports import Report, ReportId

if TYPE_CHECKING:
    from collections.abc import Sequence

WORDS = ("the weir leaks & <b>whistles</b>", "النهر نظيف حتى الجسر القديم", "کتابخانهٔ زرین‌آب تا شب باز است", "der Steg hält")


def footnote(number: int, words: str, **more: object) -> Footnote:
    """Return a footnote of a claim with these words."""
    source = Source(
        pieces=(words,),
        voices=(Voice(kind="named", words="The River Choir", stands_for=None, act="assert"),),
        doc=f"doc-{number % 3}",
        document=f"Letter {number % 3}",
        language="en",
        page=2,
        capture=f"{number % 3}a" * 32,
        date="2024-05-12",
        url=None,
        start=10,
        end=10 + len(words),
    )
    return Footnote(
        number=number,
        claim=f"clm-{number:016x}",
        **({"standing": "stands", "source": source, "state": f"{number:08x}"} | more),  # type: ignore[arg-type]
    )


def report_of(pieces: Sequence[str], *, standing: str = "stands") -> ReportTold:
    """Return a report with a claim for each of some words, all of them cited once more in a paragraph at the end."""
    notes = tuple(footnote(number, words, standing=standing) for number, words in enumerate(pieces, start=1))
    blocks = [Told(kind="heading", text="Who says so"), *(Told(kind="claim", text="", note=note) for note in notes)]
    said = [Piece(text="All of them"), *(Piece(note=note.number) for note in notes), Piece(text=" say so\non two lines.")]
    blocks.append(Told(kind="paragraph", text="All of them say so\non two lines.", pieces=tuple(said)))
    report = Report(id=ReportId("rep-1"), version=1, title="Water & weirs", who="Ane", when="2026-01-02T03:04:05.000006Z")
    return ReportTold(report=report, blocks=tuple(blocks), notes=notes)

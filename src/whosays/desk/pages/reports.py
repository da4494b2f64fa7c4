"""Reports: their list; one to read, to print and to write; and which report a claim is to be added to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from whosays.case.writing.reporting import find_claims, tell, tell_claims
from whosays.desk.page import Pages
from whosays.publish.report.pdf import can_pdf

if TYPE_CHECKING:
    from whosays.desk.app import Desk
    from whosays.publish.report.as_read import Footnote, ReportTold
    from whosays.reports import Report

pages = Pages()


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A report in the list: who wrote it last, when, and how many claims it cites."""

    id: str
    title: str
    who: str
    when: str
    version: int
    claims: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Reports:
    """The reports, the one that was written last first."""

    reports: tuple[Listed, ...]


@pages.page("/reports", "reports.html")
def reports(desk: Desk) -> Reports:
    """Show the reports of the case."""
    return Reports(reports=_listed(desk))


@dataclass(frozen=True, slots=True, kw_only=True)
class Adding:
    """A claim that is to be added to a report, and the reports there are."""

    note: Footnote | None
    reports: tuple[Listed, ...]
    back: str


@pages.page("/reports/add", "report_add.html")
def report_add(desk: Desk, claim: str = "", back: str = "") -> Adding:
    """Show the reports that a claim can be added to."""
    with desk.case.view() as view:
        found = tell_claims(view, [view.stored.claim(claim).id]) if claim else []
    return Adding(note=found[0] if found else None, reports=_listed(desk), back=back)


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """Who wrote a version of a report, and when."""

    version: int
    who: str
    when: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    """What a person typed that could not be kept, where, and why."""

    kind: str
    at: int | None
    text: str
    code: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportPage:
    """A report with what it cites looked up; while it is written, the claims that can be added, and what was refused."""

    told: ReportTold
    changed: int
    withdrawn: int
    proposed: int
    writes: bool
    can_pdf: bool
    versions: tuple[Version, ...]
    found: tuple[Footnote, ...]
    words: str
    refused: Typed | None


@pages.page("/reports/{words}", "report.html")
def report(desk: Desk, words: str, write: str = "", q: str = "") -> ReportPage:
    """Show a report; with `write`, ready to be written, with the claims that hold the words `q`."""
    return report_page(desk, words, writes=bool(write), q=q)


def report_page(desk: Desk, words: str, *, writes: bool, q: str = "", refused: Typed | None = None) -> ReportPage:
    """Make the page of a report."""
    with desk.case.view() as view:
        versions = view.stored.report(words)
        told = tell(view, versions[-1])
        found = tuple(find_claims(view, q)) if writes else ()
    return ReportPage(
        told=told,
        changed=told.counted("changed"),
        withdrawn=told.counted("withdrawn"),
        proposed=told.counted("proposed"),
        writes=writes,
        can_pdf=can_pdf(),
        versions=tuple(Version(version=one.version, who=one.who, when=one.when) for one in reversed(versions)),
        found=found,
        words=q,
        refused=refused,
    )


def _listed(desk: Desk) -> tuple[Listed, ...]:
    return tuple(_row(one) for one in sorted(desk.case.reports(), key=lambda one: one.when, reverse=True))


def _row(one: Report) -> Listed:
    cited = {cite.claim for block in one.blocks for cite in block.cites}
    return Listed(id=one.id, title=one.title, who=one.who, when=one.when, version=one.version, claims=len(cited))

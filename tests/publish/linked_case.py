"""The sample case as people left it: a claim accepted, one edited, one rejected, one marked by hand, a link confirmed."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from whosays.case import Case
from whosays.case.judging.marking import ClaimMark

WHO = "Ann Example"


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """Where the case lies, and the ids of what was decided on in it."""

    folder: Path
    accepted: str
    edited: str
    rejected: str
    marked: str
    confirmed: str

    def export(self, folder: Path, form: str) -> Path:
        """Export the case, and return the folder."""
        with Case.open(self.folder) as case:
            list(case.export(folder, format=form))
        return folder


def judged_case(folder: Path) -> Judged:
    """Make the case."""
    with Case.new(folder / "river", sample=True) as case:
        case.add([Case.sample_folder(folder / "river")], jobs=1, strict=True)
        accepted, edited, rejected = (case.claims()[number].id for number in (3, 5, 8))
        case.judge(accepted, "accept", who=WHO, note="read beside the page")
        case.judge(edited, "edit", who=WHO, changes={"polarity": "negative"})
        case.judge(rejected, "reject", who=WHO)
        doc = next(doc for doc in case.documents() if doc.languages == ("ar",))
        start = doc.text.index("\n\n") + 2
        marked = case.mark(doc.name, ClaimMark(content=((start, start + 11),)), who=WHO)
        (link, *_) = case.links(kind="paraphrases")
        case.judge(link.id, "accept", who=WHO)
    return Judged(
        folder=folder / "river", accepted=accepted, edited=edited, rejected=rejected, marked=marked.id, confirmed=link.id
    )

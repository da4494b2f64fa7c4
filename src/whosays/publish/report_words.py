"""The words that a report is told in, beside those of its documents and writer; the desk gives its own in other languages."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

ENGLISH: Mapping[str, str] = {
    "quote.open": "“",
    "quote.close": "”",
    "report.unstated": "Somebody who is not named",
    "undated": "no date",
    "page": "p.",
    "capture": "archived copy",
    "at": "characters {start}–{end}",
    "report.author": "The author of “{document}”",
    "report.signed": "{who}, {when}, version {n}",
    "report.notes": "Sources",
    "report.back": "Back to the text",
    "report.proposed": "proposed, nobody has decided on it",
    "report.changed": "changed since it was cited",
    "report.withdrawn": "withdrawn",
    "report.why.rejected": "a person rejected the claim",
    "report.why.removed": "its document was removed",
    "report.why.words gone": "its words are not in the document as it is read now",
    "report.why.replaced": "a later reading does not find this claim",
    "report.part.words": "its words",
    "report.part.holder": "who says it",
    "report.part.about": "what it is about",
    "report.part.hedges": "its hedges",
    "report.part.modality": "how sure it is",
    "report.part.polarity": "whether it affirms or denies",
    "report.part.said": "when it was said",
    "report.part.time": "the time that it tells of",
    "report.part.notes": "the notes that it cites",
    "report.part.reading": "the document was read anew",
    "act.assert": "says",
    "act.describe": "describes",
    "act.characterise": "calls",
    "act.judge": "judges",
    "act.infer": "infers",
    "act.request": "asks for",
    "act.demand": "demands",
    "act.advise": "advises",
    "act.recommend": "recommends",
    "act.promise": "promises",
    "act.praise": "praises",
    "act.condemn": "condemns",
    "act.accuse": "accuses",
    "act.aim": "aims",
    "act.list": "lists",
    "act.depict": "shows",
    "act.ask": "asks",
    "act.deny": "denies",
}

"""Drafts: what the claim rules hand on, in offsets of a passage's joined reading, before anchors are cut."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from whosays.records import Act, Anchor, Form, HolderKind, Modality
    from whosays.text.joined import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftStep:
    """Somebody who says so: the holder's words and the cue, as offsets in the reading (None where there are no words).

    A rule may give what it knows of the holder: `words` that stand in another passage, whom a pronoun or nobody's verb
    `refers_to` and the `reason`.
    """

    kind: HolderKind
    at: Span | None = None
    cue: Span | None = None
    act: Act = "assert"
    outlet: Span | None = None
    words: Anchor | None = None
    refers_to: Anchor | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A claim before its anchors are cut. `chain` leaves the author out; an empty one is the author's own statement.

    `said_in`: where a date tells when it was said (what hangs on the cue itself). `is_aside`: a footnote at the end of the
    sentence is for something else in it. `borrowed`: the holder's words stand in the passage before.
    """

    content: tuple[Span, ...]
    chain: tuple[DraftStep, ...] = ()
    act: Act = "assert"
    cue: Span | None = None
    form: Form = "narrative"
    about: tuple[Span, ...] = ()
    scope: Span | None = None
    negative: bool = False
    question: bool = False
    modal: Modality | None = None
    borrowed: Anchor | None = None
    is_aside: bool = False
    said_in: tuple[Span, ...] = ()
    by: str = ""


@dataclass(slots=True)
class Report:
    """A verb (or phrase) that attributes: `step`, and what it attributes as lists of tokens, one list a claim.

    `interrupted` contents have the attribution in their middle, and come in pieces around it.
    `heads` are the verbs of the contents: where one of them reports itself, its own claim stands for the content.
    An open content is a question in a clause ("knew where the key was"): what the holder holds is left open.
    """

    at: int
    step: DraftStep
    contents: list[list[int]] = field(default_factory=list)
    heads: list[int] = field(default_factory=list)
    about: list[Span] = field(default_factory=list)
    form: Form = "indirect"
    by: str = "claims/clause"
    interrupted: bool = False
    is_open: bool = False


def redraft(
    draft: Draft, *, form: Form | None = None, about: tuple[Span, ...] | None = None, borrowed: Anchor | None = None
) -> Draft:
    """Return the draft with another form or subject, and with the holder words that stand in another passage."""
    return replace(
        draft,
        form=draft.form if form is None else form,
        about=draft.about if about is None else about,
        borrowed=borrowed or draft.borrowed,
    )


@dataclass(frozen=True, slots=True)
class Nested:
    """A report, the steps above it, outermost first, and the cues of other reports inside its contents."""

    report: Report
    above: tuple[DraftStep, ...]
    inside: tuple[int, ...] = ()

    @property
    def at(self) -> int:
        """The token of the report's cue."""
        return self.report.at

    @property
    def step(self) -> DraftStep:
        """The report's own step."""
        return self.report.step

"""What a speaker says with "we" or "I" is his with all that stands in it: nobody else reports it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from whosays.text.reference import FIRST_PERSON

if TYPE_CHECKING:
    from collections.abc import Sequence

    from whosays.extract.claims.drafts import Draft


def speak_with_all_in_it(text: str, drafts: Sequence[Draft]) -> list[Draft]:
    """Return the drafts; what stands inside of what "we" say ("we ask all to come to Fenby, which is free") is ours too.

    Where a third person is reported, a relative clause may be the reporter's gloss. In the first person, both are one.
    """
    wholes = [d for d in drafts if d.chain and d.chain[-1].at and text[slice(*d.chain[-1].at)].casefold() in FIRST_PERSON]
    out = []
    for draft in drafts:
        start, end = draft.content[0][0], draft.content[-1][1]
        around = next(
            (
                d for d in wholes
                if d.chain[:-1] == draft.chain and d.content[0][0] <= start and end <= d.content[-1][1] and d is not draft
            ),
            None,
        )  # fmt: skip
        out.append(replace(draft, chain=around.chain) if around else draft)
    return out

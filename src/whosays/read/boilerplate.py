"""Mark boilerplate: what a publisher says of itself under every text — about us, contact, copyright, cookies, sharing."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from whosays.text.zone_words import begins_with

if TYPE_CHECKING:
    from whosays.read.drafts import Draft

# A heading such as "About the harbour" opens boilerplate only behind this share of the text: before it, it heads a chapter.
_ABOUT_FROM = 0.5
# Such a line by itself is short; a longer paragraph that begins so goes on with the text.
_LINE = 500


def mark_boilerplate(text: str, drafts: list[Draft]) -> list[Draft]:
    """Return the drafts with boilerplate marked. Headings stay headings; what stands under them is boilerplate."""
    out: list[Draft] = []
    under = False
    for draft in drafts:
        words = text[draft.start : min(draft.end, draft.start + 120)]
        late = draft.start >= _ABOUT_FROM * len(text)
        if draft.zone == "heading":
            under = late and begins_with("about", words) > 0 and len(words.split()) <= 10
            out.append(draft)
        elif draft.zone in ("paragraph", "caption", "quote_block") and (
            under or (_is_short(draft) and begins_with("boilerplate", words))
        ):
            out.append(replace(draft, zone="boilerplate"))
        else:
            out.append(draft)
    return out


def _is_short(draft: Draft) -> bool:
    return draft.end - draft.start <= _LINE

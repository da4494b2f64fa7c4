"""A name as it is compared: one entity's name with its other writings, its kind and country."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from whosays.records import MentionKind


@dataclass(frozen=True, slots=True)
class Name:
    """What is known of one entity of `exact.propose`: its id, its name, other writings as printed and short forms told of it.

    `country` is an ISO 3166-1 alpha-2 code, `language` a code as "ar"; both may be unknown. A name typed in by a person has
    whatever id its caller likes.
    """

    id: str
    kind: MentionKind
    text: str
    others: tuple[str, ...] = ()
    country: str | None = None
    language: str | None = None

    def writings(self) -> tuple[str, ...]:
        """Return the name and its other writings, each once, in a fixed order."""
        return (self.text, *sorted(set(self.others) - {self.text}))

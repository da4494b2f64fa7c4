"""What is asked: items for all programs, what was wanted, and how an answer is judged."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from bench.peers.figures import Verdict
    from bench.peers.peer import Program


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """The items as the adapters get them, what is wanted of each, and how many there are, in words."""

    items: Sequence[Any]  # any JSON
    wanted: Sequence[Any]  # what `judge` of the question understands
    sample: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A question to whosays and others. The first program is ours; of the figures, `main` has an interval and is compared."""

    name: str
    title: str
    about: str
    programs: tuple[Program, ...]
    load: Callable[[], Asked]
    judge: Callable[[Any, Any], Sequence[Verdict]]
    figures: Mapping[str, Callable[[Sequence[Verdict]], float]]
    main: str
    without: Mapping[str, str] = field(default_factory=dict)
    """By the name of a program, the figure that it cannot have."""
    notes: tuple[str, ...] = ()
    """Sentences under the table, on what a figure cannot show."""

"""Count the lists and headings of an OpenDocument file, so that each item has the number that is printed."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from whosays.read.numerals import format_number

if TYPE_CHECKING:
    from collections.abc import Mapping

    from whosays.read.odf_styles import ListLevel


@dataclass(slots=True)
class Counts:
    """How far a list has been counted, level by level (from 1)."""

    at: dict[int, int] = field(default_factory=dict)

    def next_label(self, levels: Mapping[int, ListLevel], depth: int, start: int | None = None) -> str | None:
        """Count one more item and return what is printed before it; None where the level prints nothing.

        Args:
            levels: how each level is printed.
            depth: the item's level, from 1.
            start: the number that the item sets for itself.
        """
        level = levels.get(depth)
        if level is None:
            return None
        if start is not None:
            self.at[depth] = start
        else:
            self.at[depth] = self.at.get(depth, level.start - 1) + 1
        for below in [below for below in self.at if below > depth]:
            del self.at[below]
        if level.form == "bullet":
            return level.before
        if level.form == "none":
            return (level.before + level.after).strip() or None
        shown = range(max(depth - level.shown + 1, 1), depth)
        above = [
            self._number(levels[each], each) for each in shown if each in levels and levels[each].form not in ("none", "bullet")
        ]
        return f"{level.before}{'.'.join([*above, self._number(level, depth)])}{level.after}".strip()

    def _number(self, level: ListLevel, depth: int) -> str:
        return format_number(self.at.get(depth, level.start), level.form)

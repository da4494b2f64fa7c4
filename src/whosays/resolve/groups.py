"""Groups of ids that are put together and taken apart again, each with an id of its own that comes from what is in it.

A group's id is made of the ids in it, whatever the order in which they came. Every id that a group ever had leads to it; where
one of its members leaves, that stays with those who remain. Near-linear: joining moves the smaller group, ids are sums.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from whosays.records import EntityId, make_id

if TYPE_CHECKING:
    from collections.abc import Collection

_DIGITS = 16  # hex digits of a content id


@dataclass(slots=True, eq=False)
class Group:
    """Ids that are one. `lead` is the one that gives the name; `here` counts those that are there at all, `total` sums them."""

    atoms: set[str]
    lead: str
    here: int
    total: int
    into: Group | None = field(default=None)


class Groups:
    """A partition of ids; one that was never named is alone.

    Args:
        there: the ids that are there. Others (of what was removed, or is no longer proposed) may still tie two together.
    """

    def __init__(self, there: Collection[str]) -> None:
        self._there = there
        self._of: dict[str, Group] = {}
        self._earlier: dict[str, Group] = {}

    def group(self, one: str) -> Group:
        """Return the group that an id is in."""
        if one not in self._of:
            self._of[one] = self._alone(one)
        return self._of[one]

    def lead(self, one: str) -> str:
        """Return the id that stands for the group of one: equal for two ids where they are in one group."""
        return self.group(one).lead if one in self._of else one

    def join(self, a: str, b: str) -> None:
        """Put the groups of two ids together; that of the first gives its lead."""
        first, other = self.group(a), self.group(b)
        if first is other:
            return
        lead = first.lead
        big, small = (first, other) if len(first.atoms) >= len(other.atoms) else (other, first)
        for one in small.atoms:
            self._of[one] = big
        big.atoms |= small.atoms
        big.here, big.total, big.lead = big.here + small.here, big.total + small.total, lead
        small.into = big
        if big.here > 1:
            self._earlier[self.id_of(big)] = big

    def leave(self, one: str) -> None:
        """Take one id out of its group; the others stay together."""
        group = self.group(one)
        if len(group.atoms) == 1:
            return
        group.atoms.discard(one)
        alone = self._of[one] = self._alone(one)
        group.here, group.total = group.here - alone.here, group.total - alone.total
        if group.lead == one:
            group.lead = min(group.atoms, key=lambda atom: (atom not in self._there, atom))
        if group.here > 1:
            self._earlier[self.id_of(group)] = group

    def id_of(self, group: Group) -> EntityId:
        """Return the id of a group of several that are there."""
        return EntityId(make_id("ent", "joined", group.here, group.total))

    def earlier(self, one: str) -> str | None:
        """Return the lead of the group that an id of a whole group leads to; None for no such id."""
        found = self._earlier.get(one)
        while found and found.into:
            found = found.into
        return found.lead if found else None

    def known_groups(self) -> list[str]:
        """Return every id that a group of several had."""
        return list(self._earlier)

    def named(self) -> list[str]:
        """Return the ids that were ever named."""
        return list(self._of)

    def several(self) -> list[Group]:
        """Return the groups of more than one id."""
        return list({id(group): group for group in self._of.values() if len(group.atoms) > 1}.values())

    def _alone(self, one: str) -> Group:
        is_there = one in self._there
        number = int(one.rpartition("-")[2], _DIGITS) if is_there else 0
        return Group({one}, one, int(is_there), number)

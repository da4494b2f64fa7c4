"""Export: the formats in which the record can be taken out, and the file that was made for who asks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from whosays.desk.page import Pages

if TYPE_CHECKING:
    from whosays.desk.app import Desk
    from whosays.desk.exports import Export
    from whosays.store.people import Person

pages = Pages()
# Those that carry the whole record; each of the others is for one kind of program, and says what it leaves out.
_WHOLE = ("jsonl", "csv", "xlsx")


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """A format by the name of its exporter; `group` is what it is for, `package` what brings it (None: whosays itself)."""

    name: str
    group: str
    package: str | None
    what: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Exporting:
    """What can be taken out, what is being made or ready for who asks, and how many decisions hide something of it."""

    formats: tuple[Format, ...]
    made: Export | None
    hidden: int


@pages.page("/export", "export.html")
def export(desk: Desk, person: Person | None) -> Exporting:
    """Show the formats in which the record can be taken out, and how far what is being made is."""
    with desk.browse() as browse:
        hidden = len(desk.hiding(browse))
    return Exporting(formats=_formats(), made=desk.exports.of(person.name if person else ""), hidden=hidden)


def _formats() -> tuple[Format, ...]:
    from whosays.plugged_in import all_exporters, plugged_in  # with all that reads and extracts: half of the desk's start

    brought = {one.name: one for one in plugged_in().listed if one.kind == "exporter" and not one.fault}
    return tuple(
        Format(
            name=name,
            group="plug-ins" if name in brought else "whole" if name in _WHOLE else "programs",
            package=brought[name].package if name in brought else None,
            what=brought[name].what if name in brought else "",
        )
        for name in (exporter.name for exporter in all_exporters())
    )

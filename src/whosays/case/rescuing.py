"""The whole `doctor --save`: what can be read of a damaged case, in a new one, and what is lost, by its id.

1. the rows that are whole, and the originals that are what their hashes say (`store.rescue`);
2. documents that are lost, or lack a passage or record, are read again from their originals;
3. what people decided on or marked in them is put back, and everything is looked up anew.

The damaged case is only read.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from whosays.capture.files import Place, Taken, take_file
from whosays.case.intake.adding import Adding
from whosays.case.together.linking import link_all
from whosays.store import rescue
from whosays.store.originals import Originals
from whosays.store.store import Store
from whosays.store.waiting import waiting_room

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_SECONDS = 300.0  # for reading one document, as `add` has it


@dataclass(frozen=True, slots=True, kw_only=True)
class Saved:
    """What came of it.

    `kept` counts what the new case holds, by kind; `lost` are the ids that the damaged case had and the new one has not, by
    kind (of translations, the passages). `read_again` are the names of documents that were read anew from their originals,
    `unread` of those that could not be. `originals` are captures whose bytes are lost or damaged. `unreadable` counts rows of
    which nothing can be told but that there was one, `pages` the pages of the database that cannot be read, or not all of them.
    `people`: whether the file of people is taken along (None: there is none).
    """

    kept: dict[str, int]
    lost: dict[str, tuple[str, ...]]
    read_again: tuple[str, ...]
    unread: tuple[str, ...]
    originals: tuple[str, ...]
    unreadable: int
    pages: int
    people: bool | None


def save(folder: Path, into: Path) -> Saved:
    """Put what can be read of the case in one folder into a new case in another; the first one is only read.

    Args:
        folder: the damaged case. Raises NoCase where there is no database in it, CannotRead where the disk does not give it.
        into: a new or empty folder.
    """
    rescue.check_is_case(folder)
    with Store.create(into) as store:
        with waiting_room(into) as room:
            found = rescue.put_rows(rescue.copy_database(folder, room), into)
        waiting = rescue.leave_out(into, found)
        originals = rescue.put_originals(folder, into)
        read_again, unread = _read_again(folder, store, found)
        lost = rescue.put_back(into, waiting)
        link_all(store)
        with store.view() as view:
            kept = {kind: number for kind, number in view.counts().items() if number}
    there = rescue.ids_in(into)
    for (table, _), told in sorted(found.written.items()):
        lost.setdefault(table, []).append(told)
    for one in sorted(found.known - there):
        lost.setdefault(rescue.kind_of(one), []).append(one)
    return Saved(
        kept=kept,
        lost={kind: tuple(ids) for kind, ids in sorted(lost.items())},
        read_again=read_again,
        unread=unread,
        originals=originals,
        unreadable=found.unreadable,
        pages=len(found.pages),
        people=rescue.copy_people(folder, into),
    )


def _read_again(folder: Path, store: Store, found: rescue.Found) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Read what is lost from its original; return the names of the documents that came of it, and of those that did not."""
    with store.view() as view:
        captures = {capture.id: capture for capture in view.captures()}
        beside = {one for visit in view.visits() for one in (visit.exchange, visit.stamp) if one}
    # A capture of which an index tells and no row is left. An original that nothing tells of may be of a removed document.
    unknown = {one for one in found.known if rescue.kind_of(one) == "captures"} - captures.keys() - beside
    names = dict.fromkeys(sorted(unknown), "") | found.to_read
    originals = Originals(folder)
    unread: list[str] = []

    def batches() -> Iterator[list[Taken]]:
        for one, name in names.items():
            called = name or f"{one[:12]} (its name is lost)"
            taken = take_file(Place(path=originals.path(one), called=called, name=called))
            if not isinstance(taken, Taken) or taken.capture.id != one:
                unread.append(called)
            else:
                yield [replace(taken, capture=captures.get(taken.capture.id, taken.capture))]

    new = Adding(store).take(batches(), jobs=1, timeout=_SECONDS).new
    with store.view() as view:
        return tuple(sorted(view.document(one).name for one in dict.fromkeys(new))), tuple(sorted(unread))

"""How what a stage found is kept: what differs alone is written, some at a time, so that who decides meanwhile need not wait.

What a stage proposes of the whole case is compared with what is kept while others may write; a case of ten thousand documents
has some hundred thousand links, of which forty new documents change some hundreds.
"""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from whosays.store.faults import NoSuchDocument

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from whosays.records import DocumentId, Record, Run
    from whosays.store.codec import Stored
    from whosays.store.store import Store

_DOCUMENTS = 200  # documents whose links are kept in one turn
_RECORDS = 500  # records of the whole case that are: some hundredths of a second


def keep_found(store: Store, run: Run, found: Iterable[Stored]) -> int:
    """Keep all that a run proposes of the whole case, and return how many records that is.

    What an earlier run of the same name proposed and this one does not is superseded (see `Writer.put_records`).
    """
    by_id: dict[str, Stored] = {}
    for record in found:
        by_id.setdefault(record.id, record)
    with store.view() as view:
        changed, gone = view.differing(run, by_id)
    for at in range(0, max(len(changed), 1), _RECORDS):  # once at least: that the run took place is kept too
        with store.write() as writer:
            writer.put_differing(run, changed[at : at + _RECORDS])
    for at in range(0, len(gone), _RECORDS):
        with store.write() as writer:
            writer.put_differing(run, (), gone[at : at + _RECORDS])
    return len(by_id)


def keep_in_turns(store: Store, run: Run, records: Mapping[DocumentId, Sequence[Record]]) -> None:
    """Keep what a run proposes on each of many documents, some at a time."""
    docs = list(records)
    for at in range(0, len(docs), _DOCUMENTS):
        with store.write() as writer:
            for doc in docs[at : at + _DOCUMENTS]:
                with suppress(NoSuchDocument):  # somebody removed it meanwhile
                    writer.put_records(doc, run, records[doc])

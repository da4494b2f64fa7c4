"""A bibliography brought into a case: its works are sources, and the notes that cite them are found."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from whosays.case.judging.deciding import Signing
from whosays.case.together.linking import link_citations, link_works
from whosays.imports.works import BY, read_works, sources_of
from whosays.records import Run, RunId, Source, make_id

if TYPE_CHECKING:
    from whosays.store.store import Store

_LINKED = frozenset({"links_to", "cites"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Sources:
    """What an import of a bibliography did: its sources, how many notes lead to each of them, and what was left out."""

    works: int
    sources: tuple[Source, ...]
    notes: dict[str, int]
    untold: tuple[str, ...]


def import_sources(store: Store, text: str, name: str, *, who: str | None = None) -> Sources:
    """Take the works of a bibliography as sources of the case, and link the notes that cite them.

    What was brought in under the same name before gives way, so that a bibliography may be brought in again when it has grown.

    Args:
        store: the case.
        text: CSL-JSON, RIS or BibTeX.
        name: what the file is called.
        who: who brings it in (default: the login name).

    Raises:
        BadBibliography: the file holds no bibliography that can be read.
    """
    found = read_works(text, name)
    records = list(sources_of(found.works))
    signing = Signing(who, None)
    run = f"{BY}:{name}"
    settings = json.dumps({"file": name, "who": signing.who}, sort_keys=True, ensure_ascii=False)
    with store.write() as writer:
        writer.put_records(
            None, Run(id=RunId(make_id("run", run, settings)), name=run, version="1", settings=settings), records
        )
    link_citations(store)
    link_works(store)
    sources = tuple(record for record in records if isinstance(record, Source))
    ids = {source.id for source in sources}
    with store.view() as view:
        notes = Counter(link.b for link in view.links() if link.b in ids and link.kind in _LINKED and link.a.startswith("cit-"))
    return Sources(works=len(found.works), sources=sources, notes=dict(notes), untold=found.untold)

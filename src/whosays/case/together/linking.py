"""The stages that rest on all documents together, made anew after every change: citations, pictures, names, shared words."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from whosays.case.together.keeping import keep_found, keep_in_turns
from whosays.case.together.put_together import PutTogether
from whosays.imports.works import BY as BY_SOURCES
from whosays.records import Run, RunId, make_id
from whosays.sources import source_id
from whosays.trace.citations import BY, cite_links, sources

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from whosays.case.whole import WholeView
    from whosays.records import Anchor, Citation, DocumentId, EntityId, Link, Source
    from whosays.store.store import Store
    from whosays.store.view import View

_VERSION = "1"
_PICTURES_VERSION = "1"
_NAMES_VERSION = "1"
_RUN = Run(id=RunId(make_id("run", BY, _VERSION)), name=BY, version=_VERSION)


def link_all(store: Store, changed: Iterable[DocumentId] = ()) -> None:
    """Run every stage that rests on all documents together; `changed` are those that were read anew."""
    from whosays.case.together.indexing import index_names
    from whosays.case.together.reuse import link_words
    from whosays.case.together.tracing import link_claims

    together = PutTogether(store)
    link_citations(store, changed)
    link_works(store)
    link_pictures(store)
    link_names(store, together)
    index_names(store, together)
    together.let_names_go()  # claims need the room
    link_claims(store, together)
    del together  # and so do shared words
    link_words(store)


def link_citations(store: Store, changed: Iterable[DocumentId] = ()) -> Counter[str]:
    """Make the links and sources of all citations, and return how many of each there are now.

    Each is kept with a document, so that it goes when that is removed: a link with that of the citation it starts from, a
    source with the first that cites it (after a removal, the next one takes it over here).

    Args:
        store: the case.
        changed: documents that were read anew, whose citations may be gone.
    """
    with store.view() as view:
        citations = [view.current(citation) for citation in view.citations() if view.status(citation.id) != "rejected"]
        brought = {source.id for source in _brought(view)}
    homes = _homes(citations)
    kept: dict[DocumentId, list[Link | Source]] = defaultdict(list)
    for source in sources(citations):
        if source.id in brought:
            continue  # it has a name, and stays whatever cites it
        kept[homes[source.id]].append(source)
    for link in cite_links(citations):
        kept[homes[link.a]].append(link)
    keep_in_turns(store, _RUN, {doc: kept[doc] for doc in sorted({*changed, *homes.values()})})
    return Counter(type(record).__name__.lower() for records in kept.values() for record in records)


def link_works(store: Store) -> int:
    """Propose which notes cite works that a bibliography brought in, by DOI or title, and return how many there are now."""
    from whosays.trace.works import BY as BY_WORKS
    from whosays.trace.works import Works

    with store.view() as view:
        works = Works(_brought(view))
        links = []
        for doc in view.documents() if works else ():
            notes = [view.current(note) for note in view.citations(doc.id) if view.status(note.id) != "rejected"]
            links += list(works.cited_in(doc, notes))
    return keep_found(store, _run(BY_WORKS), links)


def _brought(view: View) -> list[Source]:
    """Return the sources that a bibliography brought in."""
    named = [source for source in view.sources() if source.name]
    return [source for source in named if (run := view.run_of(source.id)) and run.name.startswith(BY_SOURCES)]


def link_pictures(store: Store) -> int:
    """Propose which pictures of the case are one, captioned, cropped or saved anew, and return how many pairs there are now."""
    with store.view() as view:
        signatures = {str(capture): signature for capture, signature in view.signatures().items()}
    if not signatures:
        return 0
    from whosays.trace.pictures import BY as BY_PICTURES
    from whosays.trace.pictures import find_variants

    run = Run(id=RunId(make_id("run", BY_PICTURES, _PICTURES_VERSION)), name=BY_PICTURES, version=_PICTURES_VERSION)
    links = list(find_variants(signatures)) if len(signatures) > 1 else []
    return keep_found(store, run, links)


def link_names(store: Store, together: PutTogether | None = None) -> int:
    """Propose which names of the case are one, and return how many proposals there are now, decided ones included.

    Proposals are between names as the documents have them, so they need no making anew when people decide; what waits for a
    decision is what a view yields.
    """
    from whosays.resolve.aliases import BY as BY_ALIASES
    from whosays.resolve.aliases import propose_told
    from whosays.resolve.alike import BY as BY_NAMES
    from whosays.resolve.alike import propose_pairs
    from whosays.resolve.signs import BY as BY_SIGNS
    from whosays.resolve.signs import propose_signs

    together = together or PutTogether(store)
    with together.view() as view:
        atoms = view.who.atoms
        links = list(propose_pairs(together.names(view)))
        home = {member: atom.id for atom in atoms.values() for member in atom.members}
        told = {doc.id: list(propose_told(doc, view.mentions(doc.id), home)) for doc in view.documents()}
        signs = list(propose_signs(atoms.values(), _hashtags(view, home)))
    keep_in_turns(store, _run(BY_ALIASES), told)
    return keep_found(store, _run(BY_NAMES), links) + keep_found(store, _run(BY_SIGNS), signs) + sum(map(len, told.values()))


def _hashtags(view: WholeView, home: Mapping[str, EntityId]) -> dict[str, dict[str, Anchor]]:
    """Return the passages that hold hashtags, by id, each with the first place of every hashtag."""
    found: dict[str, dict[str, Anchor]] = {}
    for doc in view.documents():
        tags = [mention for mention in view.mentions(doc.id) if mention.kind == "hashtag" and mention.id in home]
        for passage in view.passages(doc.id) if tags else ():
            inside = {
                str(home[tag.id]): tag.at
                for tag in reversed(tags)
                if any(piece.start <= tag.at.start and tag.at.end <= piece.end for piece in passage.pieces)
            }
            if inside:
                found[passage.id] = inside
    return found


def _run(by: str) -> Run:
    return Run(id=RunId(make_id("run", by, _NAMES_VERSION)), name=by, version=_NAMES_VERSION)


def _homes(citations: Iterable[Citation]) -> dict[str, DocumentId]:
    """Return the document that keeps each citation and each source."""
    homes: dict[str, DocumentId] = {}
    for citation in citations:
        homes[citation.id] = citation.doc
        for url in citation.urls:
            homes.setdefault(source_id(url.url), citation.doc)
    return homes

"""Make records of the links that a file holds: where its words lead."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from whosays.anchors import Cutter
from whosays.records import Link, LinkId, Source, make_id
from whosays.sources import source_at

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from whosays.records import Document
    from whosays.text.joined import Span


def find_links(doc: Document, links: Iterable[tuple[Span, str]]) -> Iterator[Source | Link]:
    """Yield a Source for each address once, and a Link from the document to it for each place whose words lead there."""
    cutter = Cutter(doc)
    seen: Counter[str] = Counter()
    for (start, end), url in links:
        source = source_at(url)
        if not seen[source.id]:
            yield source
        yield Link(
            id=LinkId(make_id("lnk", "links_to", doc.id, url, seen[source.id])),
            kind="links_to",
            a=doc.id,
            b=source.id,
            evidence=(cutter.cut(start, end),),
            status="confirmed",
            reason="the file links these words to the address",
            by="read/links",
        )
        seen[source.id] += 1

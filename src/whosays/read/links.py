"""Make records of the links that a file holds: where its words lead."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from whosays.anchors import Cutter
from whosays.records import Link, LinkId, Source, SourceId, make_id

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from whosays.records import Document
    from whosays.text.joined import Span


def find_links(doc: Document, links: Iterable[tuple[Span, str]]) -> Iterator[Source | Link]:
    """Yield a Source for each address once, and a Link from the document to it for each place whose words lead there."""
    cutter = Cutter(doc)
    seen: Counter[str] = Counter()
    for (start, end), url in links:
        source = SourceId(make_id("src", "page", url))
        if not seen[url]:
            yield Source(id=source, kind="page", url=url)
        yield Link(
            id=LinkId(make_id("lnk", "links_to", doc.id, url, seen[url])),
            kind="links_to",
            a=doc.id,
            b=source,
            evidence=(cutter.cut(start, end),),
            reason="the file links these words to the address",
            by="reader",
        )
        seen[url] += 1

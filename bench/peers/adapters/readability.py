"""Take the main text of pages by readability-lxml."""

from __future__ import annotations

from typing import Any

from bench.peers.adapters.protocol import serve

if __name__ == "__main__":
    from lxml.html import fromstring
    from readability import Document

    def answer(page: dict[str, Any]) -> str:
        """Return the words of the part that is kept, a line a piece of text."""
        return "\n".join(str(piece) for piece in fromstring(Document(page["html"]).summary()).itertext())

    serve("readability-lxml", answer)

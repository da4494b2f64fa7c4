"""Take the main text of pages by the reader of whosays."""

from __future__ import annotations

from bench.peers.adapters.protocol import serve

if __name__ == "__main__":
    from bench.quality.web import main_text, read

    serve("whosays", lambda page: main_text(read(page["html"].encode(), "page.html")))

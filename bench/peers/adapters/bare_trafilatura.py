"""Take the main text of pages by trafilatura alone."""

from __future__ import annotations

from bench.peers.adapters.protocol import serve

if __name__ == "__main__":
    from trafilatura import extract

    serve("trafilatura", lambda page: extract(page["html"], include_comments=False) or "")

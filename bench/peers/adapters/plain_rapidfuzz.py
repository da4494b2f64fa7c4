"""Compare pairs of names by letters alone: rapidfuzz, WRatio of lower-case letters."""

from __future__ import annotations

from bench.peers.adapters.protocol import serve

if __name__ == "__main__":
    from rapidfuzz import fuzz, utils

    serve("rapidfuzz", lambda pair: fuzz.WRatio(pair["name1"], pair["name2"], processor=utils.default_process) / 100)

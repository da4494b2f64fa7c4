"""Measure how the search for reused passages grows with the corpus, on made releases.

    python -m bench.speed.reuse [--most 5000] [--rounds 3]

Prints seconds, links and the highest memory for 500 documents and twice, five and ten times as many, and the exponent of the
growth from the first to the last (1 is a straight line). Tokenising is part of it.
"""

from __future__ import annotations

import argparse
import math
import resource
import time

from bench.making_releases import make_releases
from whosays.trace.reuse import reuse_links


def main(arguments: list[str] | None = None) -> float:
    """Print the table and return the exponent."""
    ask = argparse.ArgumentParser(prog="python -m bench.speed.reuse", description="How reuse grows with the corpus.")
    ask.add_argument("--most", type=int, default=5_000)
    ask.add_argument("--rounds", type=int, default=3)
    wish = ask.parse_args(arguments)
    sizes = [wish.most // 10, wish.most // 5, wish.most // 2, wish.most]
    texts, _ = make_releases(wish.most)
    seconds = []
    print(f"{'documents':>10} {'seconds':>8} {'links':>7} {'MiB':>6}")
    for size in sizes:
        taken = []
        for _ in range(wish.rounds):
            start = time.process_time()
            links = sum(1 for _ in reuse_links(texts[:size]))
            taken.append(time.process_time() - start)
        seconds.append(min(taken))
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(f"{size:>10,} {seconds[-1]:>8.2f} {links:>7,} {memory:>6.0f}", flush=True)
    exponent = math.log(seconds[-1] / seconds[0]) / math.log(sizes[-1] / sizes[0])
    print(f"grows as n^{exponent:.2f}")
    return exponent


if __name__ == "__main__":
    main()

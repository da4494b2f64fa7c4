"""How long it takes to propose which of many names are one, and how that grows.

    python -m bench.speed.who_is_who [--names 100000] [--steps 4]

The names are made: words of syllables, put together to persons and bodies; one in five is another with a letter changed,
without a word or in another order. Memory is the highest of the process.
"""

from __future__ import annotations

import argparse
import math
import random
import resource
import time

from whosays.resolve.alike import propose_pairs
from whosays.resolve.names import Name

_FIRSTS = ("b", "d", "f", "g", "h", "k", "l", "m", "n", "r", "s", "t", "v", "z", "qu", "sh", "st", "br")
_SYLLABLES = tuple(first + vowel for first in _FIRSTS for vowel in "aeiou")
_ENDS = ("", "n", "r", "l", "s", "nd", "ck", "m")
_HEADS = ("University", "Foundation", "Council", "Association", "Society", "Committee", "Institute", "Library", "Choir")


def make_names(count: int, seed: int = 1) -> list[Name]:
    """Return made names of persons and bodies, the same for the same count and seed."""
    chance = random.Random(seed)
    words = [
        "".join(chance.choice(_SYLLABLES) for _ in range(chance.randint(2, 4))).title() for _ in range(max(count // 4, 50))
    ]
    given = words[: max(len(words) // 10, 20)]
    names: list[Name] = []
    for at in range(count):
        if names and chance.random() < 0.2:
            like = chance.choice(names)
            names.append(Name(f"{at:07}", like.kind, _changed(like.text, chance)))
        elif chance.random() < 0.5:
            names.append(Name(f"{at:07}", "person", f"{chance.choice(given)} {chance.choice(words)}"))
        else:
            own = " ".join(chance.sample(words, chance.randint(1, 2)))
            head = chance.choice(_HEADS)
            names.append(Name(f"{at:07}", "organisation", chance.choice((f"{own} {head}", f"{head} of {own}"))))
    return names


def made_word(chance: random.Random) -> str:
    """Return a word of two or three syllables."""
    return "".join(chance.choice(_SYLLABLES) for _ in range(chance.randint(2, 3))).title() + chance.choice(_ENDS)


def _changed(text: str, chance: random.Random) -> str:
    words = text.split()
    how = chance.random()
    if how < 0.6 or len(words) < 2:
        at = chance.randrange(len(text))
        return text[:at] + chance.choice("aeiorst") + text[at + 1 :]
    if how < 0.8:
        return " ".join(reversed(words))
    return " ".join(words[:-1])


def main() -> None:
    """Measure and print."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--names", type=int, default=100_000)
    ask.add_argument("--steps", type=int, default=4, help="sizes measured, each twice the one before")
    told = ask.parse_args()
    seen: list[tuple[int, float]] = []
    for step in reversed(range(told.steps)):
        names = make_names(told.names >> step)
        start = time.perf_counter()
        pairs = sum(1 for _ in propose_pairs(names))
        seconds = time.perf_counter() - start
        seen.append((len(names), seconds))
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(f"{len(names):8,} names  {pairs:8,} pairs proposed  {seconds:7.1f} s  memory {memory:,.0f} MiB", flush=True)
    if len(seen) > 1:
        (few, quick), (many, slow) = seen[0], seen[-1]
        print(f"time grows as the {math.log(slow / quick) / math.log(many / few):.2f}th power of the names")


if __name__ == "__main__":
    main()

"""Words a second of the small models of names, on the texts that they were not trained on.

    python -m bench.speed.small_names

The seconds are those of the processor; loading is told apart. The first texts also fill the memory of words seen.
"""

from __future__ import annotations

import time

from bench.name_corpora import SPLITS
from whosays.text.name_model import find_names


def main() -> None:
    """Measure and print."""
    for language, split in SPLITS.items():
        if not split.path.exists():
            print(f"{language}: the corpus is not here")
            continue
        texts = [text for text, _ in split.rows(held=True)]
        start = time.process_time()
        list(find_names("-", [(0, 1)], language=language))
        loaded = time.process_time()
        for text in texts:
            list(find_names(text, [(0, len(text))], language=language))
        words = sum(len(text.split()) for text in texts)
        speed = words / (time.process_time() - loaded)
        print(f"{language}: loaded in {loaded - start:.2f} s, {speed:,.0f} words/s ({words:,} words)")


if __name__ == "__main__":
    main()

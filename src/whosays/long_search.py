"""Find every place of some words in a long text without going through all of it each time.

The places of all stretches of eight characters are sorted once. Words are then looked up by the rarest of their stretches.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

# Shorter words are looked for in the usual way; of longer ones, so many stretches are compared.
WIDTH, _STRETCHES = 8, 6
# Any odd number mixes characters; that two stretches may look alike costs a comparison, no wrong place.
_MIX = 0x9E3779B97F4A7C15


class LongSearch:
    """The places of every stretch of a text."""

    def __init__(self, text: str) -> None:
        """Sort the stretches of a text that has `WIDTH` characters or more."""
        import numpy as np

        self.text = text
        mixed = _mixed(text)
        self.order = np.argsort(mixed, kind="stable")
        self.sorted: NDArray[np.uint64] = mixed[self.order]

    def places(self, words: str) -> list[int]:
        """Return where `words` (`WIDTH` characters or more) stand, in order; places may overlap."""
        import numpy as np

        codes = _mixed(words)
        step = max(1, len(codes) // _STRETCHES)
        offsets = [*range(0, len(codes), step)]
        low = np.searchsorted(self.sorted, codes[offsets], side="left")
        high = np.searchsorted(self.sorted, codes[offsets], side="right")
        best = int(np.argmin(high - low))
        starts = self.order[low[best] : high[best]] - offsets[best]
        return [at for at in starts.tolist() if at >= 0 and self.text.startswith(words, at)]


def _mixed(text: str) -> NDArray[np.uint64]:
    """Return one number for each stretch of a text."""
    import numpy as np

    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32).astype(np.uint64)
    count = len(codes) - WIDTH + 1
    mixed = np.zeros(count, dtype=np.uint64)
    for at in range(WIDTH):
        mixed = mixed * np.uint64(_MIX) + codes[at : at + count]
    return mixed

"""What a page is made of before it is text: words with boxes, printed lines, pages. Lengths are points from the top left."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Numbers = NDArray[np.float64]

BOLD, ITALIC = 1, 2


@dataclass(slots=True)
class Words:
    """The words of a page, in the order in which the file or the recognition gives them; arrays run beside `texts`.

    `raised` are the raised runs of each word that has any, `glued` the words that follow the one before without a space.
    `in_order`: the words of a line are given in the order of reading.
    """

    texts: list[str]
    left: Numbers
    top: Numbers
    right: Numbers
    bottom: Numbers
    raised: dict[int, list[tuple[int, int]]] = field(default_factory=dict)
    glued: set[int] = field(default_factory=set)
    in_order: bool = False


@dataclass(frozen=True, slots=True)
class Mark:
    """Raised characters in a line that may call a note: where in its text, and what they say (digits as plain ones)."""

    start: int
    end: int
    label: str


@dataclass(slots=True)
class Line:
    """A printed line, or a cell of one.

    - `base` is where its letters stand, `size` that of its letters, `style` whether they are bold or italic throughout;
    - `places` are its words by their place in `Words`, in the order of `text`;
    - `cells` are where its cells end in `text`, when it is a row of several;
    - `near` and `far` are the distances of its first and last letter from the edge where lines begin (the right one where
      the page runs from right to left).
    """

    text: str
    left: float
    top: float
    right: float
    bottom: float
    base: float
    size: float
    style: int
    page: int
    places: range | list[int]
    order: int = 0
    near: float = 0.0
    far: float = 0.0
    upright: bool = True
    marks: tuple[Mark, ...] = ()
    cells: tuple[int, ...] = ()
    block: int = -1
    at: int = -1
    """Offset in the document's text, once that is set."""

    @property
    def height(self) -> float:
        """The height of its box."""
        return self.bottom - self.top


@dataclass(slots=True)
class Page:
    """A page: its lines in columns (regions in reading order), and what was taken out of them.

    `rtl`: most of it runs from right to left. `confidence` is that of each word of a recognised page.
    `numbers` are those of its lines, printed in the margin.
    """

    number: int
    width: float
    height: float
    rtl: bool
    regions: list[list[Line]]
    words: Words | None = None
    confidence: list[float] | None = None
    furniture: list[Line] = field(default_factory=list)
    numbers: list[Line] = field(default_factory=list)
    links: list[tuple[float, float, float, float, str]] = field(default_factory=list)

    def lines(self) -> list[Line]:
        """Return the lines of all regions, in reading order."""
        return [line for region in self.regions for line in region]

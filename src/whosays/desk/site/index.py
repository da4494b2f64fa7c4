"""What is searched on a published site: names, claims and passages, and the places of their words, as files of script.

A page that lies in a folder may load script and nothing else, so each file calls a function with what it holds:

- `search/index.js`: how many names, claims and passages there are, and which file holds what;
- `search/letters.js`: what folding makes of each letter;
- `search/words-N.js`: words in order, cut where a file gets large, each with the rows and places where it stands;
- `search/rows-N.js`: the names, claims and passages with their words as they are, in order, cut in the same way.

A search loads the files that its words lie in, and the rows that it shows. Everything comes from the records of the site, so
what is hidden or left out there is in no file.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from whosays.desk.site.letters import letters
from whosays.store.index import GAP, NAMING
from whosays.text.fold import fold_text, words_only

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from whosays.desk.cards import ClaimCard
    from whosays.desk.phrases import Words
    from whosays.desk.site.gathered import Gathered
    from whosays.records import DocumentId

T = TypeVar("T")
FOLDER = "search"
LIMIT = 64_000  # bytes of a file, where one word or row is not larger: a search of few words loads few of them
_BETWEEN = " … "  # between the pieces of a claim
_DIGITS = 45
_SIGNS = [chr(code) for code in range(0x23, 0x7E) if code != ord("\\")]  # what JSON writes as it is


class Row(NamedTuple):
    """A name, claim or passage: the words that are searched, and what else is shown of it."""

    text: str
    doc: DocumentId | None
    told: tuple[str | bool, ...]


@dataclass(slots=True)
class _Places:
    """The places of a word, as they are written: of each row how many rows after the last, how many places, how far apart."""

    row: int = 0
    written: list[str] = field(default_factory=list)

    def add(self, row: int, places: Sequence[int]) -> None:
        self.written += (to_signs(row - self.row), to_signs(len(places)))
        self.row = row
        before = 0
        for place in places:
            self.written.append(to_signs(place - before))
            before = place


def index_of(site: Gathered, words: Words) -> dict[str, bytes]:
    """Return the files of the index by their paths.

    Args:
        site: the records of the site.
        words: the phrases of its language.
    """
    kinds = {"names": list(_names(site)), "claims": list(_claims(site, words)), "passages": list(_passages(site))}
    rows = [row for several in kinds.values() for row in several]
    files: dict[str, object] = {}
    begins = []
    for number, (first, several) in enumerate(_cut((row, _size(row)) for row in rows), start=1):
        begins.append(first)
        files[f"rows-{number}"] = _rows_file(site, several)
    starts = []
    before = ""
    places = sorted(_places(rows).items(), key=lambda one: _order(one[0]))
    sized = ((one, len(one[0].encode()) + len(one[1])) for one in places)
    for number, (_, some) in enumerate(_cut(sized), start=1):
        starts.append(_parting(before, some[0][0]))
        before = some[-1][0]
        files[f"words-{number}"] = dict(some)
    files["index"] = {"words": starts, "rows": begins, **{kind: len(several) for kind, several in kinds.items()}}
    files["letters"] = asdict(letters())
    return {f"{FOLDER}/{name}.js": _script(name, told) for name, told in sorted(files.items())}


def to_signs(number: int) -> str:
    """Return a number in signs: digits to the base of 45, the smallest first, all but the last from the second half."""
    signs = ""
    while number >= _DIGITS:
        number, digit = divmod(number, _DIGITS)
        signs += _SIGNS[_DIGITS + digit]
    return signs + _SIGNS[number]


# The rows


def _names(site: Gathered) -> Iterator[Row]:
    """Yield each name with each way in which it is written."""
    writings: dict[str, dict[str, str]] = {entity.id: {_folded(entity.name): entity.name} for entity in site.entities}
    named = [(one.id, one.at.text) for one in site.mentions if one.layer in NAMING and one.kind != "date"]
    for record, words in chain(named, ((entry.id, entry.name_at.text) for entry in site.entries)):
        if entity := site.entity_of.get(record):
            writings[entity.id].setdefault(_folded(words), words)
    for entity in site.entities:
        for folded, words in writings[entity.id].items():
            if folded:
                yield Row(text=words, doc=None, told=(entity.id, entity.name))


def _claims(site: Gathered, words: Words) -> Iterator[Row]:
    for doc in site.documents:
        for claim in site.claims_of.get(doc, ()):
            text = _BETWEEN.join(piece.text for piece in claim.content)
            if _folded(text):
                yield Row(text=text, doc=doc, told=(claim.id, _who(site.cards[claim.id], words), site.is_decided(claim.id)))


def _passages(site: Gathered) -> Iterator[Row]:
    for doc, passages in site.passages.items():
        for passage in passages:
            text = GAP.join(piece.text for piece in passage.pieces)
            if _folded(text):
                yield Row(text=text, doc=doc, told=(passage.id,))


def _who(card: ClaimCard, words: Words) -> str:
    """Return the holders of a claim, outermost first."""
    steps = [step for step in card.chain if step.kind != "author"] or card.chain[-1:]
    told = (words("author") if one.kind == "author" else one.holder.words or words("unstated") for one in steps)
    return " › ".join(told)


def _size(row: Row) -> int:
    return len(row.text.encode()) + sum(len(str(one).encode()) for one in row.told)


def _rows_file(site: Gathered, rows: Sequence[Row]) -> object:
    """Return rows as they are written; those of documents begin with the number of theirs among the documents told there."""
    docs = list(dict.fromkeys(row.doc for row in rows if row.doc))
    numbers = {doc: number for number, doc in enumerate(docs)}
    return {
        "docs": [(doc, site.documents[doc].title or site.documents[doc].name) for doc in docs],
        "rows": [(numbers[row.doc] if row.doc else -1, row.text, *row.told) for row in rows],
    }


# The words


def _folded(text: str) -> str:
    return words_only(fold_text(text)).strip()


def _places(rows: Sequence[Row]) -> dict[str, str]:
    """Return where each word stands."""
    found: dict[str, _Places] = {}
    for number, row in enumerate(rows):
        here: dict[str, list[int]] = {}
        for place, word in enumerate(_folded(row.text).split()):
            here.setdefault(word, []).append(place)
        for word, places in here.items():
            found.setdefault(word, _Places()).add(number, places)
    return {word: "".join(places.written) for word, places in found.items()}


def _order(word: str) -> bytes:
    """Return what words are sorted by: a browser compares them in units of UTF-16."""
    return word.encode("utf-16-be")


def _parting(before: str, word: str) -> str:
    """Return how few letters of a word come after another one: what tells the file that a word lies in."""
    return next(word[:end] for end in range(1, len(word) + 1) if _order(word[:end]) > _order(before))


def _cut(sized: Iterable[tuple[T, int]]) -> Iterator[tuple[int, list[T]]]:
    """Yield things in files that are no larger than need be, with the number of the first in each."""
    some: list[T] = []
    first = size = 0
    for one, large in sized:
        if some and size + large > LIMIT:
            yield first, some
            first, some, size = first + len(some), [], 0
        some.append(one)
        size += large
    if some:
        yield first, some


def _script(name: str, told: object) -> bytes:
    return f'whosays("{name}",{json.dumps(told, ensure_ascii=False, separators=(",", ":"))});\n'.encode()

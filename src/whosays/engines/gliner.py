"""Names by a GLiNER model, run from its ONNX graph without its own package (which needs torch).

GLiNER (Zaratiana and others, 2023) reads the kinds looked for and the text together, and scores each short span of words for
each kind. This file makes the inputs of the graph and reads its scores; both forms are those of the published span models.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from whosays.engines.models import CONFIG, GRAPH, TOKENIZER, BadModel, Config, read_config
from whosays.errors import WhosaysError
from whosays.extract.parse import parsed
from whosays.records import Mention, MentionId, make_id

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    import numpy as np

    from whosays.extract.material import Material, ParsedPassage
    from whosays.records import Anchor, MentionKind, Record
    from whosays.text.joined import Span

# The words that a model is asked for, and the kind that they are here.
LABELS: Mapping[str, MentionKind] = {
    "person": "person",
    "organization": "organisation",
    "location": "place",
    "event": "event",
    "creative work": "work",
}
# As GLiNER itself decides: a span is a name where its score is more likely than not.
THRESHOLD = 0.5
# Words of one stretch. Models were trained on sentences and short paragraphs; longer stretches only cost time.
_STRETCH = 120
_WORD = re.compile(r"\w+(?:[-_]\w+)*|\S")


class EngineMissing(WhosaysError):
    """An engine needs packages that are not installed."""

    code = "engine-missing"

    def __init__(self) -> None:
        super().__init__("names by GLiNER need two more packages; install them with `pip install 'whosays[gliner]'`")


class Encoding(Protocol):
    """Words as a tokenizer cut them: numbers of the pieces, and of which word each piece is (None: of none)."""

    @property
    def ids(self) -> list[int]:
        """Numbers of the pieces."""

    @property
    def word_ids(self) -> list[int | None]:
        """For each piece, the index of its word."""


class Tokenizer(Protocol):
    """What cuts words into the pieces that a model knows."""

    def encode(self, sequence: list[str], *, is_pretokenized: bool) -> Encoding:
        """Cut words."""

    def token_to_id(self, token: str) -> int | None:
        """Return the number of a piece."""


class Session(Protocol):
    """A graph that can be run."""

    def run(self, output_names: list[str], input_feed: dict[str, np.ndarray]) -> list[np.ndarray]:
        """Run it."""


@dataclass(frozen=True, slots=True)
class Found:
    """A name among words: the first and the last of them, its label, its score (0 to 1)."""

    first: int
    last: int
    label: str
    score: float


class Gliner:
    """A GLiNER model at hand. Raises BadModel where tokenizer and configuration are not of one model."""

    def __init__(self, name: str, config: Config, tokenizer: Tokenizer, session: Session) -> None:
        self.name = name
        self.config = config
        self._tokenizer = tokenizer
        self._session = session
        if any(tokenizer.token_to_id(mark) is None for mark in (config.entity_mark, config.text_mark)):
            raise BadModel(name, f"its {TOKENIZER} does not know the marks that its {CONFIG} names")

    def find(self, words: Sequence[str], labels: Sequence[str] = tuple(LABELS)) -> list[Found]:
        """Return the names among words, in order; none of them overlap."""
        if not words:
            return []
        scores = self._scores(words, labels)
        width = scores.shape[1]
        # A score above the threshold is a logit above this; only those are worth a look.
        likely = (scores > math.log(THRESHOLD / (1 - THRESHOLD))).nonzero()
        found = [
            Found(first, first + more, labels[label], 1 / (1 + math.exp(-float(scores[first, more, label]))))
            for first, more, label in zip(*(axis.tolist() for axis in likely), strict=True)
            if first + more < len(words) and more < width
        ]
        kept: list[Found] = []
        for one in sorted(found, key=lambda one: -one.score):  # of equal ones the first, as they were found
            if all(one.last < other.first or other.last < one.first for other in kept):
                kept.append(one)
        return sorted(kept, key=lambda one: one.first)

    def _scores(self, words: Sequence[str], labels: Sequence[str]) -> np.ndarray:
        """Return the logits of each span: by its first word, by how many words follow, by label."""
        feed = self._inputs(words, labels)
        try:
            (logits,) = self._session.run(["logits"], feed)
        except Exception as error:  # onnxruntime has a class of its own for each of its faults
            raise BadModel(self.name, f"its graph does not run ({type(error).__name__})") from error
        wanted = (1, len(words), self.config.max_width, len(labels))
        if logits.shape != wanted:
            raise BadModel(self.name, f"its graph gives scores of shape {logits.shape} instead of {wanted}")
        scores: np.ndarray = logits[0]
        return scores

    def _inputs(self, words: Sequence[str], labels: Sequence[str]) -> dict[str, np.ndarray]:
        import numpy as np

        prompt = [part for label in labels for part in (self.config.entity_mark, label)]
        prompt.append(self.config.text_mark)
        cut = self._tokenizer.encode([*prompt, *words], is_pretokenized=True)
        mask, before = [], None
        for word in cut.word_ids:  # the first piece of each word of the text has its number, counted from 1
            begins = word is not None and word != before and word >= len(prompt)
            mask.append(word - len(prompt) + 1 if begins and word is not None else 0)
            before = word
        first, more = np.divmod(np.arange(len(words) * self.config.max_width), self.config.max_width)
        inside = first + more < len(words)
        spans = np.stack([first, first + more], axis=-1) * inside[:, None]
        return {
            "input_ids": np.array([cut.ids], dtype=np.int64),
            "attention_mask": np.ones((1, len(cut.ids)), dtype=np.int64),
            "words_mask": np.array([mask], dtype=np.int64),
            "text_lengths": np.array([[len(words)]], dtype=np.int64),
            "span_idx": spans[None].astype(np.int64),
            "span_mask": inside[None],
        }


def load(folder: Path) -> Gliner:
    """Load the model in a folder. Raises EngineMissing, BadModel."""
    try:
        import onnxruntime
        from tokenizers import Tokenizer as FromFile
    except ImportError as error:
        raise EngineMissing from error
    config = read_config(folder)
    onnxruntime.disable_telemetry_events()
    onnxruntime.set_default_logger_severity(4)
    try:
        tokenizer = FromFile.from_file(str(folder / TOKENIZER))
        tokenizer.no_truncation()
        tokenizer.no_padding()
        session = onnxruntime.InferenceSession(str(folder / GRAPH), providers=["CPUExecutionProvider"])
    except Exception as error:  # both libraries raise plain exceptions, and many kinds of them
        raise BadModel(folder.name, f"its files cannot be read ({type(error).__name__})") from error
    return Gliner(folder.name, config, tokenizer, session)


class GlinerNames:
    """Yields the names that a GLiNER model sees, where none is known yet.

    `tally` counts, for the document last read, the names that the model saw (`told`) and those left out (`known`).
    """

    name = "engine/gliner"
    version = "1"
    makes = ("Mention",)

    def __init__(self, model: Gliner) -> None:
        self.model = model
        self.tally: Counter[str] = Counter()

    def __call__(self, material: Material) -> Iterator[Record]:
        """Yield the names of a document that are not found yet, in text order."""
        self.tally.clear()
        taken = [m.at for m in material.all(Mention) if m.layer == "name" and m.kind != "date"]
        marked = bytearray(len(material.doc.text))
        for at in taken:
            marked[at.start : at.end] = b"\1" * (at.end - at.start)
        for passage in parsed(material):
            for span, kind in self._names(passage):
                anchors = material.cut(passage.joined, *span)
                if len(anchors) != 1:  # a page break cuts it in two, so it has no single place
                    continue
                self.tally["told"] += 1
                if 1 in marked[anchors[0].start : anchors[0].end]:
                    self.tally["known"] += 1
                    continue
                yield self._mention(material, anchors[0], kind)

    def _names(self, passage: ParsedPassage) -> Iterator[tuple[Span, MentionKind]]:
        """Yield the names of a passage, as places in its reading."""
        text = passage.joined.text
        longest = min(_STRETCH, self.model.config.max_words)
        for words in _stretches(text, [(s.start, s.end) for s in passage.sentences], longest):
            for found in self.model.find([text[start:end] for start, end in words]):
                span = words[found.first][0], words[found.last][1]
                if _is_name(text[span[0] : span[1]]):
                    yield span, LABELS[found.label]

    def _mention(self, material: Material, at: Anchor, kind: MentionKind) -> Mention:
        identity = (material.doc.id, kind, at.text, material.cutter.occurrence(at))
        return Mention(id=MentionId(make_id("men", *identity)), at=at, kind=kind, by=f"engine/gliner:{self.model.name}")


def _stretches(text: str, sentences: Iterable[Span], longest: int) -> Iterator[list[Span]]:
    """Yield the words of whole sentences together, as many as fit; a sentence that is too long is cut."""
    stretch: list[Span] = []
    for start, end in sentences:
        words = [found.span() for found in _WORD.finditer(text, start, end)]
        if stretch and len(stretch) + len(words) > longest:
            yield stretch
            stretch = []
        stretch += words
        while len(stretch) > longest:
            yield stretch[:longest]
            stretch = stretch[longest:]
    if stretch:
        yield stretch


def _is_name(words: str) -> bool:
    """Ask whether words may be a name: in scripts that have capital letters, one of them is."""
    return words.upper() == words.lower() or any(char.isupper() or char.istitle() for char in words)

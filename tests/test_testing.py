from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from whosays.anchors import Cutter
from whosays.read.reading import USUAL, Reading, ReadOptions
from whosays.records import Capture, Document, DocumentId, Mention, MentionId, Record
from whosays.testing import BadCase, CaseText, find, read_cases, rewrite

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from whosays.extract.material import Material

TWO = """# Capital words

## The first rule
Why it holds.
```text file=a.txt language=ar date=2020-05-22 escaped
The Harbour\\u00a0opened.\\f
```
```records only=place
place  Harbour  @4-11
```

## The second rule
````text
```
River
````
```text file=b.txt
```
```records
```
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "capitals.md"
    path.write_text(TWO, encoding="utf-8")
    return path


class _Reader:
    name, version = "bare", "1"

    def reads(self, capture: Capture, head: bytes) -> bool:
        return True

    def __call__(self, capture: Capture, raw: bytes, options: ReadOptions = USUAL, /) -> Reading:
        doc = Document(id=DocumentId("doc-1"), capture=capture.id, name=capture.name, text=raw.decode(), made_by="bare")
        return Reading(document=doc, passages=())


class _Capitals:
    """Takes each word with a capital letter for a place, each "The" for a concept."""

    name = "capitals"
    version = "1"
    makes: tuple[str, ...] = ("mention",)

    def __call__(self, material: Material) -> Iterator[Record]:
        at = 0
        for word in material.doc.text.split():
            at = material.doc.text.index(word, at)
            if word[0].isupper():
                anchor = Cutter(material.doc).cut(at, at + len(word))
                yield Mention(id=MentionId(word), at=anchor, kind="concept" if word == "The" else "place", by="capitals")


def test_a_case_is_a_heading_with_blocks(path: Path) -> None:
    first, second = read_cases(path)
    assert (first.title, second.title) == ("The first rule", "The second rule")
    assert (CaseText(text="The Harbour\u00a0opened.\f\n", file="a.txt", language="ar", date="2020-05-22"),) == first.texts
    assert (CaseText(text="```\nRiver\n"), CaseText(text="", file="b.txt")) == second.texts
    assert first.expected == ("place  Harbour  @4-11",)
    assert frozenset({"place"}) == first.only


def test_the_lines_are_what_the_last_extractor_yields(path: Path) -> None:
    first, second = read_cases(path)
    assert find(first, [_Capitals()], reader=_Reader()) == ["place  Harbour  @4-11"]
    assert find(second, [_Capitals(), _Capitals()], reader=_Reader()) == ["in case.txt", "place  River  @4-9", "in b.txt"]


def test_rewriting_changes_the_records_of_one_case_only(path: Path) -> None:
    rewrite(path, 1, ["a", "b"])
    rewrite(path, 0, [])
    expected = TWO.replace("place  Harbour  @4-11\n", "").replace("```records\n", "```records\na\nb\n")
    assert expected == path.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "text", ["# No records\n```text\na\n```\n", "# No text\n```records\n```\n", "# No end\n```text\na\n```\n```records\n"]
)
def test_a_case_wants_text_and_records(tmp_path: Path, text: str) -> None:
    (path := tmp_path / "bad.md").write_text(text, encoding="utf-8")
    with pytest.raises(BadCase):
        read_cases(path)

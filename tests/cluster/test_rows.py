"""What comes back from a cluster is what was made there."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING
from zipfile import ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whosays.capture.files import Place, take_file
from whosays.cluster.rows import read_answers, write_answers
from whosays.line import Original, Outcome, read_original
from whosays.workers import Answer, Failure

if TYPE_CHECKING:
    from pathlib import Path

TEXT = "Fiction.\n\nQuay Choir condemned Mill Weavers in 1994.\n\n## Members\n\n- Quay Choir, Norway\n- گروه اسکله، ایران\n"


@pytest.fixture
def originals(tmp_path: Path) -> list[Original]:
    made = []
    with ZipFile(tmp_path / "c.zip", "w") as packed:
        packed.writestr("inner.txt", "Fiction.\n\nThe lock is shut, said the choir.\n")
    for name, text in {"a.md": TEXT, "b.html": f"<p>{TEXT}</p>", "d.bin": "\0\1\2", "e.txt": ""}.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    waiting = tmp_path / "waiting"
    waiting.mkdir()
    for path in sorted(tmp_path.glob("?.*")):
        taken = take_file(Place(path=path, called=path.name))
        made.append(Original(capture=taken.capture, path=str(path), waiting=str(waiting)))  # type: ignore[union-attr]
    return made


def test_what_comes_back_is_what_was_made(originals: list[Original], tmp_path: Path) -> None:
    answers = [Answer(task=one, value=read_original(one)) for one in originals]
    assert any(answer.value and answer.value.inner for answer in answers)
    assert any(answer.value and answer.value.problems for answer in answers)
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    tasks = [replace(one, waiting=str(elsewhere)) for one in originals]
    for made, back in zip(answers, read_answers(write_answers(answers), tasks), strict=True):
        assert made.value
        assert back.value
        assert replace(back.value, inner=()) == replace(made.value, inner=())
        for mine, other in zip(made.value.inner, back.value.inner, strict=True):
            assert mine.capture == other.capture
            assert (elsewhere / other.capture.id).read_bytes() == (tmp_path / "waiting" / mine.capture.id).read_bytes()


@given(kinds=st.lists(st.sampled_from(["crashed", "died", "slow", "large", None]), min_size=1, max_size=6))
def test_failures_keep_their_place_among_the_others(kinds: list[str | None]) -> None:
    from whosays.records import Capture, CaptureId

    captures = [
        Capture(
            id=CaptureId(f"{at:064x}"),
            name=f"{at}.txt",
            size=1,
            media_type="text/plain",
            method="file",
            fetched_at="2020-01-01",
        )
        for at in range(len(kinds))
    ]
    tasks = [Original(capture=one, path="nowhere") for one in captures]
    answers: list[Answer[Original, Outcome]] = [
        Answer(task=task, failure=Failure(kind=kind, message="it went so", trace="line 1"))  # type: ignore[arg-type]
        if kind
        else Answer(task=task, value=Outcome(capture=task.capture, signature="ab", is_lost=True, own_faults=("x",)))
        for task, kind in zip(tasks, kinds, strict=True)
    ]
    assert read_answers(write_answers(answers), tasks) == answers


def test_answers_to_other_documents_are_refused(originals: list[Original]) -> None:
    told = write_answers([Answer(task=originals[0], failure=Failure(kind="died", message="so"))])
    with pytest.raises(ValueError, match="1 answers came back for 2 documents"):
        read_answers(told, originals[:2])

"""Signs are the same, wherever they are looked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from whosays.case import Case
from whosays.desk import signs

if TYPE_CHECKING:
    from pathlib import Path


def test_a_process_of_its_own_finds_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "post.txt").write_text("Fiction.\n\nAll of us bring a bucket to the weir #CleanWeir on Sunday.\n", "utf-8")
    with Case.new(tmp_path / "case") as case:
        case.add([tmp_path / "post.txt"], jobs=1)
    finder = signs.SignFinder(tmp_path / "case")
    here = finder.find()
    monkeypatch.setattr(signs, "_MANY", 0)
    aside = finder.find()
    finder.close()
    assert here == aside
    assert [sign.name for sign in here] == ["#CleanWeir"]

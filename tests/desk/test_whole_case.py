"""The answer is the same, wherever it is worked out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from whosays.case import Case
from whosays.desk import whole_case

if TYPE_CHECKING:
    from pathlib import Path


def test_a_process_of_its_own_answers_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    words = "Fiction.\n\nThe Weir Choir asked all of us to bring a bucket to the weir #CleanWeir on Sunday.\n"
    (tmp_path / "post.txt").write_text(words, "utf-8")
    with Case.new(tmp_path / "case") as case:
        case.add([tmp_path / "post.txt"], jobs=1)
    asked = whole_case.WholeCase(tmp_path / "case")
    here = asked.signs(), asked.match_names(("Weir choir", "nobody"))
    monkeypatch.setattr(whole_case, "_MANY", 0)
    aside = asked.signs(), asked.match_names(("Weir choir", "nobody"))
    asked.close()
    assert here == aside
    signs, matches = here
    assert [sign.name for sign in signs] == ["#CleanWeir"]
    assert [[found.named.entity.name for found in match.found] for match in matches] == [["Weir Choir"], []]

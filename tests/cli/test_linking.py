"""What `whosays links` prints."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from whosays.case import Case

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Told = Callable[..., tuple[int, str, str]]

WORDS = "The weir at Oxlip has lost a third of its salmon since the gates were closed"


@pytest.fixture(scope="module")
def weir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    papers = tmp_path_factory.mktemp("papers")
    (papers / "river.txt").write_text(f"Notice\n\n{WORDS} in winter. The boats are painted blue.\n", "utf-8")
    (papers / "courier.txt").write_text(f'News\n\n"{WORDS}," River Watch said. The council has not answered.\n', "utf-8")
    folder = tmp_path_factory.mktemp("cases") / "weir"
    with Case.new(folder) as case:
        case.add([papers], jobs=1, strict=True)
    return folder


def test_both_passages_stand_under_a_link(weir: Path, told: Told) -> None:
    code, out, err = told("links", "--case", weir, "--kind", "reuses")
    assert (code, err) == (0, "1 link\n")
    assert "16 words the same, word for word; direction unknown: neither document has a date" in out
    assert f"  river.txt 8-84  {WORDS}\n" in out
    assert f"  courier.txt 7-83  {WORDS}\n" in out


def test_json_has_the_anchors_of_both_sides(weir: Path, told: Told) -> None:
    code, out, _ = told("links", "--case", weir, "--json", "--doc", "river.txt")
    links = json.loads(out)
    assert (code, {link["kind"] for link in links}) == (0, {"reuses", "quotes", "same"})
    assert all(WORDS in [at["text"] for at in link["evidence"]] for link in links)


def test_no_link_is_said_and_a_kind_that_is_none_is_wrong_usage(weir: Path, told: Told) -> None:
    assert told("links", "--case", weir, "--kind", "ibid") == (0, "", "0 links\n")
    assert told("links", "--case", weir, "--kind", "copies")[0] == 2
    assert told("links", "--case", weir, "--doc", "nowhere.txt")[0] == 1

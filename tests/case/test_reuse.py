"""Shared words in a case: links that come with documents and go with them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from whosays.case import Case

if TYPE_CHECKING:
    from pathlib import Path

    from whosays.records import Link

WORDS = "The weir at Oldbridge has lost a third of its salmon since the gates were closed"


def _papers(folder: Path) -> Path:
    papers = folder / "papers"
    papers.mkdir()
    (papers / "river.txt").write_text(f"Notice\n\n{WORDS} in winter. The boats are painted blue.\n", "utf-8")
    (papers / "courier.txt").write_text(f'News\n\n"{WORDS}," River Watch said. The council has not answered.\n', "utf-8")
    (papers / "choir.txt").write_text("Programme\n\nThe choir sings on the quay. Whoever likes may come by boat.\n", "utf-8")
    return papers


def _of(case: Case, kind: str) -> list[Link]:
    return [link for link in case.links() if link.kind == kind]


def test_reuse_and_quotation_are_proposed_and_go_with_a_document(tmp_path: Path) -> None:
    with Case.new(tmp_path / "case") as case:
        case.add([_papers(tmp_path)], jobs=1)
        names = {doc.id: doc.name for doc in case.documents()}
        (reuse,) = _of(case, "reuses")
        assert {names[at.doc] for at in reuse.evidence} == {"river.txt", "courier.txt"}
        (quote,) = _of(case, "quotes")
        assert names[quote.b] == "river.txt"  # type: ignore[index]
        assert [link.id for link in case.links(doc="choir.txt")] == []
        assert {reuse.id, quote.id} <= {link.id for link in case.links(doc="river.txt")}
        case.remove("choir.txt")
        assert [reuse] == _of(case, "reuses")
        case.remove("river.txt")
        assert _of(case, "reuses") + _of(case, "quotes") == []


def test_adding_at_once_or_one_by_one_gives_the_same_links(tmp_path: Path) -> None:
    papers = _papers(tmp_path)
    with Case.new(tmp_path / "at-once") as case:
        case.add([papers], jobs=1)
        at_once = case.links()
    with Case.new(tmp_path / "one-by-one") as case:
        for path in sorted(papers.iterdir(), reverse=True):
            case.add([path], jobs=1)
        assert sorted(case.links(), key=lambda link: link.id) == sorted(at_once, key=lambda link: link.id)


def test_a_rejected_link_stays_away(tmp_path: Path) -> None:
    papers = _papers(tmp_path)
    with Case.new(tmp_path / "case") as case:
        case.add([papers / "river.txt", papers / "courier.txt"], jobs=1)
        (reuse,) = _of(case, "reuses")
        case.judge(reuse.id, "reject", who="Ada")
        case.add([papers / "choir.txt"], jobs=1)
        assert _of(case, "reuses") == []

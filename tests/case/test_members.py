"""Files inside of files: read wave by wave, the same whatever the number of processes, removed, and added again."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

import pytest

from whosays.case import Case

if TYPE_CHECKING:
    from pathlib import Path

SECRET = "The Zanthoryx of Quibblemere opens a library."
MAIL = (
    b"From: mill@river.example\nTo: a@river.example\nSubject: plan\nMIME-Version: 1.0\n"
    b'Content-Type: multipart/mixed; boundary="b"\n\n--b\nContent-Type: text/plain\n\nThe plan is attached.\n'
    b'--b\nContent-Type: text/plain\nContent-Disposition: attachment; filename="plan.txt"\n\nThe weir will be closed.\n--b--\n'
)


def make_zip(**files: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, raw in files.items():
            archive.writestr(zipfile.ZipInfo(name.replace("__", ".")), raw)
    return out.getvalue()


def bytes_in(folder: Path, words: str) -> list[str]:
    """Return the files of the case that hold the words, packed or not."""
    found = []
    for place in folder.rglob("*"):
        if place.is_file():
            raw = place.read_bytes()
            if raw.startswith(b"PK"):
                with zipfile.ZipFile(io.BytesIO(raw)) as archive:
                    raw += b"".join(map(archive.read, archive.namelist()))
            if words.encode() in raw:
                found.append(place.name)
    return found


@pytest.fixture
def case(tmp_path: Path) -> Case:
    return Case.new(tmp_path / "case")


def names(case: Case) -> list[str]:
    return [doc.name for doc in case.documents()]


def test_a_mail_in_an_archive_gives_its_attachment(case: Case, tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(make_zip(plan__eml=MAIL))
    case.add([tmp_path / "a.zip"], jobs=1)
    assert names(case) == ["plan.eml", "plan.txt"]
    again = case.add([tmp_path / "a.zip"], jobs=1)
    assert (again.new, names(case)) == ((), ["plan.eml", "plan.txt"])


def test_nothing_is_left_of_a_file_that_two_archives_hold_and_it_can_be_added_again(case: Case, tmp_path: Path) -> None:
    for name in ("p.zip", "q.zip"):
        (tmp_path / name).write_bytes(make_zip(same__txt=SECRET.encode(), **{name[0]: name.encode()}))
    case.add([tmp_path / "p.zip", tmp_path / "q.zip"], jobs=1)
    with case.view() as view:
        assert [link.kind for link in view.links() if link.kind == "contains"] == ["contains"]
    case.remove("same.txt")
    assert bytes_in(case.folder, "Zanthoryx") == []
    case.add([tmp_path / "q.zip"], jobs=1)
    assert "same.txt" in names(case)


def test_a_container_that_comes_back_has_its_name_again(case: Case, tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(make_zip(plan__eml=MAIL))
    for _ in range(2):
        case.add([tmp_path / "a.zip"], jobs=1)
        with case.view() as view:
            assert sorted(capture.name for capture in view.captures()) == ["a.zip", "plan.eml", "plan.txt"]
        case.remove("plan.eml")


def test_an_attachment_that_was_removed_can_be_added_again(case: Case, tmp_path: Path) -> None:
    (tmp_path / "one.eml").write_bytes(MAIL)
    case.add([tmp_path / "one.eml"], jobs=1)
    assert case.remove("plan.txt").kept_in
    case.add([tmp_path / "one.eml"], jobs=1)
    assert names(case) == ["one.eml", "plan.txt"]


def test_what_is_told_of_a_container_goes_with_it(case: Case, tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(make_zip(**{"../../Zanthoryx__txt": SECRET.encode()}))
    case.add([tmp_path / "a.zip"], jobs=1)
    assert "member-name-odd" in {problem.code for problem in case.problems()}
    case.remove(names(case)[0])
    assert bytes_in(case.folder, "Zanthoryx") == []
    assert case.problems() == []


@pytest.mark.parametrize("jobs", [1, 4])
def test_a_file_that_lies_in_an_archive_and_beside_it_is_the_one_beside_it(case: Case, tmp_path: Path, jobs: int) -> None:
    folder = tmp_path / "papers"
    folder.mkdir()
    (folder / "a.zip").write_bytes(make_zip(same__txt=SECRET.encode()))
    for number in range(40):
        (folder / f"b{number}.txt").write_text(f"Gauge {number} of the weir.")
    (folder / "z-same.txt").write_text(SECRET)
    case.add([folder], jobs=jobs)
    with case.view() as view:
        (one,) = (capture for capture in view.captures() if capture.name.endswith("same.txt"))
        links = [link for link in view.links() if link.kind == "contains"]
    assert (one.name, one.parent, len(links)) == ("z-same.txt", None, 1)

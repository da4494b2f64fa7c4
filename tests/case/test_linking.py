"""What rests on all documents together: which pictures are one."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

from tests.making.pictures import make_landscape

from whosays.case import Case

if TYPE_CHECKING:
    from pathlib import Path

    from PIL.Image import Image


def save(picture: Image, path: Path, **how: object) -> None:
    out = BytesIO()
    picture.convert("RGB").save(out, path.suffix[1:].upper().replace("JPG", "JPEG"), **how)
    path.write_bytes(out.getvalue())


def test_a_picture_saved_anew_is_proposed_as_a_variant_until_one_of_them_is_removed(tmp_path: Path) -> None:
    papers = tmp_path / "papers"
    papers.mkdir()
    first, other = make_landscape(1), make_landscape(2)
    save(first, papers / "quay.png")
    save(first.resize((first.width * 3 // 4, first.height * 3 // 4)), papers / "quay-small.jpg", quality=40)
    save(other, papers / "mill.png")
    with Case.new(tmp_path / "case") as case:
        case.add([papers], jobs=1)
        with case.view() as view:
            names = {capture.id: capture.name for capture in view.captures()}
            links = [link for link in view.links() if link.kind == "variant"]
        assert [{names[link.a], names[link.b]} for link in links] == [{"quay.png", "quay-small.jpg"}]  # type: ignore[index]
        assert links[0].status == "candidate"
        assert links[0].reason
        case.remove("quay-small.jpg")
        with case.view() as view:
            assert [link for link in view.links() if link.kind == "variant"] == []

"""One document, written in all kinds of files by LibreOffice, is read alike."""

import shutil
import subprocess
from pathlib import Path

import pytest
from tests.read.office_files import make_flat, read_one, shown

from whosays.plugins import Reader
from whosays.read.doc import DocReader
from whosays.read.docx import DocxReader
from whosays.read.epub import EpubReader
from whosays.read.odf import OdfReader
from whosays.read.rtf import RtfReader

pytestmark = pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice (soffice) is not installed")

_HAND = "<dc:creator>Ilse Brandvold</dc:creator><dc:date>2031-04-01T09:00:00</dc:date>"
_STYLES = (
    '<text:list-style style:name="L"><text:list-level-style-number text:level="1" style:num-format="1" style:num-suffix="."/>'
    '<text:list-level-style-number text:level="2" style:num-format="a" style:num-suffix=")"/></text:list-style>'
)


def _note(mark: str, words: str, sort: str = "footnote") -> str:
    return (
        f'<text:note text:note-class="{sort}"><text:note-citation>{mark}</text:note-citation>'
        f"<text:note-body><text:p>{words}</text:p></text:note-body></text:note>"
    )


def _change(name: str, kind: str, words: str = "") -> str:
    info = f"<office:change-info>{_HAND}</office:change-info>"
    return f'<text:changed-region text:id="{name}"><text:{kind}>{info}{words}</text:{kind}></text:changed-region>'


def _row(*words: str) -> str:
    cells = "".join(f"<table:table-cell><text:p>{each}</text:p></table:table-cell>" for each in words)
    return f"<table:table-row>{cells}</table:table-row>"


_BODY = (
    f"<text:tracked-changes>{_change('a', 'deletion', '<text:p>at once</text:p>')}"
    f"{_change('b', 'insertion')}</text:tracked-changes>"
    '<text:h text:outline-level="1">The weir</text:h>'
    f"<text:p>The harbour office says that the weir was closed.{_note('1', 'Log of the office, p. 3.')} It will "
    '<text:change text:change-id="a"/><text:change-start text:change-id="b"/>soon<text:change-end text:change-id="b"/> open.'
    f"{_note('i', 'Letter to the library.', 'endnote')}</text:p>"
    f"<text:p>The <office:annotation office:name='c'>{_HAND}<text:p>Which?</text:p></office:annotation>orchestra"
    "<office:annotation-end office:name='c'/> plays at <text:a xlink:href='https://orchestra.example/'>the quay</text:a>."
    f"{_note('2', 'Programme of the season.')}</text:p>"
    '<text:list text:style-name="L"><text:list-item><text:p>Open the sluice.</text:p><text:list><text:list-item>'
    "<text:p>Ask the warden.</text:p></text:list-item></text:list></text:list-item>"
    "<text:list-item><text:p>Close it again.</text:p></text:list-item></text:list>"
    '<table:table><table:table-column table:number-columns-repeated="2"/>'
    f"{_row('Month', 'Level')}{_row('May', '2.1 m')}</table:table>"
    "<text:p>قال المكتب إن السد مغلق.</text:p>"
)
_LINES = [
    "heading1 The weir",
    "paragraph The harbour office says that the weir was closed.¹ It will soon open.ⁱ",
    "insertion soon",
    "paragraph The orchestra plays at the quay.²",
    "list_item1 [1.] Open the sluice.",
    "list_item2 [a)] Ask the warden.",
    "list_item1 [2.] Close it again.",
    "table_row Month\tLevel",
    "table_row May\t2.1 m",
    "paragraph قال المكتب إن السد مغلق.",
    "footnote [1] Log of the office, p. 3. <- ¹",
    "footnote [2] Programme of the season. <- ²",
    "footnote [i] Letter to the library. <- ⁱ",
    "comment Which? <- orchestra",
    "deletion at once <- will",
]


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the document in every kind of file."""
    folder = tmp_path_factory.mktemp("alike")
    (folder / "a.fodt").write_bytes(make_flat(_BODY, styles=_STYLES))
    home = f"-env:UserInstallation=file://{folder}/home"
    for kind in ("odt", "docx", "rtf", "doc", "epub"):
        told = ["soffice", home, "--headless", "--convert-to", kind, "--outdir", str(folder), str(folder / "a.fodt")]
        subprocess.run(told, check=True, capture_output=True, timeout=180)
    return folder


def _read(files: Path, kind: str, reader: Reader) -> list[str]:
    """Return what was read, without the hands: formats keep them more or less precisely."""
    return [
        line.split(" (Ilse Brandvold")[0] for line in shown(read_one(reader, (files / f"a.{kind}").read_bytes(), f"a.{kind}"))
    ]


@pytest.mark.parametrize(
    ("kind", "reader"), [("fodt", OdfReader()), ("odt", OdfReader()), ("docx", DocxReader()), ("rtf", RtfReader())]
)
def test_texts_are_read_alike_from_every_kind_of_file(files: Path, kind: str, reader: Reader) -> None:
    assert _read(files, kind, reader) == _LINES


def test_an_older_word_file_is_read_alike_but_for_the_numbers_of_lists_and_insertions(files: Path) -> None:
    wanted = [
        line.replace("[1.] ", "").replace("[2.] ", "").replace("[a)] ", "") for line in _LINES if line != "insertion soon"
    ]
    assert _read(files, "doc", DocReader()) == wanted
    reading = read_one(DocReader(), (files / "a.doc").read_bytes())
    assert [each.code for each in reading.problems] == ["read-in-part"]


def test_an_e_book_keeps_notes_and_rows(files: Path) -> None:
    lines = _read(files, "epub", EpubReader())
    assert [line for line in lines if line.startswith("footnote")] == [
        "footnote [1] Log of the office, p. 3. <- ¹",
        "footnote [i] Letter to the library. <- ⁱ",
        "footnote [2] Programme of the season. <- ²",
    ]
    assert "table_row May\t2.1 m" in lines and "paragraph The orchestra plays at the quay.²" in lines

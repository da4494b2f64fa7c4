"""The three ways to extend whosays, on one screen, and the built-ins."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from whosays.extract.citations import Citations
from whosays.extract.claims import Claims
from whosays.extract.count_checks import CountChecks
from whosays.extract.date_checks import DateChecks
from whosays.extract.dates import Dates
from whosays.extract.events import Events
from whosays.extract.lists import Lists
from whosays.extract.names import Names
from whosays.extract.rule_checks import RuleChecks
from whosays.extract.year_checks import YearChecks
from whosays.publish.jsonl import JsonLines
from whosays.publish.linked.annotations import Annotations
from whosays.publish.linked.provenance import Provenance
from whosays.publish.programs.calendar import Calendar
from whosays.publish.programs.csl import CslJson
from whosays.publish.programs.ftm import FollowTheMoney
from whosays.publish.programs.graphs import Gexf, GraphMl
from whosays.publish.tables import Tables
from whosays.publish.workbook import Workbook
from whosays.read.archives.compressed import CompressedReader
from whosays.read.archives.seven import SevenZipReader
from whosays.read.archives.tars import TarReader
from whosays.read.archives.wacz import WaczReader
from whosays.read.archives.warc import WarcReader
from whosays.read.archives.zips import ZipReader
from whosays.read.delimited import DelimitedReader
from whosays.read.doc import DocReader
from whosays.read.docx import DocxReader
from whosays.read.epub import EpubReader
from whosays.read.html import HtmlReader
from whosays.read.image import ImageReader
from whosays.read.mail.eml import EmlReader
from whosays.read.mail.mbox import MboxReader
from whosays.read.mail.msg import MsgReader
from whosays.read.mhtml import MhtmlReader
from whosays.read.odf import OdfReader
from whosays.read.ods import OdsReader
from whosays.read.pdf import PdfReader
from whosays.read.plain import PlainReader
from whosays.read.posts_table import PostTableReader
from whosays.read.rtf import RtfReader
from whosays.read.social import SocialReader
from whosays.read.transcripts.reader import TranscriptReader
from whosays.read.xls import XlsReader
from whosays.read.xlsx import XlsxReader

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from whosays.extract.material import Material
    from whosays.publish.view import CaseView
    from whosays.read.reading import Member, Reading, ReadOptions
    from whosays.records import Capture, Problem, Record


class Reader(Protocol):
    """Bytes of one kind of file → text with zones. Pure: no clock, network, store or settings.

    A reader that heeds options says which in an attribute `heeds`, by their names in `ReadOptions`: when the user changes one
    of them, what it read is read again.
    """

    @property
    def name(self) -> str:
        """What it is called in runs and problems."""

    @property
    def version(self) -> str:
        """Changes whenever it may read the same bytes differently; documents are then read again."""

    def reads(self, capture: Capture, head: bytes) -> bool:
        """Ask whether this reader is for the capture, by media type, name and its first 4,096 bytes."""

    def __call__(
        self, capture: Capture, raw: bytes, options: ReadOptions = ..., /
    ) -> Reading | Iterable[Reading | Member | Problem]:
        """Read the bytes: one document, or one after the other the documents and members that they hold.

        An odd document gives Problems; one that cannot be read at all raises UnreadableDocument.
        """


class Extractor(Protocol):
    """A document and what was found so far → more records and problems. Pure."""

    @property
    def name(self) -> str:
        """What it is called in runs and problems."""

    @property
    def version(self) -> str:
        """Changes whenever it may find something else in the same document; documents are then read again."""

    @property
    def makes(self) -> tuple[str, ...]:
        """The records that it yields, by class name."""

    def __call__(self, material: Material) -> Iterator[Record]:
        """Yield records in document order."""


class Exporter(Protocol):
    """A read-only view of a case → files in a folder."""

    @property
    def name(self) -> str:
        """What the format is called."""

    def __call__(self, view: CaseView, folder: Path) -> Iterator[Path]:
        """Write the files and yield their paths."""


# The built-ins. The first reader that says a capture is for it reads it; plain text takes what no other wants.
READERS: tuple[Reader, ...] = (
    PdfReader(),
    ImageReader(),
    DocxReader(),
    XlsxReader(),
    XlsReader(),
    OdsReader(),
    OdfReader(),
    EpubReader(),
    DocReader(),
    RtfReader(),
    MsgReader(),
    WaczReader(),
    ZipReader(),
    SevenZipReader(),
    WarcReader(),
    CompressedReader(),
    TarReader(),
    MhtmlReader(),
    MboxReader(),
    EmlReader(),
    TranscriptReader(),
    SocialReader(),
    PostTableReader(),
    DelimitedReader(),
    HtmlReader(),
    PlainReader(),
)
# In the order in which they build on one another: lists need dates and notes, claims need all the others.
EXTRACTORS: tuple[Extractor, ...] = (
    Citations(),
    Dates(),
    Lists(),
    Names(),
    Events(),
    Claims(),
    DateChecks(),
    RuleChecks(),
    YearChecks(),
    CountChecks(),
)
# What `export --format` takes.
EXPORTERS: tuple[Exporter, ...] = (
    JsonLines(),
    Tables(),
    Workbook(),
    FollowTheMoney(),
    CslJson(),
    GraphMl(),
    Gexf(),
    Calendar(),
    Annotations(),
    Provenance(),
)

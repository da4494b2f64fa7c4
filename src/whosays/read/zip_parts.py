"""Open files that are ZIP archives of parts (DOCX, ODT, EPUB, XLSX) without trusting what they say of themselves.

What counts is what comes out while a part is unpacked, never the size that the archive declares. Names of parts are keys here;
none is ever used as a path.
"""

from __future__ import annotations

import re
import zipfile
import zlib
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING

from whosays.read.reading import UnreadableDocument

if TYPE_CHECKING:
    from typing import IO

    from lxml.etree import _Element

_CHUNK = 1 << 18
# Office suites and e-books store parts plainly or deflated; the other methods unpack without a bound on memory.
_METHODS = frozenset([zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
# A small part may shrink a thousandfold (empty rows of a table); a large one of text never does.
_RATIO, _RATIO_FROM = 250, 8 << 20
_ENTITIES = re.compile(rb"<!ENTITY|<!DOCTYPE[^<>\[]{0,2000}\[")


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How much a file of parts may hold. The largest book of the corpora tried has 1,100 parts and 60 MB of pictures."""

    parts: int = 10_000
    total: int = 300 << 20
    part: int = 64 << 20
    xml: int = 40 << 20


class Parts:
    """The parts of one archive, by name. What has been unpacked counts against the limits of the whole."""

    def __init__(self, called: str, raw: bytes, limits: Limits | None = None) -> None:
        """Look at the list of parts. Raises UnreadableDocument where it is damaged, locked, or holds far too much."""
        self.called = called
        self.limits = limits or Limits()
        self._unpacked = 0
        try:
            self._archive = zipfile.ZipFile(BytesIO(raw))
        except (zipfile.BadZipFile, NotImplementedError, OSError, ValueError, RuntimeError) as error:
            raise UnreadableDocument(called, _broken(raw)) from error
        self._parts = self._listed()

    def _listed(self) -> dict[str, zipfile.ZipInfo]:
        listed = self._archive.infolist()
        if len(listed) > self.limits.parts:
            raise UnreadableDocument(self.called, f"it has {len(listed):,} parts, far more than a document")
        out: dict[str, zipfile.ZipInfo] = {}
        for part in listed:
            if not part.filename or part.is_dir():
                continue
            name = part.filename.replace("\\", "/").lstrip("/")
            if name in out:
                raise UnreadableDocument(
                    self.called, f"two of its parts have the same name ({name[:80]}), so what it says is not sure"
                )
            out[name] = part
        return out

    @property
    def names(self) -> tuple[str, ...]:
        """The names of all parts, in the archive's order."""
        return tuple(self._parts)

    def __contains__(self, name: str) -> bool:
        return name in self._parts

    def read(self, name: str, *, limit: int | None = None) -> bytes:
        """Unpack a part. Raises KeyError where there is none, UnreadableDocument where it is damaged, locked or too large."""
        part = self._parts[name]
        if part.flag_bits & 1:
            raise UnreadableDocument(self.called, "it is locked with a password")
        if part.compress_type not in _METHODS:
            raise UnreadableDocument(self.called, f"its part {name[:80]} is packed in a way that documents never are")
        most = min(limit or self.limits.part, self.limits.total - self._unpacked)
        try:
            with self._archive.open(part) as stream:
                words = self._unpack(name, stream, part, most)
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError, RuntimeError) as error:
            raise UnreadableDocument(self.called, f"its part {name[:80]} is damaged or cut off") from error
        self._unpacked += len(words)
        return words

    def _unpack(self, name: str, stream: IO[bytes], part: zipfile.ZipInfo, most: int) -> bytes:
        chunks, size = [], 0
        while chunk := stream.read(_CHUNK):
            size += len(chunk)
            if size > most:
                raise UnreadableDocument(self.called, f"its part {name[:80]} is larger than a document's part can be")
            if size > _RATIO_FROM and size > _RATIO * max(part.compress_size, 1):
                raise UnreadableDocument(self.called, f"its part {name[:80]} is larger unpacked than words can be (a bomb)")
            chunks.append(chunk)
        return b"".join(chunks)

    def xml(self, name: str) -> _Element | None:
        """Parse a part; None where there is none. Raises UnreadableDocument where it is no XML that a document may hold."""
        if name not in self._parts:
            return None
        return parse_xml(self.called, name, self.read(name, limit=self.limits.xml))


def parse_xml(called: str, part: str, raw: bytes) -> _Element:
    """Parse XML with no entities, no network and bounded depth; raises UnreadableDocument for any other."""
    from lxml import etree

    # In UTF-16 every other byte is zero.
    if _ENTITIES.search(raw.replace(b"\x00", b"") if b"\x00" in raw[:200] else raw):
        raise UnreadableDocument(called, f"its part {part[:80]} declares entities, which no word processor writes")
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        return etree.fromstring(raw, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise UnreadableDocument(called, f"its part {part[:80]} is damaged: {str(error)[:160]}") from error


def _broken(raw: bytes) -> str:
    """Say what is wrong with bytes that are no ZIP archive."""
    if not raw:
        return "it has no bytes"
    if raw.startswith(b"PK"):
        return "it is cut off or damaged (the list of its parts is missing)"
    return "it is no file of this kind"

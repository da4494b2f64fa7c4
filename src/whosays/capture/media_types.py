"""Guess what bytes are: by what they begin with where that is sure, then by the ending of the name.

The signs are those that the formats' own specifications give (see also IANA's media types and PRONOM). The guess never hangs on
the machine's own lists, so that the same file is the same kind everywhere.
"""

from __future__ import annotations

import re
from pathlib import PurePath

HEAD = 4096
"""How many bytes of the beginning are looked at."""

_OOXML = "application/vnd.openxmlformats-officedocument."
_ODF = "application/vnd.oasis.opendocument."
_BY_ENDING = {
    ".txt": "text/plain", ".text": "text/plain", ".md": "text/markdown", ".markdown": "text/markdown",
    ".csv": "text/csv", ".tsv": "text/tab-separated-values", ".tab": "text/tab-separated-values",
    ".html": "text/html", ".htm": "text/html", ".xhtml": "application/xhtml+xml",
    ".mhtml": "multipart/related", ".mht": "multipart/related",
    ".json": "application/json", ".jsonl": "application/jsonl", ".ndjson": "application/jsonl", ".js": "text/javascript",
    ".xml": "application/xml", ".eml": "message/rfc822", ".mbox": "application/mbox", ".msg": "application/vnd.ms-outlook",
    ".rtf": "application/rtf", ".pdf": "application/pdf", ".epub": "application/epub+zip",
    ".doc": "application/msword", ".xls": "application/vnd.ms-excel", ".ppt": "application/vnd.ms-powerpoint",
    ".docx": f"{_OOXML}wordprocessingml.document", ".docm": f"{_OOXML}wordprocessingml.document",
    ".xlsx": f"{_OOXML}spreadsheetml.sheet", ".xlsm": f"{_OOXML}spreadsheetml.sheet",
    ".pptx": f"{_OOXML}presentationml.presentation",
    ".odt": f"{_ODF}text", ".fodt": f"{_ODF}text-flat-xml", ".ods": f"{_ODF}spreadsheet", ".odp": f"{_ODF}presentation",
    ".srt": "application/x-subrip", ".vtt": "text/vtt", ".sbv": "text/x-sbv", ".ttml": "application/ttml+xml",
    ".zip": "application/zip", ".gz": "application/gzip", ".tgz": "application/gzip", ".bz2": "application/x-bzip2",
    ".xz": "application/x-xz", ".tar": "application/x-tar", ".7z": "application/x-7z-compressed",
    ".warc": "application/warc", ".wacz": "application/wacz",
    ".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".gif": "image/gif", ".tif": "image/tiff",
    ".tiff": "image/tiff", ".webp": "image/webp", ".bmp": "image/bmp", ".svg": "image/svg+xml", ".avif": "image/avif",
    ".jp2": "image/jp2",
    ".mp3": "audio/mpeg", ".wav": "audio/wav", ".ogg": "audio/ogg", ".m4a": "audio/mp4",
    ".mp4": "video/mp4", ".webm": "video/webm", ".mov": "video/quicktime", ".mkv": "video/x-matroska",
    ".exe": "application/x-executable", ".ics": "text/calendar", ".css": "text/css",
}  # fmt: skip
# Bytes at the very beginning that leave no doubt, whatever the file is called.
_MAGIC = (
    (b"%PDF-", "application/pdf"), (b"\x89PNG\r\n", "image/png"), (b"\xff\xd8\xff", "image/jpeg"), (b"GIF8", "image/gif"),
    (b"II*\x00", "image/tiff"), (b"MM\x00*", "image/tiff"), (b"II+\x00", "image/tiff"), (b"MM\x00+", "image/tiff"),
    (b"\x1f\x8b", "application/gzip"), (b"BZh", "application/x-bzip2"), (b"\xfd7zXZ\x00", "application/x-xz"),
    (b"7z\xbc\xaf\x27\x1c", "application/x-7z-compressed"), (b"Rar!\x1a\x07", "application/vnd.rar"),
    (b"{\\rtf", "application/rtf"), (b"WARC/", "application/warc"), (b"WEBVTT", "text/vtt"),
    (b"\x7fELF", "application/x-executable"), (b"MZ\x90\x00", "application/x-executable"),
    (b"ID3", "audio/mpeg"), (b"OggS", "audio/ogg"), (b"\x1aE\xdf\xa3", "video/x-matroska"),
    (b"SQLite format 3", "application/vnd.sqlite3"),
    (b"wOFF", "font/woff"), (b"wOF2", "font/woff2"), (b"OTTO", "font/otf"), (b"\x00\x01\x00\x00\x00", "font/ttf"),
)  # fmt: skip
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OLE_KINDS = frozenset(
    {"application/msword", "application/vnd.ms-excel", "application/vnd.ms-powerpoint", "application/vnd.ms-outlook"}
)
_ZIP_KINDS = (
    (b"word/", f"{_OOXML}wordprocessingml.document"), (b"xl/", f"{_OOXML}spreadsheetml.sheet"),
    (b"ppt/", f"{_OOXML}presentationml.presentation"), (b"datapackage.json", "application/wacz"),
)  # fmt: skip
_ZIP_ENDINGS = frozenset({".epub", ".docx", ".docm", ".xlsx", ".xlsm", ".pptx", ".odt", ".ods", ".odp", ".wacz", ".zip"})
# A part at the head of an OpenDocument or EPUB file says what it is, not compressed.
_MIMETYPE = re.compile(rb"mimetype(application/(?:epub\+zip|vnd\.oasis\.opendocument\.[a-z-]+))")
_BOMS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
_HTML = re.compile(
    rb"(?:<\?xml[^>]{0,200}>\s*)?(?:<!--.{0,800}?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL
)
_HEADER = re.compile(rb"[A-Za-z][A-Za-z0-9-]{1,60}:[ \t]?[^\r\n]*\r?\n(?:[ \t]+[^\r\n]*\r?\n)*")
_MAIL = re.compile(rb"^(?:from|to|date|subject|message-id|received|return-path|mime-version):", re.IGNORECASE | re.MULTILINE)
_MBOX = re.compile(rb"From \S+[^\r\n]{5,80}\d{4}\r?\n[A-Za-z-]+:")
_CUES = re.compile(rb"\s*\d{1,6}\s*\r?\n\d{1,3}:\d\d:\d\d[,.]\d{3}\s+-->\s")


def guess_media_type(name: str, head: bytes) -> str:
    """Return the media type of bytes by their beginning (`HEAD` bytes are enough) and the name that they go by."""
    ending = PurePath(name).suffix.lower()
    by_name = _BY_ENDING.get(ending)
    for magic, kind in _MAGIC:
        if head.startswith(magic):
            return kind
    if head.startswith(_OLE):
        return by_name if by_name in _OLE_KINDS else "application/x-ole-storage"
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _guess_zip(head, ending, by_name)
    if (other := _by_inner_sign(head)) is not None:
        return other
    if by_name and _is_text(by_name) and by_name != "text/plain":
        return by_name
    return _guess_text(head, by_name)


def media_type_by_ending(name: str) -> str | None:
    """Return the media type that the ending of a name stands for, if it is a known one."""
    return _BY_ENDING.get(PurePath(name).suffix.lower())


def ending_for(media_type: str) -> str | None:
    """Return the usual ending for files of a media type (".html"), if there is one."""
    return next((ending for ending, kind in _BY_ENDING.items() if kind == media_type), None)


def _guess_zip(head: bytes, ending: str, by_name: str | None) -> str:
    if found := _MIMETYPE.search(head[:200]):
        return found[1].decode("ascii")
    if by_name and ending in _ZIP_ENDINGS and ending != ".zip":
        return by_name
    return next((kind for sign, kind in _ZIP_KINDS if sign in head), "application/zip")


def _by_inner_sign(head: bytes) -> str | None:
    """Return the kind of bytes whose sign does not stand at the very beginning."""
    if head[257:262] == b"ustar":
        return "application/x-tar"
    if head[:4] == b"RIFF" and head[8:12] in (b"WEBP", b"WAVE"):
        return "image/webp" if head[8:12] == b"WEBP" else "audio/wav"
    if head[4:8] == b"ftyp":
        return "video/mp4"
    if head[:2] == b"BM" and head[6:10] == bytes(4) and len(head) > 26:
        return "image/bmp"
    if b"%PDF-" in head[:1024] and not _HTML.match(head.lstrip()):
        return "application/pdf"
    return None


def _is_text(kind: str) -> bool:
    return kind.startswith("text/") or kind in (
        "application/json", "application/jsonl", "application/xml", "application/xhtml+xml", "message/rfc822",
        "multipart/related", "application/mbox", "application/x-subrip", "application/ttml+xml", "image/svg+xml",
        f"{_ODF}text-flat-xml",
    )  # fmt: skip


def _guess_text(head: bytes, by_name: str | None) -> str:
    """Return the kind of bytes without a sure sign; a name that promises another one is wrong, or the file is damaged."""
    begin = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if by_name != "text/plain":
        if _HTML.match(begin):
            return "text/html"
        if b"\x00" in head and not head.startswith(_BOMS):
            return by_name or "application/octet-stream"
    if _CUES.match(head.removeprefix(b"\xef\xbb\xbf")):
        return "application/x-subrip"
    if by_name is None or by_name == "text/plain":
        if _MBOX.match(head):
            return "application/mbox"
        if by_name is None and (headers := _headers(head)) and len(_MAIL.findall(headers)) >= 2:
            return "multipart/related" if b"multipart/related" in headers.lower() else "message/rfc822"
    return "text/plain" if by_name is None or _is_text(by_name) or not head else by_name


def _headers(head: bytes) -> bytes:
    """Return the lines at the beginning that have the form of a mail's head."""
    at = 0
    while found := _HEADER.match(head, at):
        at = found.end()
    return head[:at]

"""Guess the media type of a file from its name and its first bytes."""

from __future__ import annotations

_SIGNS = (
    (b"%PDF-", "application/pdf"),
    (b"\x89PNG\r\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF8", "image/gif"),
    (b"\x1f\x8b", "application/gzip"),
    (b"{\\rtf", "application/rtf"),
    (b"\xd0\xcf\x11\xe0", "application/x-ole-storage"),
)
_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_NAMES = {
    ".txt": "text/plain",
    ".text": "text/plain",
    ".md": "text/markdown",
    ".markdown": "text/markdown",
    ".html": "text/html",
    ".htm": "text/html",
    ".xhtml": "application/xhtml+xml",
    ".pdf": "application/pdf",
    ".docx": _DOCX,
    ".json": "application/json",
    ".csv": "text/csv",
    ".eml": "message/rfc822",
}


def media_type(name: str, head: bytes) -> str:
    """Return the media type: by the first bytes where they tell, else by the name, else by whether they look like text."""
    for sign, kind in _SIGNS:
        if head.startswith(sign):
            return kind
    ending = name[name.rfind(".") :].lower() if "." in name else ""
    if head.startswith(b"PK\x03\x04"):
        return _DOCX if ending == ".docx" else "application/zip"
    if ending in _NAMES:
        return _NAMES[ending]
    start = head.lstrip()[:200].lower()
    if start.startswith((b"<!doctype html", b"<html")):
        return "text/html"
    return "application/octet-stream" if b"\0" in head and not head.startswith((b"\xff\xfe", b"\xfe\xff")) else "text/plain"

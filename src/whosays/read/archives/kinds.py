"""Which files of a web archive are documents, and which are only parts that pages are made of."""

from __future__ import annotations

import re

# By the media type that the server gave.
_DOCUMENTS = re.compile(
    r"text/(?:html|plain|markdown|csv|tab-separated-values|rtf|vtt|vnd\.wap\.wml)"
    r"|application/(?:xhtml\+xml|pdf|x-pdf|rtf|msword|epub\+zip|vnd\.ms-excel|vnd\.ms-powerpoint|vnd\.ms-outlook|mbox"
    r"|vnd\.openxmlformats-officedocument\..*|vnd\.oasis\.opendocument\..*|rss\+xml|atom\+xml)"
    r"|message/rfc822"
)
# Servers that say nothing, or say this, leave it to the bytes.
_UNTOLD = frozenset(["", "application/octet-stream", "binary/octet-stream", "application/download", "application/x-download"])
_BEGINNINGS = re.compile(
    rb"%PDF-|\{\\rtf|\s*<!doctype html|\s*<html|PK\x03\x04[\s\S]{26}(?:mimetype|\[Content_Types\])", re.IGNORECASE
)
_ROBOTS = re.compile(r"https?://[^/]*/robots\.txt")
_PARTS = (
    ("pictures", re.compile(r"image/")), ("sound and film", re.compile(r"(?:audio|video)/|application/(?:x-mpegurl|dash)")),
    ("scripts and styles", re.compile(r"text/(?:css|javascript|ecmascript)|application/(?:x-)?(?:javascript|ecmascript)")),
    ("fonts", re.compile(r"font/|application/(?:x-)?font|application/vnd\.ms-fontobject")),
)  # fmt: skip


def is_document(media_type: str, url: str, head: bytes) -> bool:
    """Ask whether an answer of a web server is a document: by its media type, or its first bytes where that is not told."""
    if media_type in _UNTOLD:
        return _BEGINNINGS.match(head) is not None
    return _DOCUMENTS.fullmatch(media_type) is not None and not _ROBOTS.fullmatch(url)


def part_kind(media_type: str) -> str:
    """Return what to call a part that is no document, in the plural."""
    return next((called for called, pattern in _PARTS if pattern.match(media_type)), "other files that are no documents")


def name_of(url: str) -> str:
    """Return a name for what stands at an address: the address without its scheme."""
    return url.partition("://")[2] or url

"""What bytes are, by their beginning and their name."""

import pytest

from whosays.capture.media_types import guess_media_type


@pytest.mark.parametrize(
    ("name", "head", "expected"),
    [
        ("a.txt", b"words", "text/plain"),
        ("a", b"words", "text/plain"),
        ("a.unknown", b"words", "text/plain"),
        ("a.unknown", b"wo\x00rds", "application/octet-stream"),
        ("a", "words".encode("utf-16"), "text/plain"),
        ("a.txt", b"<html><body>", "text/plain"),
        ("a", b"\n<!DOCTYPE html><html>", "text/html"),
        ("a.HTM", b"words", "text/html"),
        ("a.txt", b"%PDF-1.7", "application/pdf"),
        ("a.docx", b"PK\x03\x04....", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        ("a.txt", b"PK\x03\x04..word/document.xml", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        ("a", b"PK\x03\x04..other", "application/zip"),
        ("a.odt", b"PK\x03\x04....", "application/vnd.oasis.opendocument.text"),
        ("a.png", b"\x89PNG\r\n", "image/png"),
        ("empty.txt", b"", "text/plain"),
        ("a.pdf", b"<!DOCTYPE html><html>", "text/html"),
        ("a.pdf", b"junk before\n%PDF-1.4", "application/pdf"),
        ("a.jpg", b"only words", "image/jpeg"),
        ("a.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "application/x-ole-storage"),
        ("a.msg", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "application/vnd.ms-outlook"),
        ("book", b"PK\x03\x04" + b"." * 26 + b"mimetypeapplication/epub+zip", "application/epub+zip"),
        (
            "a.zip",
            b"PK\x03\x04" + b"." * 26 + b"mimetypeapplication/vnd.oasis.opendocument.textPK",
            "application/vnd.oasis.opendocument.text",
        ),
        ("a.tar", b"x" * 257 + b"ustar\x0000", "application/x-tar"),
        ("a", b"RIFF....WEBPVP8 ", "image/webp"),
        ("a.mbox", b"From mill@example.org Mon Jan  1 00:00:00 2024\nSubject: x\n", "application/mbox"),
        ("inbox", b"From mill@example.org Mon Jan  1 00:00:00 2024\nSubject: x\n", "application/mbox"),
        ("a", b"From: mill@example.org\r\nTo: a@example.org\r\nSubject: weir\r\n\r\nHello", "message/rfc822"),
        ("a", b"From: x\nSubject: y\nMIME-Version: 1.0\nContent-Type: multipart/related;\n type=x\n\n", "multipart/related"),
        ("a.txt", b"From: mill@example.org\nTo: a@example.org\n\nHello", "text/plain"),
        ("a.srt", b"1\n00:00:01,000 --> 00:00:02,000\nHello\n", "application/x-subrip"),
        ("a.txt", b"1\n00:00:01,000 --> 00:00:02,000\nHello\n", "application/x-subrip"),
        ("a", b"WEBVTT\n\n", "text/vtt"),
        ("a.warc", b"WARC/1.1\r\n", "application/warc"),
        ("a.json", b"{", "application/json"),
    ],
)
def test_the_kind_is_guessed_from_bytes_then_name(name: str, head: bytes, expected: str) -> None:
    assert guess_media_type(name, head) == expected

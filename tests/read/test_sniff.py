import pytest

from whosays.read.sniff import media_type


@pytest.mark.parametrize(
    ("name", "head", "expected"),
    [
        ("a.txt", b"x", "text/plain"),
        ("a.txt", b"%PDF-1.7", "application/pdf"),
        ("a", b"  <!DOCTYPE html><p>", "text/html"),
        ("a.HTM", b"x", "text/html"),
        ("a.docx", b"PK\x03\x04", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        ("a.zip", b"PK\x03\x04", "application/zip"),
        ("a", b"\0\1", "application/octet-stream"),
        ("a", b"words", "text/plain"),
        ("a", b"\xff\xfea\0", "text/plain"),
    ],
)
def test_the_first_bytes_are_believed_before_the_name(name: str, head: bytes, expected: str) -> None:
    assert media_type(name, head) == expected

"""A file whose hash is known beforehand."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import pytest
from tests.capture.site import Page, Site

from whosays.capture.download import NotFetched, WrongChecksum, download

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

RAW = b"a model" * 1000
SHA = hashlib.sha256(RAW).hexdigest()


@pytest.fixture
def site() -> Iterator[Site]:
    with Site() as site:
        site.pages |= {
            "/model.onnx": Page(body=RAW),
            "/moved": Page(status=302, headers=(("Location", "/model.onnx"),)),
            "/circle": Page(status=302, headers=(("Location", "/circle"),)),
        }
        yield site


@pytest.mark.parametrize("path", ["/model.onnx", "/moved"])
def test_a_file_is_fetched_over_redirects(site: Site, tmp_path: Path, path: str) -> None:
    assert download(site.url(path), tmp_path / "m", sha256=SHA, allow_loopback=True) == len(RAW)
    assert (tmp_path / "m").read_bytes() == RAW


def test_another_file_is_not_kept(site: Site, tmp_path: Path) -> None:
    with pytest.raises(WrongChecksum, match=SHA):
        download(site.url("/model.onnx"), tmp_path / "m", sha256="0" * 64, allow_loopback=True)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(("path", "why"), [("/circle", "more than 5 times"), ("/none", "status 404")])
def test_what_is_not_there_is_told(site: Site, tmp_path: Path, path: str, why: str) -> None:
    with pytest.raises(NotFetched, match=why):
        download(site.url(path), tmp_path / "m", sha256=SHA, allow_loopback=True)
    assert list(tmp_path.iterdir()) == []


def test_more_bytes_than_the_limit_are_not_taken(site: Site, tmp_path: Path) -> None:
    with pytest.raises(NotFetched, match="more than 1,000 bytes"):
        download(site.url("/model.onnx"), tmp_path / "m", sha256=SHA, size_limit=1000, allow_loopback=True)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("url", ["http://models.example/m.onnx", "https://127.0.0.1/m.onnx", "https://192.168.0.2/m.onnx"])
def test_only_the_public_web_is_asked_and_only_with_tls(tmp_path: Path, url: str) -> None:
    with pytest.raises(NotFetched):
        download(url, tmp_path / "m", sha256=SHA)

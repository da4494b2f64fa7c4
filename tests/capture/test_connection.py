"""TLS: whom we trust, and which certificate was shown."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import pytest
from cryptography.hazmat.primitives.serialization import Encoding
from tests.capture.authorities import Signed, make_authority, make_signed, server_context
from tests.capture.site import Page, Site

from whosays.capture.web import BadAuthorities, Web, WebSettings

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture(scope="module")
def authority() -> Signed:
    return make_authority()


@pytest.fixture(scope="module")
def signed(authority: Signed) -> Signed:
    return make_signed("harbour.example", authority)


@pytest.fixture
def secure(signed: Signed, tmp_path: Path) -> Iterator[Site]:
    with Site(pages={"/": Page(body=b"<p>Open.</p>")}, tls=server_context(signed, tmp_path)) as site:
        yield site


@pytest.fixture
def trusting(authority: Signed, tmp_path: Path) -> WebSettings:
    (tmp_path / "authority.pem").write_bytes(authority.pem())
    return WebSettings(allow_loopback=True, delay=0.0, authorities=str(tmp_path / "authority.pem"))


def test_the_certificate_is_on_record(secure: Site, trusting: WebSettings, signed: Signed) -> None:
    fetched = Web(trusting).fetch(secure.url())
    shown = signed.certificate.public_bytes(Encoding.DER)
    assert (fetched.body, fetched.certificate) == (b"<p>Open.</p>", hashlib.sha256(shown).hexdigest())


def test_a_certificate_nobody_vouches_for_is_refused(secure: Site) -> None:
    fetched = Web(WebSettings(allow_loopback=True, delay=0.0)).fetch(secure.url())
    assert fetched.failure is not None
    assert fetched.failure.kind == "certificate"
    assert "127.0.0.1" in fetched.failure.why
    assert secure.asked == []


def test_the_certificate_is_checked_by_the_name_that_was_asked_for(secure: Site, trusting: WebSettings) -> None:
    def here(host: str, port: int) -> list[str]:
        return ["127.0.0.1"]

    assert Web(trusting, resolver=here).fetch(secure.url(host="harbour.example")).status == 200
    fetched = Web(trusting, resolver=here).fetch(secure.url(host="library.example"))
    assert fetched.failure is not None
    assert fetched.failure.kind == "certificate"


def test_a_site_without_tls_is_told(site: Site) -> None:
    fetched = Web(WebSettings(allow_loopback=True, delay=0.0), sleep=lambda seconds: None).fetch(
        f"https://127.0.0.1:{site.port}/"
    )
    assert fetched.failure is not None
    assert fetched.failure.kind == "unreachable"


@pytest.mark.parametrize("content", [None, b"no certificate"])
def test_authorities_that_cannot_be_read_are_the_users_to_mend(secure: Site, tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "mine.pem"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(BadAuthorities, match=r"mine\.pem"):
        Web(WebSettings(allow_loopback=True, authorities=str(path))).fetch(secure.url())

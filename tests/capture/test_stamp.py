"""Time stamps: asked for from a server of our own, checked, and told apart from what is none."""

from __future__ import annotations

import sys
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.capture.authorities import make_authority
from tests.capture.site import Page, Site
from tests.capture.stamp_server import StampServer

from whosays.capture.stamp import StampFailed, StampsMissing, check_stamp, request_stamp
from whosays.capture.web import Web, WebSettings

WORDS = b"The harbour council opened the locks."


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> StampServer:
    return StampServer.make(tmp_path_factory.mktemp("stamps"))


@pytest.fixture(scope="module")
def stamp(server: StampServer) -> bytes:
    return request_stamp(WORDS, lambda query, media_type: server.sign(query))


def test_a_stamp_says_when_and_by_whom(server: StampServer, stamp: bytes) -> None:
    check = check_stamp(stamp, WORDS, roots=[server.authority.pem()])
    assert abs(check.at - datetime.now(UTC)) < timedelta(minutes=5)
    assert (check.server, check.matches, check.is_trusted, check.why) == ("Harbour Clock", True, True, None)


def test_a_stamp_is_about_its_bytes_only(server: StampServer, stamp: bytes) -> None:
    check = check_stamp(stamp, WORDS + b".", roots=[server.authority.pem()])
    assert (check.matches, check.why) == (False, "it is about other bytes")


def test_trust_is_the_users_to_give(stamp: bytes) -> None:
    assert check_stamp(stamp, WORDS).is_trusted is None
    check = check_stamp(stamp, WORDS, roots=[make_authority("Somebody Else").pem()])
    assert (check.matches, check.is_trusted) == (True, False)
    assert check.why


def test_a_changed_signature_is_not_trusted(server: StampServer, stamp: bytes) -> None:
    changed = stamp[:-4] + bytes(4)
    assert check_stamp(changed, WORDS, roots=[server.authority.pem()]).is_trusted is False


def test_roots_that_are_none_are_told(stamp: bytes) -> None:
    with pytest.raises(StampFailed, match="PEM"):
        check_stamp(stamp, WORDS, roots=[b"no certificate"])


def test_openssl_agrees(server: StampServer, stamp: bytes) -> None:
    (server.folder / "words").write_bytes(WORDS)
    (server.folder / "stamp.tsr").write_bytes(stamp)
    done = server.openssl("-verify", "-data", "words", "-in", "stamp.tsr", "-CAfile", "authority.pem")
    assert "Verification: OK" in done.stdout


@given(st.binary(max_size=200))
def test_what_is_no_stamp_is_told(raw: bytes) -> None:
    with pytest.raises(StampFailed):
        check_stamp(raw, WORDS)


def test_a_damaged_stamp_never_breaks_us(stamp: bytes) -> None:
    for at in range(0, len(stamp), 23):
        damaged = bytearray(stamp)
        damaged[at] ^= 0xFF
        for raw in (bytes(damaged), stamp[:at]):
            try:
                check_stamp(raw, WORDS)
            except StampFailed:
                continue


def test_the_answer_to_another_query_is_refused(server: StampServer) -> None:
    old = request_stamp(b"other words", lambda query, media_type: server.sign(query))
    with pytest.raises(StampFailed, match="another request"):
        request_stamp(WORDS, lambda query, media_type: old)


def test_a_refusal_is_told() -> None:
    refusal = bytes.fromhex("300e300c02010230070c05636c6f7365")
    with pytest.raises(StampFailed, match="close"):
        request_stamp(WORDS, lambda query, media_type: refusal)


# On a visit


@pytest.fixture
def settings(site: Site) -> WebSettings:
    site.pages["/"] = Page(body=b"<p>Open.</p>")
    return WebSettings(allow_loopback=True, delay=0.0, stamp_server=site.url("/stamp"))


def test_a_visit_stamps_its_warc_file(site: Site, settings: WebSettings, server: StampServer) -> None:
    site.pages["/stamp"] = server
    fetched = Web(settings).fetch(site.url())
    assert fetched.stamp_failure is None
    assert fetched.stamp is not None
    assert fetched.warc is not None
    check = check_stamp(fetched.stamp, fetched.warc, roots=[server.authority.pem()])
    assert (check.matches, check.is_trusted) == (True, True)


@pytest.mark.parametrize("page", [Page(status=500), Page(body=b"no stamp"), b"", Page(body=b"")])
def test_a_page_without_stamp_is_kept_all_the_same(site: Site, settings: WebSettings, page: Page | bytes) -> None:
    site.pages["/stamp"] = page
    fetched = Web(settings).fetch(site.url())
    assert (fetched.body, fetched.stamp) == (b"<p>Open.</p>", None)
    assert fetched.stamp_failure


def test_the_package_is_named_where_it_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "rfc3161_client", None)
    with pytest.raises(StampsMissing, match=r"whosays\[timestamp\]"):
        request_stamp(WORDS, lambda query, media_type: b"")

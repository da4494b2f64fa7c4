"""One question to a server that the user named."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.capture.authorities import make_authority, make_signed, server_context
from tests.capture.site import Page, Site

from whosays.capture.endpoint import BadEndpoint, BadKey, Endpoint, EndpointRefuses, NoAnswer, check_url

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def site() -> Iterator[Site]:
    with Site() as site:
        yield site


def endpoint(site: Site, slept: list[float] | None = None, **wish: object) -> Endpoint:
    return Endpoint(site.url("/ask"), sleep=list[float]().append if slept is None else slept.append, **wish)  # type: ignore[arg-type]


def test_a_question_is_posted_once_with_its_key(site: Site) -> None:
    site.pages["/ask"] = Page(body=b'{"so": "it is"}')
    assert endpoint(site, key=" key-1 ").ask(b'{"is": "it"}') == '{"so": "it is"}'
    (asked,) = site.asked
    assert (asked.method, asked.body) == ("POST", b'{"is": "it"}')
    assert asked.headers["authorization"] == "Bearer key-1"
    assert asked.headers["content-type"] == "application/json"


@pytest.mark.parametrize("status", [429, 500, 502, 503, 504])
def test_a_fault_that_may_pass_is_tried_three_times_and_no_more(site: Site, status: int) -> None:
    slept: list[float] = []
    site.pages["/ask"] = Page(status=status)
    with pytest.raises(NoAnswer, match=f"status {status}"):
        endpoint(site, slept).ask(b"{}")
    assert (len(site.asked), slept) == (3, [1.0, 2.0])


def test_a_busy_server_is_given_the_time_that_it_asks_for_if_there_is_so_much(site: Site) -> None:
    slept: list[float] = []
    site.pages["/ask"] = Page(status=429, headers=(("Retry-After", "7"),))
    with pytest.raises(NoAnswer):
        endpoint(site, slept).ask(b"{}")
    assert slept == [7.0, 14.0]
    site.pages["/ask"] = Page(status=429, headers=(("Retry-After", "3600"),))
    with pytest.raises(NoAnswer):
        endpoint(site, slept).ask(b"{}")
    assert slept == [7.0, 14.0]


def test_a_server_that_comes_back_is_answered_for(site: Site) -> None:
    answers: Iterator[Page | bytes] = iter([Page(status=503), b"", Page(body=b"{}")])
    site.pages["/ask"] = lambda asked: next(answers)
    assert endpoint(site).ask(b"{}") == "{}"


@pytest.mark.parametrize(
    ("status", "told"), [(302, "another address"), (401, "key"), (403, "key"), (404, "claims-model"), (405, "no temperature")]
)
def test_a_refusal_is_told_and_not_tried_again(site: Site, status: int, told: str) -> None:
    site.pages |= {"/ask": Page(status=status, body=b"no\ntemperature", headers=(("Location", site.url("/other")),))}
    with pytest.raises(EndpointRefuses, match=told):
        endpoint(site).ask(b"{}")
    assert site.paths() == ["/ask"]


@pytest.mark.parametrize("status", [400, 413, 422])
def test_a_question_that_is_not_taken_has_no_answer_and_is_not_asked_again(site: Site, status: int) -> None:
    site.pages["/ask"] = Page(status=status, body=b"too\nlong")
    with pytest.raises(NoAnswer, match=f"does not take the question .status {status}") as told:
        endpoint(site).ask(b"{}")
    assert (told.value.said, len(site.asked)) == ("too long", 1)


def test_a_huge_answer_is_cut_off(site: Site) -> None:
    site.pages["/ask"] = Page(body=b" " * (3 << 20))
    with pytest.raises(NoAnswer, match="more than 1,048,576 bytes"):
        endpoint(site).ask(b"{}")


def test_nobody_there_is_no_answer() -> None:
    with Site() as gone:
        url = gone.url("/ask")
    with pytest.raises(NoAnswer, match="cannot be reached"):
        Endpoint(url, sleep=list[float]().append).ask(b"{}")


def test_a_name_that_leads_elsewhere_is_not_asked_without_tls(site: Site) -> None:
    here = Endpoint(f"http://localhost:{site.port}/ask", resolver=lambda host, port: ["192.168.1.9"])
    with pytest.raises(BadEndpoint, match="without TLS"):
        here.ask(b"{}")
    assert site.asked == []


@pytest.mark.parametrize(
    "url", ["http://127.0.0.1:11434/v1", "http://localhost:8080/v1", "http://[::1]:8080/", "https://a.example/v1"]
)
def test_this_machine_and_any_host_with_tls_may_be_named(url: str) -> None:
    assert str(check_url(url)) == url


@pytest.mark.parametrize(
    "url",
    [
        "http://a.example",
        "http://10.0.0.1/v1",
        "http://127.1/",
        "file:///etc/hosts",
        "https://u:p@a.example",
        "https://a.example/?k=1",
    ],
)
def test_other_addresses_may_not(url: str) -> None:
    with pytest.raises(BadEndpoint):
        check_url(url)


@pytest.mark.parametrize("key", ["a\nHost: b", "schlüssel", "a\x00b"])
def test_a_key_cannot_smuggle_a_header(site: Site, key: str) -> None:
    with pytest.raises(BadKey):
        endpoint(site, key=key)


def test_a_key_that_the_server_repeats_is_taken_out(site: Site) -> None:
    key = "a-long/key+of=1"
    site.pages["/ask"] = Page(body=b'["a-long/key+of=1", "a-long\\/key+of=1"]')
    assert endpoint(site, key=key).ask(b"{}") == '["…", "…"]'
    site.pages["/ask"] = Page(status=405, body=key.encode())
    with pytest.raises(EndpointRefuses) as told:
        endpoint(site, key=key).ask(b"{}")
    assert key not in str(told.value)
    site.pages["/ask"] = Page(status=400, body=key.encode())
    with pytest.raises(NoAnswer) as untold:
        endpoint(site, key=key).ask(b"{}")
    assert key not in str(untold.value) + untold.value.said
    site.pages["/ask"] = f"Authorization: Bearer {key}\r\n\r\n".encode()  # no HTTP, which the fault then quotes
    with pytest.raises(NoAnswer, match="no whole answer") as broken:
        endpoint(site, key=key).ask(b"{}")
    assert "…" in str(broken.value)
    assert key not in str(broken.value)


def test_a_host_of_ones_own_is_asked_with_tls_where_its_certificate_holds(tmp_path: Path) -> None:
    authority = make_authority()
    (tmp_path / "house.pem").write_bytes(authority.pem())
    with Site({"/ask": Page(body=b"{}")}, tls=server_context(make_signed("model.example", authority), tmp_path)) as site:
        url = f"https://model.example:{site.port}/ask"

        def here(host: str, port: int) -> list[str]:
            return ["127.0.0.1"]

        trusted = Endpoint(url, key="key-0123", authorities=str(tmp_path / "house.pem"), resolver=here)
        assert trusted.ask(b"{}") == "{}"
        with pytest.raises(BadEndpoint, match="certificate"):
            Endpoint(url, key="key-0123", resolver=here).ask(b"{}")
        wrong = f"https://other.example:{site.port}/ask"
        with pytest.raises(BadEndpoint, match="certificate"):
            Endpoint(wrong, key="key-0123", authorities=str(tmp_path / "house.pem"), resolver=here).ask(b"{}")
        assert len(site.asked) == 1

"""A visit: what comes back from a site, how it is asked, and every way in which it can go wrong."""

from __future__ import annotations

import gzip
import hashlib
import threading
import time
import zlib
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.capture.site import Asked, Page, Site

from whosays.capture.web import Fetched, Web, WebSettings, fetch

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

HERE = WebSettings(allow_loopback=True, delay=0.0)
PAGE = b"<!doctype html><title>Locks</title><p>The harbour council opened the locks.</p>"


def kind(fetched: Fetched) -> str | None:
    return fetched.failure.kind if fetched.failure else None


def why(fetched: Fetched) -> str:
    assert fetched.failure is not None
    return fetched.failure.why


def web(**settings: object) -> tuple[Web, list[float]]:
    """A run that does not sleep, and the seconds it would have slept."""
    slept: list[float] = []
    made = WebSettings(**{"allow_loopback": True, "delay": 0.0, **settings})  # type: ignore[arg-type]
    return Web(made, sleep=slept.append), slept


def test_a_page_comes_back_as_it_was_sent(site: Site) -> None:
    site.pages["/locks"] = Page(body=PAGE, headers=(("Server", "harbour"), ("X-Two", "a"), ("X-Two", "b")))
    fetched = fetch(site.url("/locks#top"), settings=HERE)
    assert fetched.failure is None
    assert (fetched.status, fetched.body, fetched.media_type) == (200, PAGE, "text/html")
    assert (fetched.url, fetched.redirects, fetched.final_url) == (site.url("/locks"), (), site.url("/locks"))
    assert fetched.headers[:3] == (("Server", "harbour"), ("X-Two", "a"), ("X-Two", "b"))
    assert fetched.name == "127.0.0.1/locks"
    assert fetched.certificate is None
    assert fetched.is_page


def test_whosays_says_who_asks_and_sends_nothing_else(site: Site) -> None:
    site.pages["/"] = Page(body=PAGE, headers=(("Set-Cookie", "seen=1"),))
    run = Web(HERE)
    run.fetch(site.url())
    run.fetch(site.url())
    first, again = [asked.headers for asked in site.asked if asked.path == "/"]
    assert first == again
    assert set(first) == {"host", "user-agent", "accept", "accept-encoding", "connection"}
    assert first["user-agent"].startswith("whosays/")
    Web(WebSettings(allow_loopback=True, user_agent="river-desk/2 (+https://river.example)")).fetch(site.url())
    assert site.asked[-1].headers["user-agent"] == "river-desk/2 (+https://river.example)"


@pytest.mark.parametrize("status", [404, 410, 403, 500])
def test_an_answer_of_any_status_is_an_answer(site: Site, status: int) -> None:
    site.pages["/gone"] = Page(status=status, body=b"<p>It is gone.")
    fetched = fetch(site.url("/gone"), settings=HERE)
    assert (fetched.status, fetched.body, kind(fetched), fetched.is_page) == (status, b"<p>It is gone.", None, False)


# Redirects


def to(target: str, status: int = 302) -> Page:
    return Page(status=status, headers=(("Location", target),))


def test_redirects_are_followed_and_kept(site: Site) -> None:
    site.pages |= {"/a": to("/b", 301), "/b": to("c?d#e", 307), "/c?d": Page(body=PAGE)}
    fetched = fetch(site.url("/a"), settings=HERE)
    assert (fetched.url, fetched.redirects) == (site.url("/a"), (site.url("/b"), site.url("/c?d")))
    assert fetched.body == PAGE
    assert fetched.name == "127.0.0.1/c?d"


@pytest.mark.parametrize(("statuses", "expected"), [((301, 308), True), ((301, 302), False), ((307, 301), False)])
def test_a_move_for_good_is_told_from_a_passing_one(site: Site, statuses: tuple[int, int], expected: bool) -> None:
    site.pages |= {"/a": to("/b", statuses[0]), "/b": to("/c", statuses[1]), "/c": Page(body=PAGE)}
    assert fetch(site.url("/a"), settings=HERE).moved_for_good is expected
    assert fetch(site.url("/c"), settings=HERE).moved_for_good is False


def test_a_circle_ends(site: Site) -> None:
    site.pages |= {"/a": to("/b"), "/b": to("/a")}
    fetched = fetch(site.url("/a"), settings=HERE)
    assert kind(fetched) == "redirects"
    assert "cookies" in why(fetched)
    assert len(site.paths()) == 2


def test_a_line_without_end_ends(site: Site) -> None:
    site.pages |= {f"/{n}": to(f"/{n + 1}") for n in range(50)}
    fetched = fetch(site.url("/0"), settings=HERE)
    assert kind(fetched) == "redirects"
    assert len(site.paths()) == 11


@pytest.mark.parametrize(
    "target",
    ["http://10.0.0.1/", "http://169.254.169.254/latest/", "file:///etc/hosts", "http://[::ffff:10.1.1.1]/", "//0x7f.1/",
     "http://192.168.1.1:8080/", "ftp://harbour.example/", "http://u:p@harbour.example/", "http://127.0.0.1:22/", "http://["],
)  # fmt: skip
def test_no_redirect_leads_inside(site: Site, target: str) -> None:
    site.pages["/a"] = to(target)
    fetched = fetch(site.url("/a"), settings=HERE)
    assert kind(fetched) == "address"
    assert fetched.warc is not None  # the redirect itself is on record
    assert len(fetched.redirects) == 1


def test_a_redirect_that_names_no_target_is_the_answer(site: Site) -> None:
    site.pages["/a"] = Page(status=302, body=b"<p>Somewhere else.")
    assert fetch(site.url("/a"), settings=HERE).status == 302


# Addresses


def test_loopback_is_closed_unless_a_test_opens_it(site: Site) -> None:
    fetched = fetch(site.url())
    assert kind(fetched) == "address"
    assert site.asked == []


def test_a_name_that_answers_otherwise_the_next_time_gains_nothing(site: Site) -> None:
    site.pages["/"] = Page(body=PAGE)
    answers = iter([["127.0.0.1"], ["10.0.0.1"], ["127.0.0.1"]])
    run = Web(HERE, resolver=lambda host, port: next(answers))
    # robots.txt was asked at the first answer; the second is refused, and nothing else is connected to.
    assert kind(run.fetch(site.url(host="harbour.example"))) == "address"
    assert site.paths() == []
    assert run.fetch(site.url(host="harbour.example")).status == 200


def test_one_private_answer_closes_a_name(site: Site) -> None:
    run = Web(HERE, resolver=lambda host, port: ["127.0.0.1", "192.168.0.1"])
    assert kind(run.fetch(site.url(host="harbour.example"))) == "address"
    assert site.asked == []


def test_the_host_is_asked_by_its_name(site: Site) -> None:
    site.pages["/"] = Page(body=PAGE)
    run = Web(HERE, resolver=lambda host, port: ["127.0.0.1"])
    assert run.fetch(site.url(host="bücher.example")).url == site.url(host="xn--bcher-kva.example")
    assert site.asked[-1].headers["host"] == f"xn--bcher-kva.example:{site.port}"


def test_proxies_of_the_environment_are_not_used(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    monkeypatch.setenv("ALL_PROXY", "http://127.0.0.1:9")
    site.pages["/"] = Page(body=PAGE)
    assert fetch(site.url(), settings=HERE).status == 200


# Limits


def dripping() -> Iterator[bytes]:
    yield b"HTTP/1.1 200 Said\r\nContent-Length: 100000\r\n\r\n"
    for _ in range(10_000):
        time.sleep(0.02)
        yield b"x"


def dripping_head() -> Iterator[bytes]:
    yield b"HTTP/1.1 200 Said\r\n"
    for n in range(10_000):
        time.sleep(0.02)
        yield f"X-{n}: y\r\n".encode()


@pytest.mark.parametrize("drip", [dripping, dripping_head])
def test_a_server_that_drips_is_left(site: Site, drip: Callable[[], Iterator[bytes]]) -> None:
    site.pages["/slow"] = lambda asked: drip()
    fetched = fetch(site.url("/slow"), settings=WebSettings(allow_loopback=True, delay=0.0, time_limit=0.5))
    assert kind(fetched) == "slow"


def chunked(pieces: Iterable[bytes]) -> Iterator[bytes]:
    yield b"HTTP/1.1 200 Said\r\nTransfer-Encoding: chunked\r\n\r\n"
    for piece in pieces:
        yield f"{len(piece):x}\r\n".encode() + piece + b"\r\n"
    yield b"0\r\n\r\n"


def test_more_than_the_limit_is_not_taken(site: Site) -> None:
    small = WebSettings(allow_loopback=True, delay=0.0, size_limit=100_000)
    site.pages |= {
        "/said": Page(body=b"x" * 200_000),
        "/unsaid": lambda asked: chunked(b"x" * 10_000 for _ in range(10_000)),
        "/packed": Page(body=gzip.compress(b"x" * 50_000_000, mtime=0), headers=(("Content-Encoding", "gzip"),)),
        "/twice": Page(
            body=gzip.compress(gzip.compress(b"x" * 50_000_000, mtime=0), mtime=0),
            headers=(("Content-Encoding", "gzip, gzip"),),
        ),
        "/head": b"HTTP/1.1 200 Said\r\n" + b"X-A: " + b"y" * 300_000 + b"\r\n\r\n",
    }
    found = {path: kind(fetch(site.url(path), settings=small)) for path in ("/said", "/unsaid", "/packed", "/twice")}
    assert found == dict.fromkeys(found, "large")
    assert kind(fetch(site.url("/head"), settings=small)) in ("large", "broken")


@pytest.mark.parametrize(
    ("encoding", "body"),
    [
        ("gzip", gzip.compress(PAGE, mtime=0)),
        ("x-gzip", gzip.compress(PAGE[:20], mtime=0) + gzip.compress(PAGE[20:], mtime=0)),
        ("deflate", zlib.compress(PAGE)),
        ("deflate", zlib.compress(PAGE)[2:-4]),
        ("identity", PAGE),
        ("gzip", PAGE),  # said, and not done
        ("deflate, gzip", gzip.compress(zlib.compress(PAGE), mtime=0)),
        ("gzip", gzip.compress(PAGE, mtime=0) + b"padding"),
    ],
)
def test_packed_answers_are_unpacked(site: Site, encoding: str, body: bytes) -> None:
    site.pages["/"] = Page(body=body, headers=(("Content-Encoding", encoding),))
    assert fetch(site.url(), settings=HERE).body == PAGE


@pytest.mark.parametrize(
    ("encoding", "body"),
    [
        ("gzip", gzip.compress(PAGE, mtime=0)[:-9]),
        ("gzip", b"\x1f\x8bnothing of the sort"),
        ("br", b"\x0b\x02\x80"),
        ("gzip," * 9, PAGE),
    ],
)
def test_packing_that_is_damaged_or_unknown_is_told(site: Site, encoding: str, body: bytes) -> None:
    site.pages["/"] = Page(body=body, headers=(("Content-Encoding", encoding),))
    assert kind(fetch(site.url(), settings=HERE)) == "broken"


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"SSH-2.0-harbour\r\n",
        b"HTTP/1.1 200 Said\r\nContent-Length: 100\r\n\r\nshort",
        b"HTTP/1.1 200 Said\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
        b"HTTP/1.1 200 Said\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nxx",
        b"HTTP/1.1 999999 Said\r\n\r\n",
        b"\x00" * 1000,
    ],
)
def test_what_is_no_whole_answer_is_told(site: Site, raw: bytes) -> None:
    site.pages["/"] = raw
    run, _ = web()
    fetched = run.fetch(site.url())
    assert kind(fetched) == "broken"
    assert fetched.body is None


def test_nobody_at_the_door_and_no_such_host() -> None:
    run, slept = web()
    with Site() as site:
        url = site.url()
    fetched = run.fetch(url)
    assert kind(fetched) == "unreachable"
    assert "refused" in why(fetched)
    assert slept == [1.0, 2.0]
    assert fetched.warc is None

    import socket

    def unknown(host: str, port: int) -> list[str]:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    fetched = Web(HERE, resolver=unknown).fetch("https://nowhere.example/")
    assert (kind(fetched), why(fetched)) == ("unreachable", "no host is called nowhere.example (name or service not known)")


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.binary(max_size=300)
    | st.builds(
        b"HTTP/1.1 200 Said\r\nContent-Encoding: %s\r\n\r\n%s".__mod__,
        st.tuples(st.sampled_from([b"gzip", b"deflate"]), st.binary(max_size=80)),
    )
    | st.builds(b"HTTP/1.1 302 Said\r\nLocation: %s\r\n\r\n".__mod__, st.tuples(st.binary(max_size=40)))
    | st.builds(b"HTTP/1.1 200 Said\r\nTransfer-Encoding: chunked\r\n\r\n%s".__mod__, st.tuples(st.binary(max_size=60)))
)
def test_no_answer_of_a_server_breaks_a_visit(site: Site, raw: bytes) -> None:
    site.pages["/"] = raw
    fetched = Web(WebSettings(allow_loopback=True, delay=0.0, retries=0)).fetch(site.url())
    assert (fetched.failure is None) == (fetched.body is not None)


# Trying again


def in_turn(*said: Page) -> Callable[[Asked], Page]:
    left = list(said)
    return lambda asked: left.pop(0) if len(left) > 1 else left[0]


def test_what_may_pass_is_tried_again(site: Site) -> None:
    busy = Page(status=503)
    site.pages["/"] = in_turn(busy, busy, Page(body=PAGE))
    run, slept = web()
    assert run.fetch(site.url()).body == PAGE
    assert slept == [1.0, 2.0]


def test_trying_again_ends(site: Site) -> None:
    site.pages["/"] = Page(status=502)
    run, _ = web()
    assert run.fetch(site.url()).status == 502
    assert len(site.paths()) == 3


def test_an_error_that_stays_is_not_tried_again(site: Site) -> None:
    site.pages["/"] = Page(status=500)
    run, slept = web()
    assert run.fetch(site.url()).status == 500
    assert (len(site.paths()), slept) == (1, [])


def test_a_host_says_when_to_come_back(site: Site) -> None:
    site.pages["/"] = in_turn(Page(status=429, headers=(("Retry-After", "7"),)), Page(body=PAGE))
    run, slept = web()
    assert run.fetch(site.url()).status == 200
    assert 7.0 in slept


def test_a_host_that_wants_to_be_left_alone_for_long_is(site: Site) -> None:
    site.pages["/"] = Page(status=429, headers=(("Retry-After", "Wed, 21 Oct 2099 07:28:00 GMT"),))
    run, slept = web()
    assert run.fetch(site.url()).status == 429
    assert slept == []
    fetched = run.fetch(site.url("/other"))
    assert kind(fetched) == "busy"
    assert site.paths() == ["/"]


# Politeness


def test_a_host_has_rest_between_visits(site: Site) -> None:
    site.pages |= {"/a": to("/b"), "/b": Page(body=PAGE)}
    run, slept = web(delay=3.0)
    run.fetch(site.url("/a"))
    assert slept == []
    run.fetch(site.url("/b"))
    assert [round(seconds, 1) for seconds in slept] == [3.0]


def test_a_site_may_ask_for_longer_rest(site: Site) -> None:
    site.pages["/robots.txt"] = Page(body=b"User-agent: *\nCrawl-delay: 9\n", media_type="text/plain")
    run, slept = web(delay=3.0)
    run.fetch(site.url("/a"))
    run.fetch(site.url("/b"))
    assert [round(seconds) for seconds in slept] == [9]


def test_a_host_is_asked_by_one_at_a_time(site: Site) -> None:
    now, most, lock = [0], [0], threading.Lock()

    def count(asked: Asked) -> Page:
        with lock:
            now[0] += 1
            most[0] = max(most[0], now[0])
        time.sleep(0.02)
        with lock:
            now[0] -= 1
        return Page(body=PAGE)

    site.pages |= {f"/{n}": count for n in range(6)}
    run = Web(HERE)
    threads = [threading.Thread(target=run.fetch, args=(site.url(f"/{n}"),)) for n in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (most[0], len(site.paths())) == (1, 6)


# robots.txt

ROBOTS = b"User-agent: *\nDisallow: /closed\n\nUser-agent: whosays\nDisallow: /not-for-us\n"


def test_what_a_site_closes_is_left_alone(site: Site) -> None:
    site.pages |= {"/robots.txt": Page(body=ROBOTS, media_type="text/plain"), "/closed": Page(body=PAGE)}
    run = Web(HERE)
    assert run.fetch(site.url("/closed")).status == 200  # what is said to all is not said to us, where we are named
    fetched = run.fetch(site.url("/not-for-us"))
    assert kind(fetched) == "robots"
    assert "web-robots ignore" in why(fetched)
    assert site.paths() == ["/closed"]
    assert [asked.path for asked in site.asked].count("/robots.txt") == 1


def test_a_redirect_into_what_is_closed_is_not_followed(site: Site) -> None:
    site.pages |= {"/robots.txt": Page(body=ROBOTS, media_type="text/plain"), "/a": to("/not-for-us")}
    fetched = fetch(site.url("/a"), settings=HERE)
    assert kind(fetched) == "robots"
    assert fetched.redirects == (site.url("/not-for-us"),)


def test_a_user_may_decide_otherwise(site: Site) -> None:
    site.pages |= {"/robots.txt": Page(body=ROBOTS, media_type="text/plain"), "/not-for-us": Page(body=PAGE)}
    fetched = fetch(site.url("/not-for-us"), settings=WebSettings(allow_loopback=True, obey_robots=False))
    assert fetched.status == 200
    assert [asked.path for asked in site.asked] == ["/not-for-us"]


def test_a_site_that_cannot_say_closes_all(site: Site) -> None:
    site.pages |= {"/robots.txt": Page(status=500), "/": Page(body=PAGE)}
    fetched = fetch(site.url(), settings=HERE)
    assert kind(fetched) == "robots"
    assert "status 500" in why(fetched)


def test_robots_may_be_moved_on_the_site(site: Site) -> None:
    site.pages |= {"/robots.txt": to("/r"), "/r": Page(body=ROBOTS, media_type="text/plain")}
    assert kind(fetch(site.url("/not-for-us"), settings=HERE)) == "robots"


# Kinds and names


@pytest.mark.parametrize(
    ("path", "declared", "body", "media_type", "name"),
    [
        ("/r.pdf", "application/pdf", b"%PDF-1.7\n", "application/pdf", "127.0.0.1/r.pdf"),
        ("/r", "text/html", b"%PDF-1.7\n", "application/pdf", "127.0.0.1/r"),
        ("/r.pdf", "text/html", PAGE, "text/html", "127.0.0.1/r.pdf.html"),  # the page that says "log in"
        ("/r", "application/octet-stream", PAGE, "text/html", "127.0.0.1/r"),
        ("/r", None, PAGE, "text/html", "127.0.0.1/r"),
        ("/r.csv", "application/octet-stream", b"a,b\n", "text/csv", "127.0.0.1/r.csv"),
        ("/r.txt", "text/plain", b"The locks opened.\n", "text/plain", "127.0.0.1/r.txt"),
        ("/r.csv", "text/plain", b"a,b\n", "text/csv", "127.0.0.1/r.csv"),
        ("/r.pdf", "text/plain", b"The locks opened.\n", "text/plain", "127.0.0.1/r.pdf.txt"),
        ("/r?f=x.pdf", "text/html", PAGE, "text/html", "127.0.0.1/r?f=x.pdf.html"),
        ("/feed", "application/rss+xml", b"<rss/>", "application/rss+xml", "127.0.0.1/feed"),
        ("/%D9%86%D9%87%D8%B1", "no type at all", PAGE, "text/html", "127.0.0.1/نهر"),
        ("/", "TEXT/HTML;charset=x", PAGE, "text/html", "127.0.0.1"),
    ],
)
def test_the_kind_is_told_from_header_and_bytes(
    site: Site, path: str, declared: str | None, body: bytes, media_type: str, name: str
) -> None:
    site.pages[path] = Page(body=body, media_type=declared)
    fetched = fetch(site.url(path), settings=HERE)
    assert (fetched.media_type, fetched.name) == (media_type, name)


def test_the_same_page_has_the_same_hash_on_two_visits(site: Site) -> None:
    site.pages["/"] = Page(body=PAGE)
    first, second = fetch(site.url(), settings=HERE), fetch(site.url(), settings=HERE)
    assert first.body is not None
    assert second.body is not None
    assert hashlib.sha256(first.body).digest() == hashlib.sha256(second.body).digest()

"""What somebody may try against the desk of a team from elsewhere: each is refused."""

from __future__ import annotations

import re
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from starlette.testclient import TestClient
from tests.desk.conftest import AT_SITE, PASSWORDS, SITE

from whosays.desk.app import Desk, guarded_for_a_team
from whosays.desk.limits import BY_ADDRESS, BY_NAME
from whosays.desk.team import Came, Door, way_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from starlette.types import Scope

COOKIE = AT_SITE.cookie
ANN = {"name": "Ann Owner", "password": PASSWORDS["Ann Owner"]}


def judged(desk: Desk) -> int:
    with desk.case.view() as view:
        return len(list(view.judgements()))


def use_up(desk: Desk, name: str, address: str, times: int) -> None:
    """Count tries, without the time that it takes to check a password."""
    assert desk.team is not None
    for _ in range(times):
        assert desk.team.limits.take(name, address, known=False) == 0


# The way in


def test_a_name_and_its_password_open_the_desk(visitor: Callable[..., TestClient]) -> None:
    browser = visitor()
    answer = browser.get("/claims?holder=HRS")
    assert answer.headers["location"] == "/sign-in?to=/claims%3Fholder%3DHRS"
    page = browser.get(answer.headers["location"])
    assert re.search(r'name="to" value="(.*)"', page.text)[1] == "/claims?holder=HRS"  # type: ignore[index]
    done = browser.post("/sign-in", data={**ANN, "to": "/claims?holder=HRS"})
    assert (done.status_code, done.headers["location"]) == (303, "/claims?holder=HRS")
    assert browser.get("/claims?holder=HRS").status_code == 200
    assert browser.get("/sign-in").status_code == 303


def test_the_cookie_of_a_session_stays_with_the_browser_and_the_host(visitor: Callable[..., TestClient]) -> None:
    cookie = visitor().post("/sign-in", data=ANN).headers["set-cookie"]
    parts = {part.strip().lower() for part in cookie.split(";")[1:]}
    assert cookie.startswith("__Host-whosays-")
    assert {"httponly", "secure", "samesite=strict", "path=/"} <= parts
    assert not any(part.startswith("domain") for part in parts)


def test_two_desks_of_one_machine_do_not_take_each_others_cookies() -> None:
    names = [Door(names=frozenset({f"{SITE}:{port}"}), secure=secure).cookie for port in (1, 2) for secure in (True, False)]
    assert len(set(names)) == 4


def test_after_signing_out_the_token_opens_nothing(visitor: Callable[..., TestClient]) -> None:
    browser = visitor()
    browser.post("/sign-in", data=ANN)
    token = browser.cookies[COOKIE]
    answer = browser.post("/sign-out")
    assert (answer.status_code, answer.headers["location"]) == (303, "/sign-in")
    assert browser.get("/").status_code == 303
    browser.cookies.set(COOKIE, token)
    assert browser.get("/").status_code == 303


def test_pages_are_not_kept_by_the_browser(visitor: Callable[..., TestClient]) -> None:
    browser = visitor("Ann Owner")
    for path in ("/", "/claims", "/claims.json", "/people", "/nowhere"):
        assert browser.get(path).headers["cache-control"] == "no-store"
    assert "max-age" in browser.get("/static/desk.css").headers["cache-control"]


def test_every_answer_says_what_a_page_may_load_and_asks_for_tls(visitor: Callable[..., TestClient]) -> None:
    for browser in (visitor(), visitor("Cy Reader")):
        for path in ("/", "/sign-in", "/people", "/claims.json", "/nowhere", "/static/desk.css"):
            headers = browser.get(path).headers
            assert "default-src 'none'" in headers["content-security-policy"]
            assert "unsafe" not in headers["content-security-policy"]
            if not path.startswith("/static"):
                assert headers["strict-transport-security"]


# Sessions


def test_a_token_that_was_planted_is_not_the_one_that_is_used_after_signing_in(
    team_desk: Desk, visitor: Callable[..., TestClient]
) -> None:
    browser = visitor()
    browser.cookies.set(COOKIE, "planted-by-somebody-else", domain=SITE)
    given_out = browser.post("/sign-in", data=ANN).headers["set-cookie"]
    assert "planted" not in given_out
    assert team_desk.case.people.whose("planted-by-somebody-else") is None


def test_signing_in_over_a_session_of_somebody_else_ends_that_one(team_desk: Desk, visitor: Callable[..., TestClient]) -> None:
    browser = visitor("Bo Reviewer")
    before = browser.cookies[COOKIE]
    browser.post("/sign-in", data=ANN)
    assert team_desk.case.people.whose(before) is None


def test_every_sign_in_gives_another_token(visitor: Callable[..., TestClient]) -> None:
    tokens = {visitor().post("/sign-in", data=ANN).headers["set-cookie"].split(";")[0] for _ in range(3)}
    assert len(tokens) == 3


@pytest.mark.parametrize("change", ["cut", "longer", "other case", "other name", "empty", "the hash"])
def test_a_token_that_was_changed_opens_nothing(visitor: Callable[..., TestClient], change: str) -> None:
    import hashlib

    browser = visitor("Ann Owner")
    token = browser.cookies[COOKIE]
    browser.cookies.clear()
    changed = {
        "cut": token[:-1],
        "longer": token + "A",
        "other case": token.swapcase(),
        "empty": "",
        "the hash": hashlib.sha256(token.encode()).hexdigest(),
        "other name": token,
    }[change]
    browser.cookies.set("whosays" if change == "other name" else COOKIE, changed)
    assert browser.get("/").status_code == 303


@pytest.fixture(scope="module")
def stranger(with_people: Path) -> Iterator[TestClient]:
    """A browser that nobody signed in on."""
    desk = Desk(with_people, door=AT_SITE)
    yield TestClient(guarded_for_a_team(desk), base_url=f"https://{SITE}", follow_redirects=False)
    desk.close()


@settings(max_examples=200, deadline=None)
@given(cookie=st.text(alphabet=st.characters(max_codepoint=255, exclude_characters="\r\n\x00"), max_size=80))
def test_no_cookie_opens_or_breaks_anything(stranger: TestClient, cookie: str) -> None:
    for told in (cookie, f"{COOKIE}={cookie}"):
        answer = stranger.get("/", headers={b"cookie": told.encode("latin-1")})
        assert answer.status_code == 303


def test_who_is_removed_is_out_at_once(team_desk: Desk, visitor: Callable[..., TestClient]) -> None:
    owner, reviewer = visitor("Ann Owner"), visitor("Bo Reviewer")
    assert reviewer.get("/").status_code == 200
    assert owner.post("/people/remove", data={"name": "Bo Reviewer"}).status_code == 303
    assert reviewer.get("/").status_code == 303
    claim = team_desk.case.claims()[0].id
    assert reviewer.post("/judge", data={"record": claim, "decision": "accept"}).headers["location"] == "/sign-in"
    assert judged(team_desk) == 0


def test_another_password_ends_the_sessions_elsewhere_and_not_the_own(visitor: Callable[..., TestClient]) -> None:
    here, elsewhere = visitor("Cy Reader"), visitor("Cy Reader")
    wrong = here.post("/me/password", data={"now": "not my words at all", "wanted": "a lamp at every door"})
    assert (wrong.status_code, elsewhere.get("/").status_code) == (409, 200)
    done = here.post("/me/password", data={"now": PASSWORDS["Cy Reader"], "wanted": "a lamp at every door"})
    assert (done.status_code, done.headers["location"]) == (303, "/me?changed=yes")
    assert here.get("/").status_code == 200
    assert elsewhere.get("/").status_code == 303
    assert visitor().post("/sign-in", data={"name": "Cy Reader", "password": PASSWORDS["Cy Reader"]}).status_code == 401


def test_a_session_that_somebody_left_open_guesses_no_password(team_desk: Desk, visitor: Callable[..., TestClient]) -> None:
    browser = visitor("Cy Reader")
    use_up(team_desk, "cy reader", "192.0.2.7", BY_NAME - 1)
    guess = {"now": "a guess", "wanted": "a lamp at every door"}
    assert "not your present password" in browser.post("/me/password", data=guess).text
    assert "try again in" in browser.post("/me/password", data=guess).text


# Guessing


def test_guessing_is_slowed_down_and_noted(team_desk: Desk, visitor: Callable[..., TestClient]) -> None:
    stranger = visitor(address="198.51.100.9")
    use_up(team_desk, "ann owner", "198.51.100.9", BY_NAME - 2)
    told = [stranger.post("/sign-in", data={"name": "Ann Owner", "password": f"guess {n}"}) for n in range(4)]
    assert [answer.status_code for answer in told] == [401, 401, 429, 429]
    assert int(told[-1].headers["retry-after"]) > 60
    assert stranger.post("/sign-in", data=ANN).status_code == 429  # the right one is not told from the others meanwhile
    noted = [(one.name, one.address, one.outcome) for one in team_desk.case.people.sign_ins()]
    assert noted[0] == ("Ann Owner", "198.51.100.9", "slowed")
    assert noted.count(("Ann Owner", "198.51.100.9", "refused")) == 2
    assert noted.count(("Ann Owner", "198.51.100.9", "slowed")) == 1


@pytest.mark.parametrize("written", ["ann owner", " Ann  Owner", "ANN\N{ZERO WIDTH SPACE} OWNER", "Ａnn Owner"])
def test_another_way_to_write_a_name_is_no_way_round_the_limit(
    team_desk: Desk, visitor: Callable[..., TestClient], written: str
) -> None:
    assert team_desk.team is not None
    for n in range(BY_NAME):
        assert team_desk.team.limits.take("ann owner", f"198.51.100.{n}", known=False) == 0
    assert visitor().post("/sign-in", data={"name": written, "password": "a guess"}).status_code == 429


def test_a_name_that_nobody_has_is_answered_as_one_that_somebody_has(
    team_desk: Desk, visitor: Callable[..., TestClient]
) -> None:
    def ask(name: str, address: str) -> list[tuple[int, str]]:
        browser = visitor(address=address)
        use_up(team_desk, name.casefold(), address, BY_NAME - 1)
        answers = (browser.post("/sign-in", data={"name": name, "password": "a guess"}) for _ in range(2))
        return [(answer.status_code, answer.text.replace(name, "NAME")) for answer in answers]

    assert ask("Ann Owner", "198.51.100.1") == ask("Zoe Nobody", "198.51.100.2")


def test_a_name_that_nobody_has_takes_as_long(team_desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Counted in hashes, which are all of the time, and not in seconds, which depend on what else the machine does."""
    from argon2 import PasswordHasher

    seen: list[str] = []
    verify = PasswordHasher.verify

    def counted(self: PasswordHasher, hashed: str, password: str) -> bool:
        seen.append(hashed.rpartition("$")[0].rpartition("$")[0])  # all but salt and hash: the parameters
        return verify(self, hashed, password)

    monkeypatch.setattr(PasswordHasher, "verify", counted)
    for name, password in (("Ann Owner", "a guess"), ("Zoe Nobody", "a guess"), ("Ann Owner", "x" * 10_000), ("", "")):
        assert team_desk.case.people.check(name, password) is None
    assert len(seen) == 4
    assert len(set(seen)) == 1


def test_an_address_is_slowed_down_whatever_names_it_tries(visitor: Callable[..., TestClient], team_desk: Desk) -> None:
    assert team_desk.team is not None
    for n in range(BY_ADDRESS):
        assert team_desk.team.limits.take(f"name {n}", "198.51.100.9", known=False) == 0
    assert visitor(address="198.51.100.9").post("/sign-in", data=ANN).status_code == 429
    assert visitor(address="198.51.100.10").post("/sign-in", data=ANN).status_code == 303


def test_the_sign_ins_are_for_owners_to_see(visitor: Callable[..., TestClient]) -> None:
    visitor(address="198.51.100.9").post("/sign-in", data={"name": "my password by mistake", "password": "x"})
    page = visitor("Ann Owner").get("/people/sign-ins")
    assert "198.51.100.9" in page.text
    assert "my password by mistake" not in page.text
    assert visitor("Bo Reviewer").get("/people/sign-ins.json").status_code == 403


# Requests from elsewhere

FROM_ELSEWHERE = (
    {"origin": ""},
    {"origin": "https://evil.example"},
    {"origin": "null"},
    {"origin": f"http://{SITE}"},
    {"origin": f"https://{SITE}:8443"},
    {"origin": f"https://{SITE}.evil.example"},
    {"origin": f"https://evil.example/{SITE}"},
)


@pytest.mark.parametrize("headers", FROM_ELSEWHERE)
def test_a_page_from_elsewhere_changes_nothing_and_signs_nobody_in(
    team_desk: Desk, visitor: Callable[..., TestClient], headers: dict[str, str]
) -> None:
    claim = team_desk.case.claims()[0].id
    browser = visitor("Ann Owner")
    assert browser.post("/judge", data={"record": claim, "decision": "accept"}, headers=headers).status_code == 403
    assert browser.post("/people/add", data={"name": "Dot", "role": "owner"}, headers=headers).status_code == 403
    assert visitor().post("/sign-in", data=ANN, headers=headers).status_code == 403
    assert judged(team_desk) == 0
    assert len(team_desk.case.people.all()) == 3


def test_a_request_without_an_origin_has_to_come_from_a_page_of_the_desk(visitor: Callable[..., TestClient]) -> None:
    for site, status in (("same-origin", 303), ("same-site", 403), ("cross-site", 403), ("none", 403)):
        browser = visitor("Ann Owner")
        del browser.headers["origin"]
        assert browser.post("/settings", headers={"sec-fetch-site": site}).status_code == status


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        f"{SITE}.evil.example",
        f"{SITE}:9",
        "127.0.0.1",
        "localhost",
        "",
        f"{SITE}.",
        f"x@{SITE}",
        f"{SITE}, {SITE}",
    ],
)
def test_another_name_of_the_machine_is_refused_to_everybody(visitor: Callable[..., TestClient], host: str) -> None:
    for browser in (visitor("Ann Owner"), visitor()):
        for path in ("/", "/sign-in", "/static/desk.css"):
            answer = browser.get(path, headers={"host": host})
            assert answer.status_code == 421
            assert "Halden" not in answer.text


def test_a_name_is_the_same_in_capitals(visitor: Callable[..., TestClient]) -> None:
    assert visitor("Ann Owner").get("/", headers={"host": SITE.upper()}).status_code == 200


def test_a_request_with_two_hosts_is_refused(visitor: Callable[..., TestClient]) -> None:
    for name in ("host", "origin", "cookie"):
        twice = [(name, SITE), (name, SITE)]
        assert visitor().get("/sign-in", headers=twice).status_code == 421


def test_without_tls_nothing_is_answered(visitor: Callable[..., TestClient], team_desk: Desk) -> None:
    browser = TestClient(guarded_for_a_team(team_desk), base_url=f"http://{SITE}", follow_redirects=False)
    assert browser.get("/sign-in").status_code == 421


def test_a_stranger_sends_a_name_and_a_password_and_no_more(visitor: Callable[..., TestClient]) -> None:
    stranger = visitor()
    assert stranger.post("/sign-in", data={"name": "x" * 20_000}).status_code == 413
    assert stranger.post("/library/add", content=b"x" * 20_000).status_code == 413
    chunks = iter([b"x" * 1000] * 100)
    assert stranger.post("/sign-in", content=chunks).status_code == 413
    assert stranger.post("/sign-in", content=b"", headers={"content-length": "0" * 20 + "99999"}).status_code == 413


# A proxy


PROXIED = Door(names=frozenset({SITE, f"{SITE}:443"}), proxy="192.0.2.1")


def request(address: str, **headers: str) -> tuple[Scope, dict[str, str]]:
    return {"type": "http", "scheme": "http", "client": (address, 5)}, {k.replace("_", "-"): v for k, v in headers.items()}


@pytest.mark.parametrize(
    ("address", "headers", "came"),
    [
        ("192.0.2.1", {"host": SITE, "x_forwarded_proto": "https"}, Came(SITE, "192.0.2.1")),
        ("::ffff:192.0.2.1", {"host": SITE, "x_forwarded_proto": "https"}, Came(SITE, "192.0.2.1")),
        (
            "192.0.2.1",
            {"host": "10.0.0.5:8000", "x_forwarded_host": SITE, "x_forwarded_proto": "https", "x_forwarded_for": "203.0.113.4"},
            Came(SITE, "203.0.113.4"),
        ),
        # What the browser says of where it comes from stands before what the proxy saw.
        (
            "192.0.2.1",
            {"host": SITE, "x_forwarded_proto": "https", "x_forwarded_for": "127.0.0.1, 203.0.113.4"},
            Came(SITE, "203.0.113.4"),
        ),
        ("192.0.2.2", {"host": SITE, "x_forwarded_proto": "https"}, None),
        ("127.0.0.1", {"host": SITE, "x_forwarded_proto": "https"}, None),
        ("192.0.2.1", {"host": SITE}, None),
        ("192.0.2.1", {"host": SITE, "x_forwarded_proto": "http"}, None),
        ("192.0.2.1", {"host": SITE, "x_forwarded_host": "evil.example", "x_forwarded_proto": "https"}, None),
        ("192.0.2.1", {"host": "evil.example", "x_forwarded_proto": "https"}, None),
    ],
)
def test_what_a_proxy_says_is_believed_of_the_proxy_alone(address: str, headers: dict[str, str], came: Came | None) -> None:
    assert way_of(*request(address, **headers), PROXIED) == came


def test_without_a_proxy_nothing_that_is_said_of_a_request_is_believed() -> None:
    door = AT_SITE
    scope, headers = request("203.0.113.4", host=SITE, x_forwarded_for="192.0.2.9", x_forwarded_host="evil.example")
    scope["scheme"] = "https"
    assert way_of(scope, headers, door) == Came(SITE, "203.0.113.4")
    scope["scheme"] = "http"
    assert way_of(scope, headers | {"x-forwarded-proto": "https"}, door) is None


def test_a_limit_is_of_the_browser_and_not_of_the_proxy(with_people: object) -> None:
    desk = Desk(with_people, door=PROXIED)  # type: ignore[arg-type]
    proxy = TestClient(guarded_for_a_team(desk), base_url=f"http://{SITE}", client=("192.0.2.1", 5), follow_redirects=False)
    told = {"x-forwarded-proto": "https", "origin": f"https://{SITE}"}
    assert desk.team is not None
    for n in range(BY_ADDRESS):
        desk.team.limits.take(f"name {n}", "203.0.113.4", known=False)
    statuses = [
        proxy.post("/sign-in", data=ANN, headers=told | {"x-forwarded-for": seen}).status_code
        for seen in ("203.0.113.4", "198.51.100.1, 203.0.113.4", "203.0.113.5")
    ]
    assert statuses == [429, 429, 303]
    desk.close()


# Headers and addresses


@pytest.mark.parametrize(
    "to",
    [
        *("https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)", "evil.example", ""),
        *("/\t/evil.example", "/\r\nset-cookie: a=b", "/\n\n<script>alert(1)</script>", "\\\\evil.example"),
    ],
)
def test_signing_in_leads_into_the_desk_and_writes_no_header(visitor: Callable[..., TestClient], to: str) -> None:
    answer = visitor().post("/sign-in", data={**ANN, "to": to})
    where = answer.headers["location"]
    assert answer.status_code == 303
    assert where.startswith("/")
    assert not where.startswith(("//", "/\\"))
    assert not set(where) & set("\r\n\t <>")
    assert len(answer.headers.get_list("set-cookie")) == 1
    page = visitor().get("/sign-in", params={"to": to, "name": "<script>alert(1)</script>"})
    assert "<script>" not in page.text


def test_no_answer_leads_to_what_a_request_says_of_its_host(visitor: Callable[..., TestClient]) -> None:
    for browser in (visitor("Ann Owner"), visitor()):
        for path in ("/claims/", "/people/", "/static/", "/nowhere/", "/sign-in/"):
            where = browser.get(path, headers={"x-forwarded-host": "evil.example"}).headers.get("location", "/")
            assert where.startswith("/")


@pytest.mark.parametrize(
    "path", ["//evil.example/", '/"><script>alert(1)</script>', "/claims?a=%22%3E%3Cscript%3E&b='\"><script>"]
)
def test_a_link_from_elsewhere_leads_into_the_desk_only(visitor: Callable[..., TestClient], path: str) -> None:
    told = {"sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate"}
    answer = visitor().get(f"https://{SITE}{path}", headers=told)
    leads = re.search(r'content="0;url=([^"]*)"', answer.text)
    assert leads
    assert re.match(r"/(?!/)", leads[1])
    assert "<script" not in answer.text


def test_when_many_sign_in_at_once_a_stranger_is_told_so_and_nothing_of_the_case(
    team_desk: Desk, visitor: Callable[..., TestClient]
) -> None:
    assert team_desk.team is not None
    with ExitStack() as waiting:
        for _ in range(8):
            waiting.enter_context(_one_who_waits(team_desk))
        answer = visitor().post("/sign-in", data=ANN)
    assert answer.status_code == 503
    assert "retry-after" in answer.headers
    assert "quay" not in answer.text
    assert visitor().post("/sign-in", data=ANN).status_code == 303


@contextmanager
def _one_who_waits(desk: Desk) -> Iterator[None]:
    assert desk.team is not None
    desk.team.limits._waiting.acquire()
    yield
    desk.team.limits._waiting.release()


def test_a_fault_while_somebody_signs_in_tells_nothing_of_the_case(team_desk: Desk, visitor: Callable[..., TestClient]) -> None:
    (team_desk.case.folder / "people.sqlite").write_bytes(b"no database at all" * 100)
    answer = visitor().post("/sign-in", data=ANN)
    assert answer.status_code == 409
    assert "quay" not in answer.text


def test_a_name_with_markup_is_shown_as_words(team_desk: Desk, visitor: Callable[..., TestClient]) -> None:
    owner, name = visitor("Ann Owner"), "<img src=x onerror=alert(1)>"
    assert (
        owner.post("/people/add", data={"name": name, "role": "reader", "password": "four words in a row"}).status_code == 303
    )
    answer = visitor().post("/sign-in", data={"name": name, "password": "wrong"})
    for page in (owner.get("/people").text, owner.get("/people/sign-ins").text, answer.text, visitor(name).get("/me").text):
        assert "<img src=x" not in page
        assert "&lt;img src=x" in page


def test_what_owners_do_about_people(team_desk: Desk, visitor: Callable[..., TestClient]) -> None:
    owner = visitor("Ann Owner")
    for data in (
        {"name": "Dot", "role": "king", "password": "four words in a row"},
        {"name": "Dot", "role": "reader", "password": "short"},
        {"name": "ann owner", "role": "reader", "password": "four words in a row"},
    ):
        assert owner.post("/people/add", data=data).status_code == 409
    owner.post("/people/add", data={"name": "Dot", "role": "reader", "password": "four words in a row"})
    owner.post("/people/role", data={"name": "Dot", "role": "reviewer"})
    assert [(one.name, one.role) for one in team_desk.case.people.all() if one.name == "Dot"] == [("Dot", "reviewer")]
    assert owner.post("/people/remove", data={"name": "Ann Owner"}).status_code == 409  # the last owner
    assert owner.post("/people/role", data={"name": "Ann Owner", "role": "reader"}).status_code == 409
    assert owner.post("/people/remove", data={"name": "Nobody"}).status_code == 409


def test_a_socket_is_refused(visitor: Callable[..., TestClient]) -> None:
    from starlette.websockets import WebSocketDisconnect

    with pytest.raises(WebSocketDisconnect), visitor("Ann Owner").websocket_connect("/"):
        pass

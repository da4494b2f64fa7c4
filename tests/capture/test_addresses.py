"""Only public addresses of the web are asked, however they are spelled."""

from __future__ import annotations

import threading

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whosays.capture.addresses import may_ask, read_address, resolve
from whosays.capture.failure import FetchFailed


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://harbour.example", "https://harbour.example/"),
        ("HTTP://HARBOUR.example.:80/A b?c=d e#f", "http://harbour.example/A%20b?c=d%20e"),
        ("https://harbour.example:443/x", "https://harbour.example/x"),
        ("http://harbour.example:8080/", "http://harbour.example:8080/"),
        ("https://bücher.example/ä", "https://xn--bcher-kva.example/%C3%A4"),
        ("https://نهر.example/", "https://xn--wgb5bd.example/"),
        ("https://a_b.example/", "https://a_b.example/"),
        ("  https://harbour.example/x \n", "https://harbour.example/x"),
        ("https://93.184.216.34/", "https://93.184.216.34/"),
        ("https://[2606:2800:220:1::1]/", "https://[2606:2800:220:1::1]/"),
    ],
)
def test_an_address_has_one_form(url: str, expected: str) -> None:
    assert str(read_address(url)) == expected
    assert str(read_address(expected)) == expected


@pytest.mark.parametrize(
    "url",
    [
        "", "harbour.example", "//harbour.example/", "http:///x", "http://", "ftp://harbour.example/", "file:///etc/hosts",
        "gopher://harbour.example/", "data:text/html,x", "javascript:alert(1)", "http://2130706433/", "http://0x7f000001/",
        "http://0x7f.1/", "http://127.1/", "http://0177.0.0.1/", "http://1.2.3/", "http://１２７.0.0.1/", "http://%31.0.0.1/",
        "http://user@harbour.example/", "http://a:b@harbour.example/", "http://harbour.example:22/", "http://harbour.example:0/",
        "http://harbour.example:99999/", "http://harbour.example:x/", "http://[fe80::1%25eth0]/", "http://[::1", "http://a b/",
        "http://a\tb/", "http://a%00b/", "http://-a.example/", "http://a..example/", "http://harbour.example/" + "x" * 5000,
        "http://" + "a" * 64 + ".example/", "http://☃.example/", "http://a\\b/", "http://?x", "http://harbour.example\x00/",
    ],
)  # fmt: skip
def test_what_is_no_public_address_is_refused(url: str) -> None:
    with pytest.raises(FetchFailed) as refused:
        read_address(url)
    assert refused.value.failure.kind == "address"
    assert len(str(refused.value)) < 400


@given(st.text(max_size=60) | st.builds("http://{}".format, st.text(max_size=40)))
def test_any_text_is_an_address_in_one_form_or_refused(text: str) -> None:
    try:
        address = read_address(text)
    except FetchFailed:
        return
    assert read_address(str(address)) == address


@pytest.mark.parametrize(
    "number",
    [
        "0.0.0.0", "10.1.2.3", "100.64.0.1", "100.100.100.200", "127.0.0.1", "127.255.0.1", "169.254.169.254", "172.16.0.1",
        "172.31.255.255", "192.0.0.192", "192.0.2.1", "192.88.99.1", "192.168.1.1", "198.18.0.1", "198.51.100.1", "203.0.113.1",
        "224.0.0.1", "239.1.1.1", "240.0.0.1", "255.255.255.255", "168.63.129.16",
        "::", "::1", "::127.0.0.1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::ffff:169.254.169.254", "64:ff9b::a00:1",
        "64:ff9b:1::1", "100::1", "2001::1", "2001:0:7f00:1::", "2001:db8::1", "2002:7f00:1::", "2002:808:808::1", "3fff::1",
        "5f00::1", "fc00::1", "fd00:ec2::254", "fe80::1", "fe80::1%eth0", "2606:2800::1%eth0", "fec0::1", "ff02::1",
        "harbour", "", "1.2.3", "0x7f.1",
    ],
)  # fmt: skip
def test_closed_numbers(number: str) -> None:
    assert not may_ask(number)


@pytest.mark.parametrize(
    "number",
    ["93.184.216.34", "8.8.8.8", "172.32.0.1", "100.128.0.1", "2606:2800:220:1::1", "::ffff:8.8.8.8", "64:ff9b::808:808"],
)
def test_open_numbers(number: str) -> None:
    assert may_ask(number)


@given(st.ip_addresses())
def test_nothing_is_open_that_python_calls_private(address: object) -> None:
    from ipaddress import IPv4Address, IPv6Address

    assert isinstance(address, IPv4Address | IPv6Address)
    if address.is_private or address.is_multicast or address.is_reserved or address.is_loopback or address.is_link_local:
        inner = getattr(address, "ipv4_mapped", None)
        assert not may_ask(str(address)) or (inner is not None and may_ask(str(inner))) or "64:ff9b::" in str(address)


def test_loopback_opens_only_for_tests() -> None:
    assert may_ask("127.0.0.1", allow_loopback=True)
    assert may_ask("::1", allow_loopback=True)
    assert not may_ask("10.0.0.1", allow_loopback=True)
    assert not may_ask("0.0.0.0", allow_loopback=True)


def test_every_answer_for_a_name_must_be_public() -> None:
    assert resolve("a.example", 80, ask=lambda host, port: ["8.8.8.8", "8.8.8.8", "8.8.4.4"]) == ("8.8.8.8", "8.8.4.4")
    for numbers in (["8.8.8.8", "10.0.0.1"], ["10.0.0.1"], []):
        with pytest.raises(FetchFailed):
            resolve("a.example", 80, ask=lambda host, port, said=numbers: said)  # type: ignore[misc]


def test_a_resolver_that_never_answers_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    over = threading.Event()

    def dawdle(*_: object, **__: object) -> list[object]:
        over.wait(60)
        return []

    monkeypatch.setattr("socket.getaddrinfo", dawdle)
    with pytest.raises(FetchFailed, match="in time"):
        resolve("harbour.example", 80, timeout=0.05)
    over.set()


def test_the_name_of_this_machine_is_closed() -> None:
    with pytest.raises(FetchFailed, match="no public address"):
        resolve("localhost", 80)

"""Which addresses may be asked: public ones of the web, told by the very numbers that are connected to.

A page can lead anywhere: to the router of the reader's home, to a service on this machine, to the metadata of a cloud. So

1. the spelling is checked (`read_address`): http or https, no name and password, no numbers in disguise, a usual port;
2. the host is resolved once, and every answer must be a public address (`resolve`);
3. the connection goes to one of those answers (`connection.py`), so that a name which answers otherwise the next time
   (DNS rebinding) gains nothing.
"""

from __future__ import annotations

import queue
import re
import socket
import threading
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address
from typing import TYPE_CHECKING

from whosays.capture.failure import FetchFailed

if TYPE_CHECKING:
    from collections.abc import Callable

    import httpx

    IP = IPv4Address | IPv6Address
    Resolver = Callable[[str, int], list[str]]

# What IANA's registries of special-purpose addresses keep out of the public network, and what else no page has to lead to.
# Our own table: `is_global` of the standard library changed with minor versions of Python.
_CLOSED_4 = tuple(
    IPv4Network(network)
    for network in (
        "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24",
        "192.0.2.0/24", "192.31.196.0/24", "192.52.193.0/24", "192.88.99.0/24", "192.168.0.0/16", "192.175.48.0/24",
        "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
        "168.63.129.16/32",  # the metadata service of one cloud stands on a public number
    )
)  # fmt: skip
_OPEN_6 = IPv6Network("2000::/3")  # all that is given out
_CLOSED_6 = tuple(
    IPv6Network(network)
    for network in (
        "2001::/23",  # protocols, Teredo (which hides another address) among them
        "2001:db8::/32", "3fff::/20",  # for documents
        "2002::/16",  # 6to4, which hides another address
        "2620:4f:8000::/48",
    )
)  # fmt: skip
_MAPPED = (IPv6Network("::ffff:0:0/96"), IPv6Network("64:ff9b::/96"))  # an IPv4 address in other clothes; NAT64

_NAME = re.compile(r"(?=.{1,253}$)[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?(?:\.[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?)*")
_NUMBER = re.compile(r"(?:0x[0-9a-f]*|[0-9]+)")
_LONGEST = 4000


def read_address(url: str) -> httpx.URL:
    """Read an address and check its spelling; return it in its one usual form, without the fragment.

    Raises FetchFailed for what is no public address of the web.
    """
    import httpx

    try:
        address = httpx.URL(url.strip())
    except (httpx.InvalidURL, ValueError) as error:
        raise _refused(f"{_shown(url)} is no address of the web ({error})") from error
    if len(str(address)) > _LONGEST:
        raise _refused(f"{_shown(url)} is longer than {_LONGEST:,} characters")
    if address.scheme not in ("http", "https"):
        raise _refused(f"{_shown(url)} is no address of the web: it must begin with http:// or https://")
    if address.userinfo:
        raise _refused(f"the address at {address.host} holds a name or password; whosays captures what is public")
    host = address.raw_host.decode("ascii").removesuffix(".")
    if not _is_usual(host):
        raise _refused(f"the host of {_shown(url)} is spelled as none on the web is")
    if not _is_usual_port(address.port):
        raise _refused(f"port {address.port} is none of the web (80, 443, or above 1023)")
    return address.copy_with(host=host, fragment=None, raw_path=address.raw_path or b"/")


def resolve(
    host: str,
    port: int,
    *,
    ask: Resolver | None = None,
    timeout: float = 30.0,
    fits: Callable[[str], bool] | None = None,
) -> tuple[str, ...]:
    """Return the numbers of a host, each of which may be connected to. Raises FetchFailed where one of them may not.

    Args:
        host: a name, or a number as `read_address` leaves it.
        port: the port that will be asked.
        ask: what answers for names, instead of the system.
        timeout: seconds that the system may take for an answer.
        fits: says which numbers may be connected to (default: `may_ask`).
    """
    fits = fits or may_ask
    try:
        numbers = ask(host, port) if ask else _ask_system(host, port, timeout)
    except socket.gaierror as error:
        passing = error.errno == socket.EAI_AGAIN
        raise FetchFailed("unreachable", f"no host is called {host} ({_plain(error)})", may_pass=passing) from error
    except (OSError, UnicodeError) as error:
        raise FetchFailed("unreachable", f"no host is called {host} ({error})") from error
    if not numbers:
        raise FetchFailed("unreachable", f"no host is called {host}")
    for number in numbers:
        if not fits(number):
            raise _refused(f"{host} is {number}, which is no public address")
    return tuple(dict.fromkeys(numbers))


def may_ask(number: str, *, allow_loopback: bool = False) -> bool:
    """Ask whether a numeric address is on the public network."""
    try:
        address = _unwrap(ip_address(number))
    except ValueError:
        return False
    if allow_loopback and address.is_loopback:
        return True
    if isinstance(address, IPv4Address):
        return not any(address in network for network in _CLOSED_4)
    return address.scope_id is None and address in _OPEN_6 and not any(address in network for network in _CLOSED_6)


def is_loopback(number: str) -> bool:
    """Ask whether a numeric address is this machine itself."""
    try:
        return _unwrap(ip_address(number)).is_loopback
    except ValueError:
        return False


def _unwrap(address: IP) -> IP:
    """Return the IPv4 address that an IPv6 address only wraps."""
    if isinstance(address, IPv6Address) and any(address in network for network in _MAPPED):
        return IPv4Address(int(address) & 0xFFFFFFFF)
    return address


def _is_usual(host: str) -> bool:
    """Ask whether a host is a name, or a number in its one usual form (no 0x7f.1, 017700000001, 127.1)."""
    if ":" in host:
        return "%" not in host and _is_number(host)
    if not _NAME.fullmatch(host):
        return False
    return not _NUMBER.fullmatch(host.rpartition(".")[2]) or _is_number(host)


def _is_number(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return False
    return True


def _is_usual_port(port: int | None) -> bool:
    return port is None or port in (80, 443) or 1023 < port < 65536


def _ask_system(host: str, port: int, timeout: float) -> list[str]:
    """Ask the system for the numbers of a host; it knows no time limit, so a thread asks it."""
    answer: queue.SimpleQueue[list[str] | OSError | UnicodeError] = queue.SimpleQueue()

    def ask() -> None:
        try:
            answer.put([str(found[4][0]) for found in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)])
        except (OSError, UnicodeError) as error:
            answer.put(error)

    threading.Thread(target=ask, daemon=True, name="whosays resolver").start()
    try:
        said = answer.get(timeout=timeout)
    except queue.Empty:
        raise FetchFailed("slow", f"nobody says in time which host is called {host}", may_pass=True) from None
    if isinstance(said, Exception):
        raise said
    return said


def _plain(error: OSError) -> str:
    return (error.strerror or type(error).__name__).lower()


def _shown(url: str) -> str:
    """Return an address as a message can show it."""
    printable = "".join(char if char.isprintable() else "�" for char in url)
    return printable if len(printable) <= 200 else f"{printable[:200]}…"


def _refused(why: str) -> FetchFailed:
    return FetchFailed("address", why)

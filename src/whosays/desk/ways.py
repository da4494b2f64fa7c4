"""By which way a team reaches the desk, as told on the command line; what would be unsafe or unreachable is refused."""

from __future__ import annotations

import ipaddress
import re
import ssl
from dataclasses import dataclass
from typing import TYPE_CHECKING

from whosays.desk.team import Door, plain_address
from whosays.errors import WhosaysError

if TYPE_CHECKING:
    from pathlib import Path

_HOST = re.compile(r"(?:[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?|\[[0-9a-f:.]+\])(?::\d{1,5})?", re.IGNORECASE)


class NeedsTls(WhosaysError):
    """Passwords and sessions would go over the network for everybody to read."""

    code = "needs-tls"

    def __init__(self, host: str) -> None:
        super().__init__(
            f"passwords must not go over the network in the clear: for {host}, give --tls-cert and --tls-key, or --behind-proxy"
            " ADDRESS where a proxy does TLS"
        )


class NeedsName(WhosaysError):
    """It cannot be told under which name browsers reach the desk."""

    code = "needs-name"

    def __init__(self, why: str) -> None:
        super().__init__(f"{why}; say under which name browsers reach the desk: --name desk.example")


class BadAddress(WhosaysError):
    """An address is none of a machine."""

    code = "bad-address"

    def __init__(self, option: str, words: str) -> None:
        super().__init__(f"{option} takes an address such as 192.0.2.7 or 127.0.0.1, and {words!r} is none")


class BadTlsFiles(WhosaysError):
    """The certificate or its key cannot be used."""

    code = "bad-tls-files"

    def __init__(self, why: str) -> None:
        super().__init__(
            f"the certificate cannot be used ({why}); give --tls-cert and --tls-key, two PEM files that belong together"
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """What was told: where to listen (port 0: any), which names browsers use, and who does TLS."""

    host: str
    port: int = 0
    names: tuple[str, ...] = ()
    cert: Path | None = None
    key: Path | None = None
    proxy: str | None = None

    def check(self) -> None:
        """Refuse what cannot be served. Raises BadAddress, NeedsTls, BadTlsFiles or NeedsName."""
        listens = _address("--host", self.host)
        if self.proxy is not None:
            _address("--behind-proxy", self.proxy)
            if self.cert or self.key:
                raise BadTlsFiles("behind a proxy, the proxy does TLS")
        if bool(self.cert) is not bool(self.key):
            raise BadTlsFiles("one of the two is missing")
        if self.cert and self.key:
            _check_tls(self.cert, self.key)
        elif self.proxy is None and not listens.is_loopback:
            raise NeedsTls(self.host)
        for name in self.names:
            if not _HOST.fullmatch(name):
                raise NeedsName(f"{name!r} is no name of a host")
        if not self.names and (self.proxy is not None or listens.is_unspecified):
            why = "a proxy has a name of its own" if self.proxy is not None else f"{self.host} is every address of this machine"
            raise NeedsName(why)

    def door(self, port: int) -> Door:
        """Return the door, now that the port is known."""
        secure = self.cert is not None or self.proxy is not None
        told = [name.lower() for name in self.names] or [_in_an_address(self.host)]
        names = {name for one in told for name in _with_port(one, port, secure=secure, proxied=self.proxy is not None)}
        return Door(names=frozenset(names), secure=secure, proxy=plain_address(self.proxy) if self.proxy else None)

    def address(self, port: int) -> str:
        """Return the address to open."""
        scheme = "https" if self.cert or self.proxy else "http"
        first = self.names[0].lower() if self.names else _in_an_address(self.host)
        shown = first if self.proxy is not None or _has_port(first) else f"{first}:{port}"
        return f"{scheme}://{shown}/"


def _with_port(name: str, port: int, *, secure: bool, proxied: bool) -> tuple[str, ...]:
    """Return how a browser may say a name: without a port where it is the one that goes without saying."""
    if _has_port(name):
        return (name,)
    usual = 443 if secure else 80
    if proxied:
        return name, f"{name}:{usual}"
    return (name, f"{name}:{port}") if port == usual else (f"{name}:{port}",)


def _has_port(name: str) -> bool:
    return re.search(r":\d{1,5}$", name.rpartition("]")[2] if "]" in name else name) is not None


def _in_an_address(host: str) -> str:
    return f"[{host}]" if ":" in host else host


def _address(option: str, words: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address:
    try:
        return ipaddress.ip_address(words)
    except ValueError:
        raise BadAddress(option, words) from None


def _check_tls(cert: Path, key: Path) -> None:
    try:
        ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER).load_cert_chain(cert, key)
    except ssl.SSLError as error:
        raise BadTlsFiles(error.reason or "it is no certificate") from error
    except OSError as error:
        raise BadTlsFiles((error.strerror or str(error)).lower()) from error

"""A file from the web whose hash the user knows beforehand: fetched piece by piece, kept only when the hash is right."""

from __future__ import annotations

import hashlib
import time
from typing import TYPE_CHECKING

from whosays.capture.failure import FetchFailed
from whosays.errors import WhosaysError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    import httpx

    from whosays.capture.addresses import Resolver
    from whosays.capture.connection import Asking

SIZE_LIMIT = 4 << 30
TIME_LIMIT = 3600.0
_REDIRECTS = 5


class NotFetched(WhosaysError):
    """A file could not be fetched from the web."""

    code = "not-fetched"

    def __init__(self, url: str, why: str) -> None:
        super().__init__(f"{url} was not fetched: {why}; fetch the file in another way and name its path")


class WrongChecksum(WhosaysError):
    """A file is not the one that its checksum is of."""

    code = "wrong-checksum"

    def __init__(self, name: str, wanted: str, found: str) -> None:
        super().__init__(
            f"{name} is another file than you named: its SHA-256 is {found}, not {wanted}; nothing was kept. Ask who"
            " publishes the file which checksum it has"
        )


def download(
    url: str,
    path: Path,
    *,
    sha256: str,
    size_limit: int = SIZE_LIMIT,
    time_limit: float = TIME_LIMIT,
    resolver: Resolver | None = None,
    allow_loopback: bool = False,
) -> int:
    """Fetch a file over https into `path`, and return its size in bytes; there is no file unless its SHA-256 is right.

    Args:
        url: where it is; redirects are followed, over https and on the public network alone.
        path: where to write, in a folder that is there.
        sha256: what the hash must be, in hex.
        size_limit: bytes at most.
        time_limit: seconds at most.
        resolver: what answers for names of hosts, instead of the system.
        allow_loopback: for tests of whosays itself; then http will do too.

    Raises NotFetched, WrongChecksum.
    """
    from whosays.capture.connection import Asking
    from whosays.capture.web import make_trust

    how = Asking(
        deadline=time.monotonic() + time_limit,
        size_limit=size_limit,
        trust=lambda: make_trust(None),
        resolver=resolver,
        allow_loopback=allow_loopback,
        taped=False,
    )
    try:
        size, found = _fetch(url, path, how, insecure=allow_loopback)
        if found != sha256:
            path.unlink()
    except FetchFailed as error:
        path.unlink(missing_ok=True)
        raise NotFetched(url, error.failure.why) from error
    except BaseException:
        path.unlink(missing_ok=True)
        raise
    if found != sha256:
        raise WrongChecksum(url, sha256, found)
    return size


def _fetch(url: str, path: Path, how: Asking, *, insecure: bool) -> tuple[int, str]:
    """Write what is at an address into a file; return its size and SHA-256."""
    digest = hashlib.sha256()
    with path.open("wb") as file:

        def take(piece: bytes) -> None:
            digest.update(piece)
            file.write(piece)

        _follow(url, how, take, insecure=insecure)
        return file.tell(), digest.hexdigest()


def _follow(url: str, how: Asking, take: Callable[[bytes], None], *, insecure: bool) -> None:
    """Ask, go where the answers lead, and take the bytes of the last one."""
    from whosays.capture.connection import ask
    from whosays.capture.web import own_name, target_of

    address = _read(url, insecure=insecure)
    for _ in range(_REDIRECTS + 1):
        answer = ask(address, how, headers=(("User-Agent", own_name()), ("Accept", "*/*")), into=take)
        if answer.status == 200:
            return
        target = target_of(address, answer)
        if target is None:
            raise FetchFailed("broken", f"the server answers with status {answer.status}")
        address = _read(target, insecure=insecure)
    raise FetchFailed("redirects", f"it leads on more than {_REDIRECTS} times")


def _read(url: str, *, insecure: bool) -> httpx.URL:
    from whosays.capture.addresses import read_address

    address = read_address(url)
    if address.scheme != "https" and not insecure:
        raise FetchFailed("address", "a model is fetched over https alone")
    return address

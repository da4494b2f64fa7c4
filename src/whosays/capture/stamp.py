"""A time stamp (RFC 3161): ask a server to sign a hash with the time, and see what such an answer is worth.

What is stamped is the WARC file of a visit, not the page alone: it holds the page with all that was said around it (address,
headers, time, certificate), and the page's own hash can be told from it.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from whosays.errors import WhosaysError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime
    from types import ModuleType

    from rfc3161_client import TimeStampResponse

MEDIA_TYPE = "application/timestamp-reply"
_QUERY = "application/timestamp-query"
_GRANTED = (0, 1)
_HASHES = {"2.16.840.1.101.3.4.2.1": "sha256", "2.16.840.1.101.3.4.2.2": "sha384", "2.16.840.1.101.3.4.2.3": "sha512"}


class StampsMissing(WhosaysError):
    """Time stamps need a package that is not installed."""

    code = "stamps-missing"

    def __init__(self) -> None:
        super().__init__("time stamps need one more package; install it with `pip install 'whosays[timestamp]'`")


class StampFailed(WhosaysError):
    """A time stamp could not be had, or is none."""

    code = "stamp-failed"


@dataclass(frozen=True, slots=True, kw_only=True)
class StampCheck:
    """What a time stamp says, and how far it holds.

    `at` is the time signed (UTC), `server` the name in the certificate that signed it. `matches`: it is about these bytes.
    `is_trusted`: its signature leads to one of the roots given; None without roots. `why` says what does not hold.
    """

    at: datetime
    server: str | None
    matches: bool
    is_trusted: bool | None = None
    why: str | None = None


def request_stamp(raw: bytes, post: Callable[[bytes, str], bytes]) -> bytes:
    """Return the answer of a time-stamp server (DER) for the SHA-256 of the bytes, once it is seen to be about them.

    Args:
        raw: what to stamp.
        post: sends a query of a media type to the server and returns its answer.

    Raises StampFailed, StampsMissing.
    """
    client = _client()
    query = client.TimestampRequestBuilder().data(raw).hash_algorithm(client.HashAlgorithm.SHA256).build()
    answer = post(query.as_bytes(), _QUERY)
    response = _read(answer)
    if response.status not in _GRANTED:
        raise StampFailed(f"the time-stamp server refused (status {response.status}: {'; '.join(response.status_string)})")
    if response.tst_info.nonce != query.nonce:
        raise StampFailed("the time-stamp server answered another request than ours")
    if not _is_about(response, raw):
        raise StampFailed("the time-stamp server signed another hash than ours")
    return answer


def check_stamp(answer: bytes, raw: bytes, *, roots: Sequence[bytes] = ()) -> StampCheck:
    """See what a time-stamp server's answer says of the bytes.

    Args:
        answer: what `request_stamp` returned.
        raw: the bytes that it should be about.
        roots: certificates (PEM, one or several in each) that the user trusts to sign the time.

    Raises StampFailed where the answer is no time stamp.
    """
    response = _read(answer)
    matches = _is_about(response, raw)
    is_trusted, why = _trust(response, roots) if roots else (None, None)
    return StampCheck(
        at=response.tst_info.gen_time,
        server=_server(response),
        matches=matches,
        is_trusted=is_trusted,
        why=why if matches else "it is about other bytes",
    )


def _client() -> ModuleType:
    try:
        import rfc3161_client
    except ImportError as error:
        raise StampsMissing from error
    return rfc3161_client


def _read(answer: bytes) -> TimeStampResponse:
    try:
        response: TimeStampResponse = _client().decode_timestamp_response(answer)
        if response.status in _GRANTED:
            response.tst_info.gen_time  # noqa: B018  # read on first use
    except ValueError as error:
        raise StampFailed(f"what the time-stamp server sent is no time stamp ({error})") from error
    return response


def _is_about(response: TimeStampResponse, raw: bytes) -> bool:
    imprint = response.tst_info.message_imprint
    name = _HASHES.get(imprint.hash_algorithm.dotted_string)
    return name is not None and hashlib.new(name, raw).digest() == imprint.message


def _trust(response: TimeStampResponse, roots: Sequence[bytes]) -> tuple[bool, str | None]:
    """Ask whether the signature leads to one of the roots, and was good when it was made."""
    from cryptography.x509 import load_pem_x509_certificates

    client = _client()
    trusted = [certificate for root in roots for certificate in load_pem_x509_certificates(root)]
    verifier = client.VerifierBuilder(roots=trusted).build()
    try:
        verifier.verify(response, response.tst_info.message_imprint.message)
    except client.VerificationError as error:
        return False, str(error)
    return True, None


def _server(response: TimeStampResponse) -> str | None:
    """Return the name in the certificate that signed, where the answer holds that certificate."""
    from cryptography.x509 import load_der_x509_certificate
    from cryptography.x509.oid import NameOID

    signer = next(iter(response.signed_data.signer_infos), None)
    for raw in sorted(response.signed_data.certificates):
        certificate = load_der_x509_certificate(raw)
        if signer and (certificate.issuer, certificate.serial_number) == (signer.issuer, signer.serial_number):
            names = certificate.subject.get_attributes_for_oid(NameOID.COMMON_NAME)
            return str(names[0].value) if names else certificate.subject.rfc4514_string()
    return None

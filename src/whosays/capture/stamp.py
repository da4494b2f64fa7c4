"""A time stamp (RFC 3161): ask a server to sign a hash with the time, and see what such an answer is worth.

What is stamped is the WARC file of a visit, not the page alone: it holds the page with all that was said around it (address,
headers, time, certificate), and the page's own hash can be told from it.
"""

from __future__ import annotations

import hashlib
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from whosays.errors import WhosaysError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import datetime
    from types import ModuleType

    from cryptography.x509 import Certificate
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
    with _damage_told():
        response = _read(answer)
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
    with _damage_told():
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


@contextmanager
def _damage_told() -> Iterator[None]:
    """Say of bytes that they are no time stamp. The libraries raise many kinds of error for damaged ones."""
    _client()
    from cryptography.exceptions import UnsupportedAlgorithm
    from cryptography.x509 import InvalidVersion

    try:
        yield
    except (ValueError, TypeError, LookupError, AttributeError, RecursionError, InvalidVersion, UnsupportedAlgorithm) as error:
        raise StampFailed(f"what the time-stamp server sent is no time stamp ({error})") from error


def need_package() -> None:
    """Raise StampsMissing where the package for time stamps is not installed."""
    _client()


def _client() -> ModuleType:
    try:
        import rfc3161_client
    except ImportError as error:
        raise StampsMissing from error
    return rfc3161_client


def _read(answer: bytes) -> TimeStampResponse:
    decode = _client().decode_timestamp_response
    try:
        response: TimeStampResponse = decode(answer)
    except ValueError:
        response = decode(_sorted(answer))
    if response.status not in _GRANTED:
        said = "; ".join(response.status_string) or "no reason given"
        raise StampFailed(f"the time-stamp server refused (status {response.status}: {said})")
    return response


def _sorted(answer: bytes) -> bytes:
    """Put the certificates of an answer in the order that DER wants.

    Servers made with OpenSSL put their own first, which our library does not take. The signature is not about that order.
    """
    from asn1crypto.cms import CertificateSet
    from asn1crypto.tsp import TimeStampResp

    response = TimeStampResp.load(answer, strict=True)
    signed = response["time_stamp_token"]["content"]
    signed["certificates"] = CertificateSet(list(signed["certificates"]))
    return bytes(response.dump(force=True))


def _is_about(response: TimeStampResponse, raw: bytes) -> bool:
    imprint = response.tst_info.message_imprint
    name = _HASHES.get(imprint.hash_algorithm.dotted_string)
    return name is not None and hashlib.new(name, raw).digest() == imprint.message


def _trust(response: TimeStampResponse, roots: Sequence[bytes]) -> tuple[bool, str | None]:
    """Ask whether the signature leads to one of the roots, and was good when it was made."""
    from cryptography.x509 import load_pem_x509_certificates

    client = _client()
    try:
        trusted = [certificate for root in roots for certificate in load_pem_x509_certificates(root)]
    except ValueError as error:
        raise StampFailed("a certificate to trust for time stamps cannot be read; it must be a PEM file") from error
    verifier = client.VerifierBuilder(roots=trusted).build()
    try:
        verifier.verify(response, response.tst_info.message_imprint.message)
    except client.VerificationError as error:
        return False, str(error)
    return True, None


def _server(response: TimeStampResponse) -> str | None:
    """Return the name in the certificate that signed, where the answer holds that certificate."""
    from cryptography.x509.oid import NameOID

    signer = _signer(response)
    if signer is None:
        return None
    names = signer.subject.get_attributes_for_oid(NameOID.COMMON_NAME)
    return str(names[0].value) if names else signer.subject.rfc4514_string()


def _signer(response: TimeStampResponse) -> Certificate | None:
    from cryptography.x509 import load_der_x509_certificate

    info = next(iter(response.signed_data.signer_infos), None)
    certificates = map(load_der_x509_certificate, sorted(response.signed_data.certificates))
    mine = (one for one in certificates if info and (one.issuer, one.serial_number) == (info.issuer, info.serial_number))
    return next(mine, None)

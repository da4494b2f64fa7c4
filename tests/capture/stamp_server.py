"""A time-stamp server of our own (RFC 3161): openssl signs what it is asked to."""

from __future__ import annotations

import subprocess
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tests.capture.authorities import Signed, make_authority, make_signed
from tests.capture.site import Asked, Page

if TYPE_CHECKING:
    from pathlib import Path

_CONFIG = """
[tsa]
default_tsa = ours
[ours]
serial = {folder}/serial
crypto_device = builtin
signer_cert = {folder}/signer.pem
signer_key = {folder}/signer.key
certs = {folder}/authority.pem
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256, sha384, sha512
accuracy = secs:1
ess_cert_id_chain = no
ess_cert_id_alg = sha256
"""


@dataclass(frozen=True)
class StampServer:
    """What signs: its folder holds the keys. It is a route of a `Site`."""

    folder: Path
    authority: Signed

    @classmethod
    def make(cls, folder: Path) -> StampServer:
        authority = make_authority("Clock Authority")
        signer = make_signed("Harbour Clock", authority, stamps=True)
        (folder / "authority.pem").write_bytes(authority.pem())
        (folder / "signer.pem").write_bytes(signer.pem())
        (folder / "signer.key").write_bytes(signer.key_pem())
        (folder / "serial").write_text("01")
        (folder / "tsa.cnf").write_text(_CONFIG.format(folder=folder))
        return cls(folder, authority)

    def __call__(self, asked: Asked) -> Page:
        assert (asked.method, asked.headers["content-type"]) == ("POST", "application/timestamp-query")
        return Page(body=self.sign(asked.body), media_type="application/timestamp-reply")

    def sign(self, query: bytes) -> bytes:
        """Sign a query (DER) and return the answer (DER)."""
        (self.folder / "query.tsq").write_bytes(query)
        self.openssl("-reply", "-config", "tsa.cnf", "-queryfile", "query.tsq", "-out", "reply.tsr")
        return (self.folder / "reply.tsr").read_bytes()

    def openssl(self, *words: str) -> subprocess.CompletedProcess[str]:
        """Run `openssl ts` in the folder."""
        return subprocess.run(["openssl", "ts", *words], cwd=self.folder, check=True, capture_output=True, text=True)

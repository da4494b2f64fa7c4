"""By which way a team reaches the desk, as told on the command line."""

from __future__ import annotations

import datetime
import socket
import ssl
import subprocess
import sys
from pathlib import Path

import httpx
import pytest

from whosays.desk.ways import BadTlsFiles, NeedsName, NeedsTls, Way


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A certificate for 127.0.0.1, and its key."""
    from ipaddress import ip_address

    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec

    folder = tmp_path_factory.mktemp("tls")
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "desk.example")])
    today = datetime.datetime.now(datetime.UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(today - datetime.timedelta(days=1))
        .not_valid_after(today + datetime.timedelta(days=9))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False)
        .sign(key, hashes.SHA256())
    )
    (folder / "cert.pem").write_bytes(made.public_bytes(serialization.Encoding.PEM))
    (folder / "key.pem").write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )
    return folder / "cert.pem", folder / "key.pem"


def test_passwords_go_over_the_network_through_tls_alone(certificate: tuple[Path, Path]) -> None:
    cert, key = certificate
    for way in (
        Way(host="127.0.0.1"),
        Way(host="::1"),
        Way(host="192.0.2.7", cert=cert, key=key),
        Way(host="0.0.0.0", cert=cert, key=key, names=("desk.example",)),
        Way(host="10.0.0.5", proxy="10.0.0.1", names=("desk.example",)),
    ):
        way.check()
    for host in ("192.0.2.7", "0.0.0.0", "::", "2001:db8::7"):
        with pytest.raises(NeedsTls, match="--tls-cert"):
            Way(host=host).check()
    for way in (Way(host="0.0.0.0", cert=cert, key=key), Way(host="127.0.0.1", proxy="127.0.0.1")):
        with pytest.raises(NeedsName, match="--name"):
            way.check()


def test_certificate_and_key_belong_together(certificate: tuple[Path, Path], tmp_path: Path) -> None:
    cert, key = certificate
    (tmp_path / "words.pem").write_text("no certificate")
    for way in (
        Way(host="127.0.0.1", cert=cert),
        Way(host="127.0.0.1", key=key),
        Way(host="127.0.0.1", cert=key, key=cert),
        Way(host="127.0.0.1", cert=tmp_path / "words.pem", key=key),
        Way(host="127.0.0.1", cert=cert, key=key, proxy="127.0.0.1", names=("desk.example",)),
    ):
        with pytest.raises(BadTlsFiles):
            way.check()


@pytest.mark.parametrize(
    ("way", "names", "secure", "address"),
    [
        (Way(host="127.0.0.1"), {"127.0.0.1:8000"}, False, "http://127.0.0.1:8000/"),
        (Way(host="::1"), {"[::1]:8000"}, False, "http://[::1]:8000/"),
        (
            Way(host="0.0.0.0", names=("Desk.example", "10.0.0.5"), cert=Path("c"), key=Path("k")),
            {"desk.example:8000", "10.0.0.5:8000"},
            True,
            "https://desk.example:8000/",
        ),
        (
            Way(host="127.0.0.1", names=("desk.example",), proxy="::ffff:127.0.0.1"),
            {"desk.example", "desk.example:443"},
            True,
            "https://desk.example/",
        ),
        (
            Way(host="127.0.0.1", names=("desk.example:8443",), proxy="127.0.0.1"),
            {"desk.example:8443"},
            True,
            "https://desk.example:8443/",
        ),
    ],
)
def test_the_names_that_browsers_may_say(way: Way, names: set[str], secure: bool, address: str) -> None:
    door = way.door(8000)
    assert set(door.names) == names
    assert door.secure is secure
    assert door.proxy == ("127.0.0.1" if way.proxy else None)
    assert way.address(8000) == address


def test_a_desk_on_the_usual_port_needs_none_in_its_name(certificate: tuple[Path, Path]) -> None:
    cert, key = certificate
    assert Way(host="192.0.2.7", cert=cert, key=key).door(443).names == {"192.0.2.7", "192.0.2.7:443"}


def test_a_team_signs_in_over_tls(with_people: Path, certificate: tuple[Path, Path]) -> None:
    """The whole command, as a process of its own."""
    from tests.desk.conftest import PASSWORDS

    cert, key = certificate
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    program = [sys.executable, "-m", "whosays.cli", "desk", str(with_people), "--host", "127.0.0.1", "--port", str(port)]
    served = subprocess.Popen([*program, "--tls-cert", cert, "--tls-key", key], stdout=subprocess.PIPE, text=True)
    try:
        assert served.stdout is not None
        base = served.stdout.readline().strip()
        assert base == f"https://127.0.0.1:{port}/"
        with httpx.Client(base_url=base, verify=ssl.create_default_context(cafile=cert), timeout=60) as browser:
            answer = browser.get("/")  # at once: who comes before the desk is ready is kept waiting
            assert answer.headers["location"] == "/sign-in?to=/"
            browser.headers["origin"] = base.rstrip("/")
            done = browser.post("/sign-in", data={"name": "ann owner", "password": PASSWORDS["Ann Owner"]})
            assert done.status_code == 303
            assert browser.get("/claims.json").status_code == 200
            assert browser.get("/claims.json", headers={"x-forwarded-host": "evil.example"}).status_code == 200
    finally:
        served.terminate()
        served.communicate(timeout=60)

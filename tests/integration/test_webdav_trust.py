"""WebDAV over TLS: whose certificate is taken, and what a person is told where it is not."""

import datetime as dt
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import trustme
import truststore

from beirat_tui.domain.errors import BeiratError
from beirat_tui.sync import trust, webdav
from beirat_tui.sync.places import Here, Secret
from beirat_tui.wording.errors import explain
from webdav_server import PASSWORD, USER, WebdavServer, webdav_server

NOW = dt.datetime.now(dt.UTC)
YEARS = dt.timedelta(days=3653)


@pytest.fixture(scope="module")
def town() -> trustme.CA:
    """An authority that only a town's own computers know."""
    return trustme.CA(organization_name="Stadt Musterhausen")


@pytest.fixture(autouse=True)
def nothing_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SSL_CERT_FILE", raising=False)
    monkeypatch.delenv("SSL_CERT_DIR", raising=False)


@contextmanager
def serving(tmp_path: Path, certificate: trustme.LeafCert) -> Iterator[WebdavServer]:
    proof = tmp_path / "server.pem"
    certificate.private_key_and_cert_chain_pem.write_to_path(str(proof))
    with webdav_server(tmp_path / "server", proof=proof) as server:
        yield server


def asked(server: WebdavServer, tmp_path: Path) -> str:
    """What asking the SERVER for its files ended with: a code, or nothing."""
    here = Here("0" * 64, None, tmp_path / "board", tmp_path / "private", lambda _: Secret(USER, PASSWORD))
    try:
        exchange = webdav.open_exchange(server.address, here)
    except BeiratError as error:
        return error.code
    try:
        with exchange.collect():
            return ""
    except BeiratError as error:
        return error.code
    finally:
        exchange.close()


def named(town: trustme.CA, tmp_path: Path) -> str:
    """A file with the certificate of the town's authority."""
    path = tmp_path / "town.pem"
    town.cert_pem.write_to_path(str(path))
    return str(path)


def test_an_authority_that_the_environment_names_is_trusted(
    town: trustme.CA, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", named(town, tmp_path))
    with serving(tmp_path, town.issue_cert("localhost")) as server:
        assert asked(server, tmp_path) == ""
        assert server.methods() == ["PROPFIND"]


def test_a_server_of_an_unknown_authority_hears_nothing(town: trustme.CA, tmp_path: Path) -> None:
    with serving(tmp_path, town.issue_cert("localhost")) as server:
        assert asked(server, tmp_path) == "place.tls"
        assert server.requests == []
    assert "SSL_CERT_FILE" in explain(BeiratError("place.tls", place="x")).do


def test_without_a_word_the_computers_own_store_decides() -> None:
    assert isinstance(trust.trusted(), truststore.SSLContext)


@pytest.mark.parametrize(
    ("name", "begins", "ends", "code"),
    [
        ("cloud.example.org", -YEARS, YEARS, "place.tls-name"),
        ("localhost", -2 * YEARS, -YEARS, "place.tls-time"),
        ("localhost", YEARS, 2 * YEARS, "place.tls-time"),
    ],
)
def test_what_is_wrong_with_a_certificate_is_told(
    town: trustme.CA,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    name: str,
    begins: dt.timedelta,
    ends: dt.timedelta,
    code: str,
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", named(town, tmp_path))
    certificate = town.issue_cert(name, not_before=NOW + begins, not_after=NOW + ends)
    with serving(tmp_path, certificate) as server:
        assert asked(server, tmp_path) == code
        assert server.requests == []
    text = explain(BeiratError(code, place="cloud"))
    assert "cloud" in text.happened
    assert "password" in text.unchanged


def test_certificates_that_cannot_be_read_are_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    none = tmp_path / "none.pem"
    none.write_text("no certificate")
    for path in (none, tmp_path / "missing.pem"):
        monkeypatch.setenv("SSL_CERT_FILE", str(path))
        with pytest.raises(BeiratError) as refused:
            trust.trusted()
        assert refused.value.code == "place.no-certificates"
        assert str(path) in explain(refused.value).happened


@pytest.mark.parametrize(
    ("number", "code"),
    [
        (20, "place.tls"),
        (62, "place.tls-name"),
        (0x800B010F, "place.tls-name"),
        (-67602, "place.tls-name"),
        (9, "place.tls-time"),
        (10, "place.tls-time"),
        (0x800B0101, "place.tls-time"),
        (-67818, "place.tls-time"),
    ],
)
def test_every_system_says_it_in_numbers_of_its_own(number: int, code: str) -> None:
    error = ssl.SSLCertVerificationError("refused")
    error.verify_code = number
    wrapped = OSError("connecting")
    wrapped.__cause__ = error
    assert trust.doubt(wrapped) == code


def test_a_line_that_breaks_says_nothing_about_trust() -> None:
    assert trust.doubt(ssl.SSLEOFError(8, "EOF")) is None
    assert trust.doubt(OSError("gone")) is None

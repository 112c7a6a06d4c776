"""Passwords: out of addresses, into the keyring, and nowhere else."""

import sys
from collections.abc import Iterator

import pytest

from beirat_tui.domain.errors import ExchangeError
from beirat_tui.sync import credentials
from beirat_tui.sync.credentials import split
from beirat_tui.sync.places import Secret
from keyrings import MemoryKeyring, memory_keyring

PLACE = "https://cloud.example.org/remote.php/dav/files/m07/Beirat"


@pytest.fixture
def ring() -> Iterator[MemoryKeyring]:
    """A keyring in memory."""
    with memory_keyring() as found:
        yield found


@pytest.mark.parametrize(
    ("typed", "address", "secret"),
    [
        (
            "postgresql+psycopg://beirat_ab:gehe%40im@db.example.org:5432/boards?sslmode=require",
            "postgresql+psycopg://beirat_ab@db.example.org:5432/boards?sslmode=require",
            Secret("beirat_ab", "gehe@im"),
        ),
        (
            "https://m%40rie:p%3Aw@cloud.example.org/x",
            "https://m%40rie@cloud.example.org/x",
            Secret("m@rie", "p:w"),
        ),
        ("https://:pw@cloud.example.org/x", "https://cloud.example.org/x", Secret("", "pw")),
        (PLACE, PLACE, None),
        ("https://m07@cloud.example.org/x", "https://m07@cloud.example.org/x", None),
        ("~/Nextcloud/a:b@c", "~/Nextcloud/a:b@c", None),
    ],
)
def test_a_password_is_taken_out_of_the_address(typed: str, address: str, secret: Secret | None) -> None:
    assert split(typed) == (address, secret)


def test_a_password_is_found_again_after_a_new_start(ring: MemoryKeyring) -> None:
    credentials.keep(PLACE, Secret("m:07", "p:w %"))
    credentials.forget_typed()
    assert credentials.secret_of(PLACE) == Secret("m:07", "p:w %")
    assert credentials.secret_of(PLACE + "2") is None
    credentials.forget(PLACE)
    assert credentials.secret_of(PLACE) is None
    assert ring.kept == {}
    credentials.forget(PLACE)


def test_where_nothing_can_be_kept_it_is_told_and_used_until_the_end() -> None:
    with memory_keyring(locked=True):
        with pytest.raises(ExchangeError) as refused:
            credentials.keep(PLACE, Secret("m07", "pw"))
        assert refused.value.code == "place.no-keyring"
        assert "pw" not in str(refused.value)
        assert credentials.secret_of(PLACE) == Secret("m07", "pw")
        credentials.forget_typed()
        assert credentials.secret_of(PLACE) is None


def test_without_the_library_there_is_no_keyring(
    ring: MemoryKeyring, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "keyring", None)
    with pytest.raises(ExchangeError) as refused:
        credentials.keep(PLACE, Secret("m07", "pw"))
    assert refused.value.code == "place.no-keyring"
    credentials.forget_typed()
    assert credentials.secret_of(PLACE) is None
    credentials.forget(PLACE)
    assert ring.kept == {}


def test_a_script_gives_its_password_by_the_environment(
    ring: MemoryKeyring, monkeypatch: pytest.MonkeyPatch
) -> None:
    credentials.keep(PLACE, Secret("m07", "kept"))
    monkeypatch.setenv("BEIRAT_PLACE_PASSWORD", "given")
    assert credentials.secret_of("https://eva@cloud.example.org/x") == Secret("eva", "given")
    monkeypatch.setenv("BEIRAT_PLACE_USER", "m08")
    assert credentials.secret_of(PLACE) == Secret("m08", "given")
    assert "given" not in ring.kept.values()

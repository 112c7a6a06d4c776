"""A keyring for tests, in memory: nobody's own is touched."""

from collections.abc import Iterator
from contextlib import contextmanager

import keyring
from keyring.backend import KeyringBackend
from keyring.errors import PasswordDeleteError, PasswordSetError

from beirat_tui.sync import credentials


class MemoryKeyring(KeyringBackend):
    """Keeps passwords as long as it lives; a LOCKED one keeps none."""

    priority = 1

    def __init__(self, *, locked: bool = False) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.locked = locked
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        """The password, if there is one."""
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        """Keep the password."""
        if self.locked:
            raise PasswordSetError("locked")
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        """Forget the password."""
        if self.kept.pop((service, username), None) is None:
            raise PasswordDeleteError("none")


@contextmanager
def memory_keyring(*, locked: bool = False) -> Iterator[MemoryKeyring]:
    """Use a new keyring in memory, and none of what was typed before; afterwards the former one."""
    before, ring = keyring.get_keyring(), MemoryKeyring(locked=locked)
    keyring.set_keyring(ring)
    credentials.forget_typed()
    try:
        yield ring
    finally:
        keyring.set_keyring(before)
        credentials.forget_typed()

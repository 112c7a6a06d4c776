"""The board's two root keys: made at the founding, kept off the founder's working device.

One is written to a file under a passphrase (Argon2id and XSalsa20-Poly1305 by libsodium), the spare one is
meant for paper; either can be used as words.
"""

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import msgspec

from beirat_tui.domain.errors import InputError, StoreError
from beirat_tui.log import passphrase as passphrases
from beirat_tui.log.keys import SigningKey
from beirat_tui.services import words

FORMAT: Final = "beirat-root-key-v1"


@dataclass(frozen=True, slots=True)
class RootKeys:
    """The two keys that can always appoint a new office and chair."""

    root: SigningKey
    spare: SigningKey

    def spare_words(self) -> list[str]:
        """The spare key as 24 words, to be written down."""
        return words.written(self.spare.seed)


class _Sealed(msgspec.Struct, forbid_unknown_fields=True):
    format: str
    salt: bytes
    box: bytes


def save(path: Path, key: SigningKey, passphrase: str) -> None:
    """Write KEY to the new file PATH, readable only with PASSPHRASE.

    Raises:
        StoreError: ``root-key.exists``, ``root-key.cannot-write``.
    """
    salt, box = passphrases.seal(key.seed, passphrase)
    sealed = _Sealed(FORMAT, salt, box)
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        raise StoreError("root-key.exists", path=str(path)) from None
    except OSError:
        raise StoreError("root-key.cannot-write", path=str(path)) from None
    with os.fdopen(descriptor, "wb") as file:
        file.write(msgspec.json.format(msgspec.json.encode(sealed)) + b"\n")
        file.flush()
        os.fsync(file.fileno())


def load(path: Path, passphrase: str) -> SigningKey:
    """The key in the file PATH.

    Raises:
        InputError: ``root-key.not-one``, ``root-key.wrong-passphrase``.
    """
    try:
        sealed = msgspec.json.decode(path.read_bytes(), type=_Sealed)
        seed = passphrases.unseal(sealed.salt, sealed.box, passphrase)
    except (OSError, msgspec.MsgspecError, ValueError, UnicodeDecodeError):
        raise InputError("root-key.not-one", path=str(path)) from None
    if seed is None:
        raise InputError("root-key.wrong-passphrase", path=str(path))
    return SigningKey(seed)


def from_words(text: str) -> SigningKey:
    """The key that 24 words say.

    Raises:
        InputError: ``words.wrong``.
    """
    return SigningKey(words.read(text))

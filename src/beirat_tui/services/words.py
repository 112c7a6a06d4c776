"""Keys as words: six to compare two screens by, twenty-four to write a key down.

The word list is the English one of BIP 39 (2,048 words, told apart by their first four letters).
"""

import hashlib
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from beirat_tui.domain.errors import InputError

if TYPE_CHECKING:
    from mnemonic import Mnemonic

COMPARED: Final = 6
_BITS: Final = 11


@lru_cache(maxsize=1)
def _list() -> "Mnemonic":
    from mnemonic import Mnemonic  # noqa: PLC0415  (needed for few commands only)

    return Mnemonic("english")


def compared(key: str) -> list[str]:
    """Six words (66 bits) of the public KEY's hash: the same on two screens if the key is the same."""
    digest = int.from_bytes(hashlib.sha256(b"beirat-words-v1\0" + bytes.fromhex(key)).digest())
    words = _list().wordlist
    return [words[digest >> (256 - _BITS * (place + 1)) & (2**_BITS - 1)] for place in range(COMPARED)]


def written(seed: bytes) -> list[str]:
    """The 24 words of a 32-byte SEED, with a checksum."""
    return _list().to_mnemonic(seed).split()


def read(words: str) -> bytes:
    """The seed that 24 WORDS say, in any case and with any blanks between them.

    Raises:
        InputError: ``words.wrong``: a word is misspelt, missing or out of place.
    """
    try:
        return bytes(_list().to_entropy(" ".join(words.lower().split())))
    except (ValueError, LookupError):
        raise InputError("words.wrong") from None

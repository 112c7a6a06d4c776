"""Device keys: Ed25519 (RFC 8032) by PyNaCl, and their printed form.

A key names a device, not a person; certificates say for whom and in which role it speaks.
"""

from nacl.bindings import crypto_sign, crypto_sign_BYTES, crypto_sign_open, crypto_sign_seed_keypair
from nacl.exceptions import BadSignatureError

SEED_BYTES = 32


class SigningKey:
    """A device's private key.

    Attributes:
        public: the public key, 64 hexadecimal digits: the `author` of what it signs.
    """

    __slots__ = ("_secret", "public", "seed")

    def __init__(self, seed: bytes) -> None:
        if len(seed) != SEED_BYTES:
            raise ValueError("a seed has 32 bytes")
        public, self._secret = crypto_sign_seed_keypair(seed)
        self.public = public.hex()
        self.seed = seed

    def sign(self, message: bytes) -> bytes:
        """The 64-byte signature of MESSAGE."""
        return crypto_sign(message, self._secret)[:crypto_sign_BYTES]


def valid(public: str, message: bytes, signature: bytes) -> bool:
    """Whether SIGNATURE (64 bytes) is PUBLIC's (hex) signature of MESSAGE."""
    if len(signature) != crypto_sign_BYTES:
        return False
    try:
        crypto_sign_open(signature + message, bytes.fromhex(public))
    except BadSignatureError:
        return False
    return True

"""Secrets at rest under a passphrase: Argon2id and XSalsa20-Poly1305 by libsodium, at its moderate limits."""

from nacl import pwhash, secret, utils
from nacl.exceptions import CryptoError

_KDF = pwhash.argon2id


def seal(content: bytes, passphrase: str) -> tuple[bytes, bytes]:
    """Salt and box of CONTENT, to be opened with PASSPHRASE only; takes about half a second on purpose."""
    salt = utils.random(_KDF.SALTBYTES)
    return salt, bytes(_box(passphrase, salt).encrypt(content))


def unseal(salt: bytes, box: bytes, passphrase: str) -> bytes | None:
    """The content of BOX; None for a wrong passphrase or a damaged box."""
    try:
        return _box(passphrase, salt).decrypt(box)
    except (CryptoError, ValueError):
        return None


def _box(passphrase: str, salt: bytes) -> secret.SecretBox:
    key = _KDF.kdf(
        secret.SecretBox.KEY_SIZE,
        passphrase.encode(),
        salt,
        opslimit=_KDF.OPSLIMIT_MODERATE,
        memlimit=_KDF.MEMLIMIT_MODERATE,
    )
    return secret.SecretBox(key)

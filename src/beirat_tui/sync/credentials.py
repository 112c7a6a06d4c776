"""What servers ask for: kept in the system's keyring, never in the settings and never in an address.

A secret is looked for in this order: the environment (for scripts), what was typed since the program started,
the keyring. Where there is none the server may still have ways of its own: libpq reads ``~/.pgpass``.
"""

import os
from typing import Final
from urllib.parse import quote, unquote, urlsplit

from beirat_tui.domain.errors import ExchangeError
from beirat_tui.sync.places import Secret

SERVICE: Final = "beirat"
"""The name under which the keyring keeps them."""
PASSWORD: Final = "BEIRAT_PLACE_PASSWORD"  # noqa: S105  (the name of a variable)
USER: Final = "BEIRAT_PLACE_USER"
_typed: dict[str, Secret] = {}


def secret_of(address: str) -> Secret | None:
    """The secret of ADDRESS; None where there is none."""
    given = os.environ.get(PASSWORD)
    if given:
        return Secret(os.environ.get(USER) or user_in(address), given)
    return _typed.get(address) or _kept(address)


def split(text: str) -> tuple[str, Secret | None]:
    """An address as somebody typed it, parted into the address and the secret that stood in it."""
    parts = urlsplit(text.strip()) if "://" in text else None
    if parts is None or parts.password is None:
        return text, None
    user = unquote(parts.username or "")
    host = parts.netloc.rpartition("@")[2]
    bare = parts._replace(netloc=f"{quote(user, safe='')}@{host}" if user else host).geturl()
    return bare, Secret(user, unquote(parts.password))


def user_in(address: str) -> str:
    """The name of the user that ADDRESS holds; empty where it holds none."""
    return unquote(urlsplit(address).username or "") if "://" in address else ""


def use(address: str, secret: Secret) -> None:
    """Use SECRET for ADDRESS until the program ends."""
    _typed[address] = secret


def keep(address: str, secret: Secret) -> None:
    """Keep SECRET for ADDRESS in the system's keyring.

    Raises:
        ExchangeError: ``place.no-keyring``; it is used until the program ends, and kept nowhere.
    """
    use(address, secret)
    try:
        import keyring  # noqa: PLC0415  (only where there is a server)
        from keyring.errors import KeyringError  # noqa: PLC0415  (the same)
    except ImportError:
        raise ExchangeError("place.no-keyring", variable=PASSWORD) from None
    try:
        # In one entry: keyrings look up one user's password, and the user may be what is not known.
        keyring.set_password(SERVICE, address, f"{quote(secret.user, safe='')}:{secret.password}")
    except (KeyringError, OSError, RuntimeError):
        raise ExchangeError("place.no-keyring", variable=PASSWORD) from None


def forget(address: str) -> None:
    """Remove what is kept for ADDRESS."""
    _typed.pop(address, None)
    try:
        import keyring  # noqa: PLC0415  (only where there is a server)
        from keyring.errors import KeyringError  # noqa: PLC0415  (the same)
    except ImportError:
        return
    try:
        keyring.delete_password(SERVICE, address)
    except (KeyringError, OSError, RuntimeError):
        return


def forget_typed() -> None:
    """Forget what was typed since the program started."""
    _typed.clear()


def _kept(address: str) -> Secret | None:
    try:
        import keyring  # noqa: PLC0415  (only where there is a server)
        from keyring.errors import KeyringError  # noqa: PLC0415  (the same)
    except ImportError:
        return None
    try:
        found = keyring.get_password(SERVICE, address)
    except (KeyringError, OSError, RuntimeError):
        return None
    if not found:
        return None
    user, _colon, password = found.partition(":")
    return Secret(unquote(user), password)

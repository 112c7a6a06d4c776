"""The connection to a database hub: how it is opened, what it may cost, and what went wrong in our words.

Every statement has a time limit, and a connection that went dead is noticed by the system. A server that is
not on this computer must prove who it is, unless the address says otherwise.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final

from sqlalchemy import URL, Engine, create_engine, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError
from sqlalchemy.pool import NullPool

from beirat_tui.domain.errors import ExchangeError, InputError
from beirat_tui.sync.places import Secret

CONNECT_SECONDS: Final = 10
STATEMENT_SECONDS: Final = 60
_LIMITS: Final = {
    "connect_timeout": str(CONNECT_SECONDS),
    "application_name": "beirat",
    "keepalives_idle": "10",
    "keepalives_interval": "5",
    "keepalives_count": "3",
    "tcp_user_timeout": "25000",
}
_NEAR: Final = {"", "localhost", "127.0.0.1", "::1"}
_NEEDS: Final = {
    "25006": "place.read-only",
    "28000": "place.login",
    "28P01": "place.login",
    "3D000": "place.no-hub",
    "3F000": "place.no-hub",
    "42P01": "place.no-hub",
    "42501": "place.not-allowed",
    "53100": "place.full",
    "53300": "place.crowded",
    "57014": "place.too-slow",
    "55P03": "place.too-slow",
    "40P01": "place.too-slow",
    "53200": "place.full",
}
"""SQLSTATE → code; https://www.postgresql.org/docs/current/errcodes-appendix.html."""
_SAID: Final = (
    ("password authentication failed", "place.login"),
    ("no password supplied", "place.secret-missing"),
    ("no pg_hba.conf entry", "place.login"),
    ("is not permitted to log in", "place.login"),
    ("certificate", "place.tls"),
    ("SSL", "place.tls"),
    ("too many connections", "place.crowded"),
    ("too many clients", "place.crowded"),
    ("remaining connection slots", "place.crowded"),
    ("timeout expired", "place.too-slow"),
)
"""What a failed connection says, in the one language in which libpq says it → code."""


def open_engine(address: str, secret: Secret | None = None) -> Engine:
    """What opens connections to ADDRESS; nothing is reached yet.

    Raises:
        ExchangeError: ``place.not-installed``: psycopg is not there.
        InputError: ``place.bad-address``.
    """
    try:
        import psycopg  # noqa: F401, PLC0415  (only where there is a hub)
    except ImportError:
        raise ExchangeError("place.not-installed", extra="hub") from None
    url = _url(address, secret)
    options = f"-c statement_timeout={STATEMENT_SECONDS}s -c lock_timeout={STATEMENT_SECONDS // 2}s"
    given = url.query.get("options")
    arguments: dict[str, Any] = _LIMITS | {"options": f"{options} {given}" if given else options}
    if "sslmode" not in url.query and (url.host or "") not in _NEAR:
        arguments |= {"sslmode": "verify-full", "sslrootcert": url.query.get("sslrootcert", "system")}
    if secret is not None and secret.password:
        arguments["password"] = secret.password
    return create_engine(
        url,
        connect_args=arguments,
        isolation_level="AUTOCOMMIT",
        poolclass=NullPool,
        use_native_hstore=False,
        hide_parameters=True,  # they are votes
    )


def _url(address: str, secret: Secret | None) -> URL:
    try:
        url = make_url(address).set(drivername="postgresql+psycopg")
        port = url.port
    except (ArgumentError, ValueError, TypeError):
        raise InputError("place.bad-address") from None
    if not url.database or (port is not None and not 0 < port < 2**16):
        raise InputError("place.bad-address")
    return url.set(username=secret.user) if secret is not None and secret.user and not url.username else url


@contextmanager
def explained(place: str) -> Iterator[None]:
    """Turn the errors of the database PLACE into ours."""
    try:
        yield
    except DBAPIError as error:
        raise ExchangeError(_code(error), place=place) from None


def _code(error: DBAPIError) -> str:
    cause = error.orig
    state = getattr(cause, "sqlstate", None)
    if isinstance(state, str):
        return _NEEDS.get(state, "place.lost" if state[:2] in {"08", "57"} else "place.server-error")
    said = str(cause)
    for words, code in _SAID:
        if words in said:
            return code
    if "does not exist" in said:
        return "place.no-hub"
    return "place.lost" if error.connection_invalidated else "place.unreachable"

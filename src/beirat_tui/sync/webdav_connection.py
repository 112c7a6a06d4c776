"""The connection to a WebDAV server: its address, its time limits, and what went wrong in our words.

A password is never sent over a line that is not encrypted, except to this computer itself.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any, Final
from urllib.parse import parse_qs, quote, urlsplit
from xml.etree.ElementTree import ParseError

from beirat_tui.domain.errors import ExchangeError, InputError
from beirat_tui.sync.places import Secret, title
from beirat_tui.sync.trust import doubt, trusted

CONNECT_SECONDS: Final = 10.0
QUIET_SECONDS: Final = 30.0
"""How long a server may say nothing at all."""
_SCHEMES: Final = {"webdav": "http", "dav": "http", "webdavs": "https", "davs": "https"}
_NEAR: Final = {"localhost", "127.0.0.1", "::1"}
_CODES: Final = {
    403: "place.not-allowed",
    404: "place.no-remote-folder",
    405: "place.no-webdav",
    409: "place.no-remote-folder",
    412: "place.replaced-meanwhile",
    413: "place.full",
    423: "place.busy",
    429: "place.busy",
    501: "place.no-webdav",
    502: "place.busy",
    503: "place.busy",
    504: "place.busy",
    507: "place.full",
    509: "place.busy",
}
_BROWSER: Final = "/apps/files"
_UNAUTHORIZED: Final = 401
_FORBIDDEN: Final = 403
_REDIRECTS: Final = range(300, 400)


def open_client(address: str, secret: Secret | None) -> Any:  # noqa: ANN401  (webdav4's client has no types)
    """A client for the folder at ADDRESS; nothing is reached yet.

    Raises:
        ExchangeError: ``place.not-installed``: webdav4 or truststore is not there; ``place.no-certificates``;
            ``place.secret-missing``: what a browser shows does not say whose folder it is.
        InputError: ``place.bad-address``, ``place.insecure``.
    """
    try:
        import httpx  # noqa: PLC0415  (only where there is a WebDAV server)
        import truststore  # noqa: F401, PLC0415  (the same)
        from webdav4.client import Client  # noqa: PLC0415  (the same)
    except ImportError:
        raise ExchangeError("place.not-installed", extra="webdav") from None
    if secret is None and _BROWSER in urlsplit(address).path and not urlsplit(address).username:
        raise ExchangeError("place.secret-missing", place=title(address))
    url = base_url(address, secret.user if secret is not None else "")
    if secret is not None and url.startswith("http:") and urlsplit(url).hostname not in _NEAR:
        raise InputError("place.insecure")
    timeout = httpx.Timeout(QUIET_SECONDS, connect=CONNECT_SECONDS)
    # Whoever answers might not be who is asked: a redirection is told, not followed.
    return Client(
        url,
        auth=None if secret is None else (secret.user, secret.password),
        retry=False,
        timeout=timeout,
        follow_redirects=False,
        verify=trusted(),
        headers={"User-Agent": "beirat"},
    )


def base_url(address: str, user: str) -> str:
    """The address of the folder itself, as a server wants it: without a user, with a slash at its end.

    What Nextcloud shows in a browser, ``https://cloud/apps/files/files?dir=/Beirat``, becomes the folder that
    it shows to USER.

    Raises:
        InputError: ``place.bad-address``.
    """
    try:
        parts = urlsplit(address)
        _ = parts.port
    except ValueError:
        raise InputError("place.bad-address") from None
    if not parts.hostname:
        raise InputError("place.bad-address")
    host = parts.netloc.rpartition("@")[2]
    before, shown, _rest = parts.path.partition(_BROWSER)
    path = parts.path
    if shown:
        name = user or (parts.username or "")
        if not name:
            raise InputError("place.bad-address")
        folder = parse_qs(parts.query).get("dir", ["/"])[0].strip("/")
        before = before.removesuffix("/index.php")
        path = f"{before}/remote.php/dav/files/{quote(name, safe='')}/{quote(folder)}"
    scheme = _SCHEMES.get(parts.scheme, parts.scheme)
    return f"{scheme}://{host}{path.rstrip('/')}/"


@contextmanager
def explained(place: str, *, writing: bool = False, knows: bool = True) -> Iterator[None]:
    """Turn the errors of the server PLACE into ours; KNOWS: a password was sent."""
    try:
        yield
    except tuple(_known()) as error:
        code = _code(error, writing=writing, knows=knows)
        where = {"path" if code == "place.no-room" else "place": place}
        raise ExchangeError(code, **where) from None


def _known() -> Mapping[type[BaseException], str]:
    """What can go wrong, by its kind; the first that fits counts."""
    import httpx  # noqa: PLC0415  (only where there is a WebDAV server)
    from webdav4 import client as dav  # noqa: PLC0415  (the same)

    return {
        dav.HTTPError: "",
        dav.ResourceNotFound: "place.no-remote-folder",
        dav.InsufficientStorage: "place.full",
        dav.BadGatewayError: "place.busy",
        httpx.TimeoutException: "place.too-slow",
        httpx.UnsupportedProtocol: "place.no-webdav",
        httpx.InvalidURL: "place.no-webdav",
        httpx.ConnectError: "place.unreachable",
        httpx.HTTPError: "place.lost",
        # An answer, but not one of a WebDAV server.
        dav.ClientError: "place.no-webdav",
        ParseError: "place.no-webdav",
        ValueError: "place.no-webdav",
        AssertionError: "place.no-webdav",
        OSError: "place.no-room",
    }


def _code(error: BaseException, *, writing: bool, knows: bool) -> str:
    if untrusted := doubt(error):
        return untrusted
    found = next(code for kind, code in _known().items() if isinstance(error, kind))
    status = getattr(error, "status_code", None)
    return found if found or not isinstance(status, int) else _status(status, writing=writing, knows=knows)


def _status(status: int, *, writing: bool, knows: bool) -> str:
    if status == _UNAUTHORIZED:
        return "place.login" if knows else "place.secret-missing"
    if status == _FORBIDDEN and writing:
        return "place.read-only"
    if status in _REDIRECTS:
        return "place.no-webdav"
    return _CODES.get(status, "place.server-error")

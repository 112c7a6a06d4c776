"""Which servers are taken for what they say they are: those that this computer trusts, and why one is not.

An authority of a town or a ministry stands in the computer's own store, where its administration put it; so
that store decides, as it does for a browser. Who names certificates in ``SSL_CERT_FILE`` or ``SSL_CERT_DIR``
means exactly these.
"""

import os
import ssl
from typing import Final

from beirat_tui.domain.errors import ExchangeError

_FILE, _FOLDER = "SSL_CERT_FILE", "SSL_CERT_DIR"
_OTHER_NAME: Final = {62, 64, 0x800B010F, -67602}
"""OpenSSL's X509_V_ERR_…_MISMATCH, Windows' CERT_E_CN_NO_MATCH, macOS's errSecHostNameMismatch."""
_OTHER_TIME: Final = {9, 10, 0x800B0101, -67818, -67819}
"""Not valid yet or expired, in the same order; Windows has one number for both."""


def trusted() -> ssl.SSLContext:
    """What a connection to a server is checked by.

    Raises:
        ExchangeError: ``place.no-certificates``: those named in the environment cannot be read.
    """
    file, folder = os.environ.get(_FILE) or None, os.environ.get(_FOLDER) or None
    if file or folder:
        try:
            return ssl.create_default_context(cafile=file, capath=folder)
        except (OSError, ValueError):
            raise ExchangeError("place.no-certificates", path=file or folder or "") from None
    import truststore  # noqa: PLC0415  (only where there is a WebDAV server)

    return truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)


def doubt(error: BaseException) -> str | None:
    """Why a server was not taken for what it says it is, as a code; None if ERROR is about something else."""
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, ssl.SSLCertVerificationError):
            return _about_certificate(cause.verify_code)
        if isinstance(cause, ssl.SSLEOFError | ssl.SSLZeroReturnError | ssl.SSLSyscallError):
            return None  # the line broke
        if isinstance(cause, ssl.SSLError):
            return "place.no-tls"
        cause = cause.__cause__ or cause.__context__
    return None


def _about_certificate(number: int) -> str:
    if number in _OTHER_NAME:
        return "place.tls-name"
    return "place.tls-time" if number in _OTHER_TIME else "place.tls"

"""A real WebDAV server for tests: WsgiDAV on cheroot, over a folder, with what can go wrong on demand.

with webdav_server(tmp_path) as server:
open_exchange(server.address, here)     # user and password are USER and PASSWORD
"""

import socket
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from cheroot.ssl.builtin import BuiltinSSLAdapter
from cheroot.wsgi import Server
from wsgidav.wsgidav_app import WsgiDAVApp

USER, PASSWORD = "m07", "app-password of a test"
Answer = Iterable[bytes]


@dataclass
class WebdavServer:
    """A running server.

    Attributes:
        folder: the folder that it shows.
        address: the folder's address, without user and password.
        refuse: method → status line that is answered instead.
        requests: what was asked: method and path.
        before: called before every request, with method and path.
        rewrite: changes what is listed.
    """

    folder: Path
    address: str
    refuse: dict[str, str] = field(default_factory=dict)
    requests: list[tuple[str, str]] = field(default_factory=list)
    before: Callable[[str, str], None] = lambda _method, _path: None
    rewrite: Callable[[bytes], bytes] | None = None

    def methods(self) -> list[str]:
        """The methods of all requests, in order."""
        return [method for method, _ in self.requests]


@contextmanager
def webdav_server(
    folder: Path, *, readonly: bool = False, proof: Path | None = None
) -> Iterator[WebdavServer]:
    """Serve FOLDER, which is made, under ``/remote.php/dav/files/m07/`` on a loopback port.

    PROOF holds a certificate and its key: then the line is encrypted, and the server called localhost.
    """
    folder.mkdir(exist_ok=True)
    root = f"/remote.php/dav/files/{USER}"
    app = WsgiDAVApp(
        {
            "provider_mapping": {root: {"root": str(folder), "readonly": readonly}},
            "simple_dc": {"user_mapping": {"*": {USER: {"password": PASSWORD}}}},
            "http_authenticator": {"accept_basic": True, "accept_digest": False, "default_to_digest": False},
            "logging": {"enable": False},
            "verbose": 0,
        }
    )
    found = WebdavServer(folder, "")

    def application(environ: dict[str, Any], start: Callable[..., Any]) -> Answer:
        method, path = environ["REQUEST_METHOD"], environ["PATH_INFO"]
        found.requests.append((method, path))
        found.before(method, path)
        if method in found.refuse:
            environ["wsgi.input"].read()
            start(found.refuse[method], [("Content-Length", "0")])
            return []
        if found.rewrite is None or method != "PROPFIND":
            plain: Answer = app(environ, start)
            return plain
        begun: list[tuple[str, list[tuple[str, str]]]] = []
        content = found.rewrite(b"".join(app(environ, lambda *how: begun.append(how[:2]))))
        status, headers = begun[0]
        kept = [each for each in headers if each[0].lower() != "content-length"]
        start(status, [*kept, ("Content-Length", str(len(content)))])
        return [content]

    server = Server(("127.0.0.1", 0), application, numthreads=4)
    if proof is not None:
        server.ssl_adapter = BuiltinSSLAdapter(str(proof), str(proof))
    server.prepare()
    thread = threading.Thread(target=server.serve)
    thread.start()
    begin = "http://127.0.0.1" if proof is None else "https://localhost"
    found.address = f"{begin}:{server.bind_addr[1]}{root}/"
    try:
        yield found
    finally:
        server.stop()
        thread.join()


@dataclass
class Line:
    """A line to a server that can break.

    Attributes:
        port: where it begins.
        breaks_after: bytes to the server after which it breaks; None: never.
        answers: whether anything comes back.
    """

    port: int
    breaks_after: int | None = None
    answers: bool = True


@contextmanager
def line_to(port: int) -> Iterator[Line]:
    """A line to PORT of this computer."""
    with ExitStack() as stack, socket.create_server(("127.0.0.1", 0)) as listening:
        line = Line(listening.getsockname()[1])
        accepting = threading.Thread(target=_accept, args=(listening, port, line, stack))
        accepting.start()
        try:
            yield line
        finally:
            _shut(listening)
            accepting.join()


def _accept(listening: socket.socket, port: int, line: Line, stack: ExitStack) -> None:
    while True:
        try:
            near, _ = listening.accept()
        except OSError:
            return
        far = socket.create_connection(("127.0.0.1", port))
        for end in (near, far):
            stack.callback(end.close)
        for source, target, limit in ((near, far, line.breaks_after), (far, near, None)):
            silent = source is far and not line.answers
            thread = threading.Thread(target=_carry, args=(source, target, limit), kwargs={"silent": silent})
            thread.start()
            stack.callback(thread.join)
        for end in (near, far):
            stack.callback(_shut, end)


def _carry(source: socket.socket, target: socket.socket, limit: int | None, *, silent: bool) -> None:
    """Pass on what comes, LIMIT bytes at most; then both ends are shut."""
    sent = 0
    with suppress(OSError):
        while data := source.recv(65536):
            passed = data if limit is None else data[: limit - sent]
            sent += len(passed)
            if not silent:
                target.sendall(passed)
            if len(passed) < len(data):
                break
    _shut(source)
    _shut(target)


def _shut(end: socket.socket) -> None:
    with suppress(OSError):
        end.shutdown(socket.SHUT_RDWR)

"""A real PostgreSQL for tests, started as somebody else where root runs the tests; hubs are in `hubs`.

It listens on a loopback port of its own, asks for passwords (SCRAM) and keeps nothing afterwards.
"""

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

MISSING = "PostgreSQL's initdb and pg_ctl are not installed: the tests of the database hub are left out"
PASSWORD = "only-for-tests"  # noqa: S105  (of a server that ends with the tests)
_SETTINGS = (
    "listen_addresses = '127.0.0.1'",
    "unix_socket_directories = ''",
    "fsync = off",
    "max_connections = 200",
    "lc_messages = 'C'",
)


@dataclass(frozen=True, slots=True)
class Server:
    """A running server.

    Attributes:
        port: where it listens on 127.0.0.1.
        folder: its data.
        account: who runs it, where that is not the person who runs the tests.
        programs: where its programs are.
    """

    port: int
    folder: Path
    account: pwd.struct_passwd | None
    programs: Path

    def address(self, database: str = "postgres", user: str = "postgres", password: str | None = None) -> str:
        """The address of DATABASE, by default the administrator's."""
        secret = PASSWORD if password is None and user == "postgres" else password
        who = user if secret is None else f"{user}:{secret}"
        return f"postgresql+psycopg://{who}@127.0.0.1:{self.port}/{database}"

    def control(self, *arguments: str) -> None:
        """Let ``pg_ctl`` do ARGUMENTS and wait for it."""
        log = self.folder.parent / "log"
        _run(self.account, self.programs / "pg_ctl", "-D", self.folder, "-l", log, "-w", "-s", *arguments)


def programs() -> Path | None:
    """Where ``initdb`` and ``pg_ctl`` are: on the path, or where Debian and others put them."""
    found = shutil.which("initdb")
    places = [Path(found).parent] if found else []
    places += sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    return next((each for each in places if (each / "initdb").exists() and (each / "pg_ctl").exists()), None)


@contextmanager
def server() -> Iterator[Server]:
    """Start a server with nothing in it; `programs` must have found some."""
    where = programs()
    assert where is not None, MISSING
    root = Path(tempfile.mkdtemp(prefix="beirat-pg-", dir="/tmp" if Path("/tmp").is_dir() else None))  # noqa: S108
    try:
        account = _somebody_else() if os.geteuid() == 0 else None
        if account is not None:
            os.chown(root, account.pw_uid, account.pw_gid)
        data, secret = root / "data", root / "password"
        secret.write_text(PASSWORD, encoding="ascii")
        secret.chmod(0o644)
        how = ["-A", "scram-sha-256", "-U", "postgres", "-E", "UTF8", "--locale=C", "--no-sync"]
        _run(account, where / "initdb", "-D", data, *how, f"--pwfile={secret}")
        running = Server(_free_port(), data, account, where)
        with (data / "postgresql.conf").open("a", encoding="ascii") as file:
            file.write("\n".join([*_SETTINGS, f"port = {running.port}", ""]))
        running.control("start")
        try:
            yield running
        finally:
            running.control("stop", "-m", "immediate")
    finally:
        shutil.rmtree(root, ignore_errors=True)


def _somebody_else() -> pwd.struct_passwd:
    """An account that is not root's: the server refuses root."""
    for name in ("postgres", "nobody"):
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    raise AssertionError("neither the account postgres nor nobody exists, and PostgreSQL refuses root")


def _run(account: pwd.struct_passwd | None, *command: object) -> None:
    who: dict[str, Any] = {}
    if account is not None:
        who = {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []}
    # Not through a pipe: the server would inherit it, and reading it would never end.
    with tempfile.TemporaryFile() as output:
        done = subprocess.run(
            [str(each) for each in command],
            cwd="/",
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            check=False,
            timeout=120,
            **who,
        )
        output.seek(0)
        assert done.returncode == 0, output.read().decode(errors="replace")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port

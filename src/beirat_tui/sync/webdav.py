"""A shared folder on a WebDAV server, Nextcloud for example: the exchange by files, with copies of them here.

What changed there is told by the server's tags (ETags); only that is loaded, into the private folder. The own
file is uploaded beside its place and moved there when it is complete, on the condition that what lies there
is still what was seen: a server that knows no such condition for moving is given the file at its place
directly, on the same condition. So nobody ever reads half a file, and nothing that changed meanwhile is
replaced.
"""

import hashlib
import os
import shutil
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from threading import Event, RLock
from typing import Any, Final
from urllib.parse import quote

import msgspec

from beirat_tui.domain.errors import BeiratError, ExchangeError, InputError
from beirat_tui.sync.credentials import secret_of
from beirat_tui.sync.exchange import Exchange
from beirat_tui.sync.foreign import MOST_BYTES
from beirat_tui.sync.places import Here, title
from beirat_tui.sync.shelf import Found, ShelfExchange
from beirat_tui.sync.webdav_connection import explained, open_client

MOST_FILES: Final = 10_000
"""Files that are looked at."""
LOOK_SECONDS: Final = 15.0
"""Between two looks for changes: WebDAV servers tell of none."""
_COPIES: Final = "webdav"
_INDEX: Final = "index.json"
_ASKED: Final = """<?xml version="1.0" encoding="utf-8"?>
<d:propfind xmlns:d="DAV:"><d:prop>
<d:resourcetype/><d:getetag/><d:getcontentlength/><d:getlastmodified/>
</d:prop></d:propfind>"""
_NO_MOVING: Final = {403, 405, 501}
"""Answers of servers that let nobody move files."""


@dataclass(frozen=True, slots=True)
class _Entry:
    """A file as the server lists it."""

    mark: str
    tag: str | None
    size: int


def open_exchange(address: str, here: Here) -> Exchange:
    """The folder ADDRESS on a server; it is reached when it is used.

    Raises:
        ExchangeError: ``place.not-installed``.
        InputError: ``place.bad-address``, ``place.insecure``.
    """
    secret = here.secret(address) or secret_of(address)
    client = open_client(address, secret)
    shelf = WebdavShelf(client, title(address), here.folder / _COPIES, knows=secret is not None)
    return ShelfExchange(shelf, here)


class WebdavShelf:
    """The folder that CLIENT reaches, which persons call PLACE; copies of its files lie in COPIES."""

    def __init__(self, client: Any, place: str, copies: Path, *, knows: bool = True) -> None:  # noqa: ANN401  (webdav4 has no types)
        self._client = client
        self._place = place
        self._copies = copies
        self._knows = knows
        self._turn = RLock()
        self._seen: dict[str, _Entry] | None = None
        self._moves = True

    def fetch(self) -> Sequence[Found]:
        """All files there; what changed is loaded first."""
        with self._turn:
            there = self._list()
            self._seen = there
            copied = self._read_index()
            found = [self._found(name, entry, copied) for name, entry in sorted(there.items())]
            self._write_index({name: mark for name, mark in copied.items() if name in there})
            return [each for each in found if each is not None]

    def _found(self, name: str, entry: _Entry, copied: dict[str, str]) -> Found | None:
        path = self._copy_of(name)
        if copied.get(name) == entry.mark and path.exists():
            return Found(name, entry.mark, path)
        if entry.size > MOST_BYTES:
            return Found(name, entry.mark, None, InputError("merge.too-large", path=name, limit=MOST_BYTES))
        try:
            self._load(name, path)
        except ExchangeError as error:
            if error.code == "place.no-remote-folder":
                return None  # gone again
            raise
        copied[name] = entry.mark
        return Found(name, entry.mark, path)

    def _load(self, name: str, path: Path) -> None:
        draft = path.with_suffix(".new")
        size = 0
        with explained(self._place, knows=self._knows):
            path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            with (
                self._client.http.stream("GET", self._client.join_url(quote(name))) as answer,
                draft.open("wb") as file,
            ):
                if answer.is_error or answer.is_redirect:
                    raise self._refused(answer)
                for piece in answer.iter_bytes():
                    size += len(piece)
                    if size > MOST_BYTES:
                        raise InputError("merge.too-large", path=name, limit=MOST_BYTES)
                    file.write(piece)
            draft.replace(path)

    def put(self, name: str, draft: Path, replaces: str | None) -> str | None:
        """Upload DRAFT beside its place and move it there, if what REPLACES tells still lies there."""
        with self._turn:
            tag = self._tag(name, replaces)
            with explained(self._place, writing=True, knows=self._knows):
                if not (self._moves and self._put_and_move(name, draft, replaces, tag)):
                    self._moves = False
                    condition = {"If-None-Match": "*"} if replaces is None else _if_match(tag)
                    self._upload(name, draft, condition)
            return self._note(name, draft)

    def _tag(self, name: str, replaces: str | None) -> str | None:
        """The tag that the file must still have, for the server to check; where it cannot, look here."""
        seen = (self._seen or {}).get(name)
        tag = seen.tag if seen is not None and seen.mark == replaces else None
        if replaces is None or tag is not None:
            return tag
        now = self._list().get(name)
        if now is None or now.mark != replaces:
            raise ExchangeError("place.replaced-meanwhile", place=self._place)
        return None

    def _put_and_move(self, name: str, draft: Path, replaces: str | None, tag: str | None) -> bool:
        """Upload, then move; False where the server lets nobody move."""
        from webdav4.client import HTTPError  # noqa: PLC0415  (only where there is a WebDAV server)

        beside = f"~{name}.tmp"
        self._upload(beside, draft, {})
        target = self._client.join_url(quote(name))
        headers = {"Destination": str(target), "Overwrite": "F" if replaces is None else "T"}
        if tag is not None:
            # RFC 4918, 10.4: a condition on another resource than the one that is moved. By its path, which
            # servers behind a proxy know as well.
            headers["If"] = f"<{target.raw_path.decode()}> ([{tag}])"
        try:
            self._client.request("MOVE", quote(beside), headers=headers)
        except HTTPError as error:
            with suppress(Exception):
                self._client.request("DELETE", quote(beside))
            if error.status_code in _NO_MOVING:
                return False
            raise
        return True

    def _upload(self, name: str, draft: Path, headers: Mapping[str, str]) -> None:
        length = {"Content-Length": str(draft.stat().st_size)}
        with draft.open("rb") as file:
            self._client.request("PUT", quote(name), content=file, headers={**headers, **length})

    def _note(self, name: str, draft: Path) -> str | None:
        """Remember what lies there now, so that nobody loads it again; gives its mark."""
        try:
            there = self._list()
            self._seen = there
            entry = there.get(name)
            if entry is None or entry.size != draft.stat().st_size:
                return None
            path = self._copy_of(name)
            shutil.copyfile(draft, path.with_suffix(".new"))
            path.with_suffix(".new").replace(path)
            self._write_index({**self._read_index(), name: entry.mark})
        except (BeiratError, OSError):
            # It is there; what it is called there is found out the next time.
            return None
        return entry.mark

    def changed(self, stop: Event, seconds: float) -> bool:
        """Look now and then whether anything there has another tag."""
        left = seconds
        while not stop.is_set():
            if self._differs():
                return True
            if left <= 0:
                return False
            stop.wait(min(left, LOOK_SECONDS))
            left -= LOOK_SECONDS
        return False

    def _differs(self) -> bool:
        try:
            with self._turn:
                return self._list() != self._seen
        except BeiratError:
            # Somebody who looks learns what is wrong; once it is known there is nothing to look for.
            known, self._seen = self._seen is not None, None
            return known

    def close(self) -> None:
        """Let go of connections."""
        self._client.http.close()

    # --- what lies there -------------------------------------------------------------------------------

    def _list(self) -> dict[str, _Entry]:
        headers = {"Depth": "1", "Content-Type": "application/xml"}
        found: dict[str, _Entry] = {}
        with explained(self._place, knows=self._knows):
            answer = self._client.propfind("", data=_ASKED, headers=headers)
            if not answer.responses:
                # At least the folder itself is listed by a server that knows what a folder is.
                raise ExchangeError("place.no-webdav", place=self._place)
            for each in answer.responses.values():
                about = each.properties
                name = each.path.rstrip("/").rpartition("/")[2]
                if about.collection or not name or name.startswith("~") or len(found) >= MOST_FILES:
                    continue
                size = about.content_length or 0
                found[name] = _Entry(about.etag or f"{size} {about.modified}", _strong(about.etag), size)
        return found

    def _refused(self, answer: Any) -> BaseException:  # noqa: ANN401  (httpx's, which may not be installed)
        from webdav4.client import HTTPError, ResourceNotFound  # noqa: PLC0415  (the same)

        missing = 404
        error: BaseException = (
            ResourceNotFound(self._place) if answer.status_code == missing else HTTPError(answer)
        )
        return error

    # --- the copies here -------------------------------------------------------------------------------

    def _copy_of(self, name: str) -> Path:
        """Where the copy of the file NAME lies; its name there is not used here."""
        return self._copies / f"{hashlib.sha256(name.encode()).hexdigest()[:32]}.copy"

    def _read_index(self) -> dict[str, str]:
        try:
            return msgspec.json.decode((self._copies / _INDEX).read_bytes(), type=dict[str, str])
        except (OSError, msgspec.DecodeError, UnicodeDecodeError):
            return {}

    def _write_index(self, index: Mapping[str, str]) -> None:
        if index == self._read_index():
            return
        with explained(str(self._copies)):
            self._copies.mkdir(parents=True, exist_ok=True, mode=0o700)
            kept = {self._copy_of(name).name for name in index}
            draft = self._copies / f"{_INDEX}.{os.getpid()}"
            draft.write_bytes(msgspec.json.encode(dict(index)))
            draft.replace(self._copies / _INDEX)
            for each in self._copies.glob("*.copy"):
                if each.name not in kept:
                    each.unlink(missing_ok=True)


def _strong(tag: str | None) -> str | None:
    """TAG as a condition has it; None for a weak one, by which no server compares (RFC 9110, 8.8.3)."""
    if not tag or tag.startswith("W/"):
        return None
    return tag if tag.startswith('"') else f'"{tag}"'


def _if_match(tag: str | None) -> dict[str, str]:
    return {} if tag is None else {"If-Match": tag}

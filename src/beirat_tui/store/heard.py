"""The newest statement of every device of what it has, as this file knows them; see `log.heard`."""

from typing import Final

from sqlalchemy import Connection, bindparam, delete, insert, select

from beirat_tui.log import heard as statements
from beirat_tui.log.heard import Heard
from beirat_tui.store.schema import heard

DEVICES: Final = 10_000
"""Statements that are kept at most."""
_ALL = select(heard.c.raw, heard.c.signature).order_by(heard.c.device)
_ONE = select(heard.c.raw, heard.c.signature).where(heard.c.device == bindparam("device"))
_DEVICES = select(heard.c.device)


def statements_in(connection: Connection) -> list[Heard]:
    """The newest statement of every device, by device."""
    return [statements.read(row.raw, row.signature) for row in connection.execute(_ALL)]


def statement_of(connection: Connection, device: str) -> Heard | None:
    """The newest statement of DEVICE (a public key)."""
    row = connection.execute(_ONE, {"device": device}).first()
    return None if row is None else statements.read(row.raw, row.signature)


def keep_statement(connection: Connection, new: Heard) -> bool:
    """Keep NEW in place of what its device said before; False if it is not newer, or too many are here."""
    old = statement_of(connection, new.author)
    if old is not None:
        if old.rank >= new.rank:
            return False
        connection.execute(delete(heard).where(heard.c.device == new.author))
    elif len(connection.execute(_DEVICES).all()) >= DEVICES:
        return False
    row = {"device": new.author, "raw": new.raw, "signature": new.signature}
    connection.execute(insert(heard).values(**row))
    return True

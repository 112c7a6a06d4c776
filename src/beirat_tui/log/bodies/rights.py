"""Founding, certificates, cuts, requests to join, erasures."""

from typing import Literal

from beirat_tui.log.bodies.base import Body, Id, Key, Label, Name, Reference

Role = Literal["root", "chair", "office", "member"]


class Founded(Body, frozen=True):
    """A board begins. The author is the first root key; `spare` is the second."""

    nonce: Id
    title: Label
    spare: Key

    def slot(self) -> str:
        return "board"


class CertIssued(Body, frozen=True):
    """One role of one member for one key. The record's id names the certificate."""

    key: Key
    member: Name
    role: Role

    def slot(self) -> str:
        return "cert/*"


class CertCut(Body, frozen=True):
    """A certificate ends. What was written under it at or below a tip in `accepts` stays."""

    cert: Id
    accepts: list[Id]
    reason: Literal["ended", "lost", "retired"]

    def slot(self) -> str:
        return f"cut/{self.cert}"

    def refs(self) -> tuple[Reference, ...]:
        return ((self.cert, "cert/*"),)


class JoinRequested(Body, frozen=True):
    """A device asks for a certificate. `key` is the author's own."""

    key: Key
    name: Label

    def slot(self) -> str:
        return f"join/{self.key}"


class EraseOrdered(Body, frozen=True):
    """The payload of one record is to be erased; takes effect when office and chair have both ordered it."""

    record: Id
    basis: Label

    def slot(self) -> str:
        return f"erase/{self.record}"

    def refs(self) -> tuple[Reference, ...]:
        return ((self.record, ""),)

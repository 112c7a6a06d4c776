"""Typed bodies of all kinds of records."""

from beirat_tui.log.bodies.base import Body

__all__ = ["Body"]

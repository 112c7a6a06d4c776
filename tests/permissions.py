"""What files and folders permit to a person to whom nothing special is permitted: root may write everywhere.

    with bound_by_permissions():
        folder.chmod(0o500)
        ...

Who runs the tests as root, as most build servers do, gives up for that time the two capabilities of Linux
that let root pass over permissions; the thread may take them up again. Others are bound anyway.
"""

import ctypes
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import pytest

_VERSION: Final = 0x20080522
"""Of the structures below: capabilities in two parts of 32 bits (linux/capability.h)."""
_PASSING_OVER: Final = 1 << 1 | 1 << 2
"""CAP_DAC_OVERRIDE and CAP_DAC_READ_SEARCH."""


class _Header(ctypes.Structure):
    _fields_ = (("version", ctypes.c_uint32), ("pid", ctypes.c_int))


class _Part(ctypes.Structure):
    _fields_ = (
        ("effective", ctypes.c_uint32),
        ("permitted", ctypes.c_uint32),
        ("inheritable", ctypes.c_uint32),
    )


@contextmanager
def bound_by_permissions() -> Iterator[None]:
    """Be bound by permissions, as this thread and those that it starts; skip where root cannot be."""
    if os.name != "posix":
        pytest.skip("here folders permit otherwise")
    if os.geteuid() != 0:
        yield
        return
    if sys.platform != "linux":
        pytest.skip("root may write everywhere")
    before = _capabilities()
    _set(before & ~_PASSING_OVER)
    try:
        yield
    finally:
        _set(before)


@contextmanager
def with_mode(path: Path, mode: int) -> Iterator[None]:
    """PATH with this MODE, to somebody who is bound by it."""
    before = path.stat().st_mode
    with bound_by_permissions():
        path.chmod(mode)
        try:
            yield
        finally:
            path.chmod(before)


def _capabilities() -> int:
    """The lower part of what is in effect for this thread."""
    return int(_asked()[0].effective)


def _set(effective: int) -> None:
    parts = _asked()
    parts[0].effective = effective
    if ctypes.CDLL(None, use_errno=True).capset(ctypes.byref(_Header(_VERSION, 0)), parts) != 0:
        pytest.skip("root may not give up what it may")


def _asked() -> "ctypes.Array[_Part]":
    parts = (_Part * 2)()
    if ctypes.CDLL(None, use_errno=True).capget(ctypes.byref(_Header(_VERSION, 0)), parts) != 0:
        pytest.skip("what root may is not to be found out")
    return parts

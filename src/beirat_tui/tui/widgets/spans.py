"""Styled text as plain values: a line is a tuple of (text, style name).

The style names are those of `painted.Painted`: ``""`` plain, ``dim``, ``strong``, ``head``, ``good``,
``bad``, ``warn``, ``next``, ``line``.
"""

from typing import TypeAlias

Span: TypeAlias = tuple[str, str]
Line: TypeAlias = tuple[Span, ...]

"""Reading JSON without the liberties that Python's parser takes.

Duplicate keys, NaN, numbers of absurd length and deep nesting are errors; fractions stay exact decimals.
"""

import json
from decimal import Decimal
from typing import Any, NoReturn

from beirat_tui.domain.errors import InputError
from beirat_tui.domain.text import clean_line

DEPTH_LIMIT = 20
NUMBER_LIMIT = 40
"""Characters of a number; amounts in euros have at most sixteen."""


def load(data: bytes, name: str) -> Any:  # noqa: ANN401 (JSON may be anything; callers check)
    """Return the value that DATA, the content of the file NAME, holds; numbers are int or Decimal.

    Raises:
        InputError: ``json.not-utf8``, ``json.not-json`` (``line``, ``column``) or ``json.too-deep``
            (``limit``), each with ``file``; ``json.duplicate-key`` (``key``), ``json.bad-number``
            (``value``).
    """
    try:
        value = json.loads(
            data.decode("utf-8-sig"),
            object_pairs_hook=_object,
            parse_int=_integer,
            parse_float=_decimal,
            parse_constant=_bad_number,
        )
        deep = _deeper_than(value, DEPTH_LIMIT)
    except UnicodeDecodeError as error:
        raise InputError("json.not-utf8", file=name) from error
    except json.JSONDecodeError as error:
        raise InputError("json.not-json", file=name, line=error.lineno, column=error.colno) from error
    except RecursionError:
        deep = True
    if deep:
        raise InputError("json.too-deep", file=name, limit=DEPTH_LIMIT)
    return value


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found:
            raise InputError("json.duplicate-key", key=clean_line(key, 60))
        found[key] = value
    return found


def _integer(text: str) -> int:
    return int(text) if len(text) <= NUMBER_LIMIT else _bad_number(text)


def _decimal(text: str) -> Decimal:
    return Decimal(text) if len(text) <= NUMBER_LIMIT else _bad_number(text)


def _bad_number(text: str) -> NoReturn:
    raise InputError("json.bad-number", value=clean_line(text, NUMBER_LIMIT))


def _deeper_than(value: object, levels: int) -> bool:
    if not isinstance(value, dict | list):
        return False
    inner = value.values() if isinstance(value, dict) else value
    return levels == 0 or any(_deeper_than(item, levels - 1) for item in inner)

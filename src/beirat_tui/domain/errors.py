"""The errors of the whole program: a code and parameters, never a sentence.

The sentences (what happened, what stayed unchanged, what to do) live in `beirat_tui.wording.errors`,
so that screens and commands say the same in the user's language.
"""

from collections.abc import Mapping


class BeiratError(Exception):
    """Something a user can be told.

    Attributes:
        code: dotted name of what happened, for example ``store.not-a-board``.
        params: what the sentence needs: names, numbers, positions.
    """

    def __init__(self, code: str, /, **params: str | int) -> None:
        super().__init__(code)
        self.code = code
        self.params: Mapping[str, str | int] = params

    def __str__(self) -> str:
        details = ", ".join(f"{name}={value!r}" for name, value in self.params.items())
        return f"{self.code}({details})"


class InputError(BeiratError):
    """A file or a value from outside cannot be used as it is."""


class RightsError(BeiratError):
    """The person or device may not do this."""


class StoreError(BeiratError):
    """The board file cannot be read or written."""


class Refused(BeiratError):  # noqa: N818  (a refusal is the domain's answer, not a malfunction)
    """A rule of the domain says no: the round is closed, the member has recused themselves."""


class ExchangeError(BeiratError):
    """A place where copies of the board meet cannot be reached, read or written."""

"""The root key on the command line: from its file, or from the words on paper."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from beirat_tui.cli.asking import passphrase, read_text
from beirat_tui.cli.framework import option
from beirat_tui.wording import N_

if TYPE_CHECKING:
    from beirat_tui.log.keys import SigningKey

Function = TypeVar("Function", bound=Callable[..., Any])
FILE = click.Path(path_type=Path, readable=False)


def root_key_options(function: Function) -> Function:
    """Give FUNCTION the options ``root_key_``, ``root_words`` and ``passphrase_file``."""
    for names, about in (
        (("--passphrase-file",), N_("read the root key's passphrase from this file")),
        (("--root-words",), N_("sign with the root key that the 24 words in this file say")),
        (("--root-key", "root_key_"), N_("sign with the root key saved in this file")),
    ):
        function = option(*names, type=FILE, metavar=N_("FILE"), help=about)(function)
    return function


def root_key(file: Path | None, words: Path | None, passphrase_file: Path | None) -> "SigningKey | None":
    """The root key that the options name; None where they name none.

    Raises:
        InputError: ``root-key.*``, ``words.wrong``, ``cli.*``.
    """
    if words is not None:
        from beirat_tui.services.root_keys import from_words  # noqa: PLC0415  (rarely needed)

        return from_words(read_text(words))
    if file is not None:
        from beirat_tui.services.root_keys import load  # noqa: PLC0415  (the same)

        return load(file, passphrase(passphrase_file))
    return None

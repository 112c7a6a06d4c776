"""The programmes that come with the program, as texts of their TOML files."""

from pathlib import Path

from beirat_tui.domain.errors import InputError

_FOLDER = Path(__file__).parent / "programmes"


def programme_names() -> tuple[str, ...]:
    """Return the ids of the programmes that come with the program, sorted."""
    return tuple(sorted(path.stem for path in _FOLDER.glob("*.toml")))


def programme_text(name: str) -> str:
    """Return the TOML text of the programme with the id NAME.

    Raises:
        InputError: ``programme.unknown`` with ``name`` and the ``known`` ids.
    """
    known = programme_names()
    if name not in known:
        raise InputError("programme.unknown", name=name[:60], known=", ".join(known))
    return (_FOLDER / f"{name}.toml").read_text(encoding="utf-8")

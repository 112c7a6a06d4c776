"""Completes the path of a file while it is typed; the right arrow takes what is proposed."""

from pathlib import Path

from textual.suggester import Suggester

from beirat_tui.paths import from_home, is_folder

MOST = 2_000
"""Entries of a folder that are looked at."""


def expanded(text: str) -> Path:
    """Return the path that TEXT means: ``~`` is the home folder, quotes that a file manager adds go."""
    return from_home(Path(text.strip().strip("'\"")))


class PathSuggester(Suggester):
    """Proposes the first entry of the folder that begins as the text ends.

    Args:
        endings: of files to propose, with the dot; empty for any. Folders are always proposed.
    """

    def __init__(self, *endings: str) -> None:
        super().__init__(use_cache=False, case_sensitive=True)
        self._endings = endings

    async def get_suggestion(self, value: str) -> str | None:
        """Propose something for VALUE."""
        if not value or value.startswith(("'", '"')):
            return None
        return self.complete(value)

    def complete(self, value: str) -> str | None:
        """Return VALUE with its last part completed, or None."""
        folder_text, separator, begun = value.rpartition("/")
        folder = from_home(Path((folder_text + separator) or "."))
        try:
            entries = sorted(folder.iterdir(), key=lambda entry: entry.name.casefold())[:MOST]
        except OSError:
            return None
        for entry in entries:
            name = entry.name
            if not name.startswith(begun) or (name.startswith(".") and not begun.startswith(".")):
                continue
            if is_folder(entry):
                return f"{folder_text}{separator}{name}/"
            if name != begun and (not self._endings or entry.suffix.lower() in self._endings):
                return f"{folder_text}{separator}{name}"
        return None

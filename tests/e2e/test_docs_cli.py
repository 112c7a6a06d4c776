"""docs/cli.md tells the truth: its story is played, and must give the answers that are printed there."""

from commands import leaves
from story import ROOT, telling

DOCUMENT = ROOT / "docs" / "cli.md"


def test_the_story_gives_the_answers_printed() -> None:
    text = DOCUMENT.read_text(encoding="utf-8")
    with telling() as story:
        assert story.play(text) == text, "run: python tests/story.py docs/cli.md"


def test_every_command_is_in_the_story() -> None:
    text = DOCUMENT.read_text(encoding="utf-8")
    assert [words for words in leaves() if f"beirat {' '.join(words)}" not in text] == []

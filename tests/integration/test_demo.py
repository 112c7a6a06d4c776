"""The demo's story, and the round drawn by a seed."""

import datetime as dt
from pathlib import Path

import pytest

from beirat_tui import bootstrap
from beirat_tui.domain.errors import InputError
from beirat_tui.services import demo, drafts, outcomes, play, queue, rounds, verification
from beirat_tui.services.home import Home
from beirat_tui.services.round_views import RoundState
from beirat_tui.services.story import fixtures_folder, read_story

NOW = dt.datetime.now()  # noqa: DTZ005  (the demo plays around the present moment)


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    home = Home(tmp_path_factory.mktemp("demo"))
    told: list[tuple[int, int]] = []
    board, made = demo.prepare(
        home, bootstrap.surroundings(), NOW.date(), progress=lambda done, total: told.append((done, total))
    )
    assert made
    assert told[-1][0] == told[-1][1]
    assert demo.prepare(home, bootstrap.surroundings(), NOW.date()) == (board, False)
    return home


def test_every_round_ends_as_the_story_says(home: Home) -> None:
    story = read_story(fixtures_folder() / "demo.toml")
    session = bootstrap.open_session(demo.folder(home) / demo.BOARD, demo.person_home(home, "member").path)
    ended = [row for row in outcomes.outcomes(session) if row.outcome is not None]
    found = sorted((row.number, row.outcome.votum) for row in ended if row.outcome is not None)
    numbers = {sketch.name: f"{NOW.year}-{sketch.number:02}" for sketch in story.sketches}
    told = sorted((numbers[each.sketch], each.votum) for each in story.rounds if each.votum is not None)
    assert found == told
    assert sum(row.decision is not None and row.decision.differs for row in ended) == 1
    session.close()


def test_the_member_has_something_to_do(home: Home) -> None:
    session = bootstrap.open_session(demo.folder(home) / demo.BOARD, demo.person_home(home, "member").path)
    assert session.person.label == "M07"
    counts = queue.counts(session, "")
    assert counts.missing == 2
    assert len(drafts.drafts(session)) == 2
    states = {view.state for view in rounds.list_rounds(session)}
    assert states == {RoundState.OPEN, RoundState.CLOSED, RoundState.CONFIRMED}
    assert verification.verify(session).problems == ()
    session.close()


def test_a_seed_draws_the_same_round_again_and_another_seed_another(home: Home) -> None:
    def told(seed: int) -> list[str]:
        lines: list[str] = []
        assert play.play(home, bootstrap.surroundings(), NOW, seed, lines.append)
        return lines

    first = told(7)
    assert "7" in first[0]
    assert any("Votum" in line for line in first)
    assert told(7) == first
    assert told(8)[2:] != first[2:]
    session = bootstrap.open_session(demo.folder(home) / demo.BOARD, demo.person_home(home, "member").path)
    assert queue.counts(session, "").missing == 2  # the demo itself is untouched
    session.close()


def test_a_story_that_is_none_says_what_is_wrong(tmp_path: Path) -> None:
    file = tmp_path / "story.toml"
    file.write_text("format = 2\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"story\.not-one"):
        read_story(file)

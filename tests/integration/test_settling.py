"""Settling what contradicts itself: the person entitled says which side holds, and every copy agrees."""

import datetime as dt
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from beirat_tui.domain.errors import InputError, Refused, RightsError
from beirat_tui.presets import read_programme, read_rules
from beirat_tui.services import adoption, closing, intake, meetings, merging, roster, rounds, settling, voting
from beirat_tui.services.conflict_views import Conflict, Side
from beirat_tui.services.conflicts import conflicts, own_ballots
from beirat_tui.services.home import Home
from beirat_tui.services.session import Session
from beirat_tui.store.board_file import BoardFile, Reading
from beirat_tui.store.rebuild import dump
from beirat_tui.wording.sides import told_lines
from seated import DAY, SeatedBoard, at, enrol, seat_board

PROGRAMME = read_programme("rdz-sachsen-anhalt")


@dataclass
class Torn:
    """A board whose office and members sit at two copies, each with a device of their own."""

    board: SeatedBoard
    here: dict[str, Session]
    there: dict[str, Session]

    def join(self) -> None:
        """Bring both copies together."""
        merging.merge(self.here["office"], [self.there["office"].path])
        merging.merge(self.there["office"], [self.here["office"].path])

    def only(self, label: str, code: str) -> Conflict:
        """The one thing to settle for the person with this LABEL."""
        found = conflicts(self.here[label])
        assert [each.code for each in found] == [code]
        return found[0]

    def settle(self, label: str, code: str, side: int) -> None:
        """Let SIDE of the one thing hold, and see that both copies come to the same."""
        found = self.only(label, code)
        assert found.mine
        settling.settle(self.here[label], found, found.sides[side])
        self.join()
        assert conflicts(self.here[label]) == []
        with self.here["office"].reading() as here, self.there["office"].reading() as there:
            assert list(dump(here)) == list(dump(there))


@pytest.fixture
def torn(tmp_path: Path) -> Iterator[Torn]:
    board = seat_board(tmp_path, members=3)
    own = board.office.person.member
    assert own is not None
    devices = {
        "office": enrol(board, tmp_path / "office-2", own),
        "M01": enrol(board, tmp_path / "M01-2", board.id_of("M01"), chair=True),
        "M02": enrol(board, tmp_path / "M02-2", board.id_of("M02")),
    }
    second = devices["office"].key
    assert second is not None
    roster.enrol(board.office, second.public, own, ["office"])
    devices["office"].refresh()
    rounds.open_round(
        board.office, board.sketch(), motion="recommend", deadline=DAY + dt.timedelta(days=9), begun=DAY
    )
    copy = tmp_path / "copy" / "board.beirat"
    copy.parent.mkdir()
    shutil.copy(board.path, copy)
    file = BoardFile(copy)
    there = {label: replace(each, board=file) for label, each in devices.items()}
    yield Torn(board, {"office": board.office, **board.members}, there)
    file.close()
    board.close()


def sketch(torn: Torn) -> str:
    return rounds.list_rounds(torn.here["office"])[0].sketch


def round_(torn: Torn) -> str:
    return rounds.list_rounds(torn.here["office"])[0].id


Deed = Callable[[Session, Torn], object]
EVENTS: dict[str, tuple[str, Deed, Deed]] = {
    "roster": (
        "office",
        lambda session, torn: roster.change(session, torn.board.id_of("M03"), bench="A"),
        lambda session, torn: roster.change(session, torn.board.id_of("M03"), bench="B", name="Neuer Name"),
    ),
    "deputies": (
        "office",
        lambda session, torn: roster.name_deputies(
            session, torn.board.id_of("M03"), [torn.board.id_of("M01")]
        ),
        lambda session, torn: roster.name_deputies(
            session, torn.board.id_of("M03"), [torn.board.id_of("M02")]
        ),
    ),
    "rules": (
        "office",
        lambda session, _torn: adoption.adopt_rules(session, read_rules("vwvfg")),
        lambda session, _torn: adoption.adopt_rules(session, read_rules("sgb-iv")),
    ),
    "programme": (
        "office",
        lambda session, _torn: adoption.adopt_programme(session, PROGRAMME),
        lambda session, _torn: adoption.adopt_programme(session, PROGRAMME + "\n# später\n"),
    ),
    "summaries": (
        "office",
        lambda session, torn: intake.write_summary(session, sketch(torn), "Kurz gesagt: ja."),
        lambda session, torn: intake.write_summary(session, sketch(torn), "Kurz gesagt: nein."),
    ),
    "ticks": (
        "office",
        lambda session, torn: intake.tick(session, sketch(torn), "partners", met=True),
        lambda session, torn: intake.tick(session, sketch(torn), "partners", met=False, note="fehlt"),
    ),
    "decisions": (
        "office",
        lambda session, torn: intake.record_decision(
            session, sketch(torn), granted="yes", amount_cents=100, day=DAY, reasons="so"
        ),
        lambda session, torn: intake.record_decision(
            session, sketch(torn), granted="no", amount_cents=None, day=DAY, reasons="anders"
        ),
    ),
    "meeting": (
        "office",
        lambda session, torn: meetings.change_meeting(
            session, meeting(torn), day=DAY, time="11:00", place="Saal"
        ),
        lambda session, torn: meetings.change_meeting(
            session, meeting(torn), day=DAY, time="12:00", place="Aula"
        ),
    ),
    "agenda": (
        "office",
        lambda session, torn: meetings.set_agenda(session, meeting(torn), [sketch(torn)]),
        lambda session, torn: meetings.set_agenda(session, meeting(torn), []),
    ),
    "attendance": (
        "office",
        lambda session, torn: meetings.attend(
            session, meeting(torn), torn.board.id_of("M03"), present=True, at="10:05"
        ),
        lambda session, torn: meetings.attend(
            session, meeting(torn), torn.board.id_of("M03"), present=True, at="10:40"
        ),
    ),
    "own-ballots": (
        "M02",
        lambda session, torn: voting.cast(session, round_(torn), "yes", "Gut"),
        lambda session, torn: voting.cast(session, round_(torn), "no", "Schlecht"),
    ),
    "hand-ballots": (
        "office",
        lambda session, torn: closing.record_by_hand(session, round_(torn), torn.board.id_of("M03"), "yes"),
        lambda session, torn: closing.record_by_hand(session, round_(torn), torn.board.id_of("M03"), "no"),
    ),
}


def meeting(torn: Torn) -> str:
    return meetings.meetings(torn.here["office"])[0].id


@pytest.mark.parametrize("side", [0, 1])
@pytest.mark.parametrize("code", sorted(EVENTS))
def test_a_side_holds_everywhere(torn: Torn, code: str, side: int) -> None:
    label, first, second = EVENTS[code]
    if code in {"meeting", "agenda", "attendance"}:
        torn.board.meeting("M01")
        torn.join()
        intake.tick(torn.here["office"], sketch(torn), "staff", met=True)
    first(torn.here[label], torn)
    second(torn.there[label], torn)
    torn.join()
    chosen = torn.only(label, code).sides[side]
    assert all(
        list(told_lines(each.told, [chosen.told])) for each in torn.only(label, code).sides if each != chosen
    )
    torn.settle(label, code, side)
    slot = {"own-ballots": "ballot", "hand-ballots": "ballot"}.get(code)
    with torn.there["office"].reading() as reading:
        held = [
            each
            for each in reading.ledger.slot(slot_of(torn, reading, chosen.record))
            if each.id != chosen.record
        ]
        newest = max(held, key=lambda each: each.at)
        found = reading.ledger.get(chosen.record)
        assert found is not None
        assert slot is None or slot in newest.slot
        assert newest.body == found.body
        assert reading.texts(newest) == reading.texts(found)


def slot_of(_torn: Torn, reading: Reading, record: str) -> str:
    found = reading.ledger.get(record)
    assert found is not None
    return found.slot


def test_the_chair_picks_one_of_two_closings(torn: Torn) -> None:
    for label in ("M01", "M02", "M03"):
        voting.cast(torn.here[label], round_(torn), "yes")
    torn.join()
    late = at("10:00", DAY + dt.timedelta(days=10))
    closing.close(torn.here["office"], round_(torn), at=late)
    closing.close(torn.there["office"], round_(torn), at=late + dt.timedelta(minutes=5))
    torn.join()
    assert not torn.only("office", "closings").mine
    torn.settle("M01", "closings", 1)
    assert rounds.round_view(torn.here["M02"], round_(torn)).state == "confirmed"


def test_nobody_settles_what_is_not_theirs(torn: Torn) -> None:
    _, first, second = EVENTS["summaries"]
    first(torn.here["office"], torn)
    second(torn.there["office"], torn)
    torn.join()
    found = torn.only("M02", "summaries")
    assert not found.mine
    with pytest.raises(RightsError):
        settling.settle(torn.here["M02"], found, found.sides[0])
    assert torn.only("M02", "summaries")


def test_nobody_else_learns_how_somebody_voted(torn: Torn) -> None:
    _, first, second = EVENTS["own-ballots"]
    first(torn.here["M02"], torn)
    second(torn.there["M02"], torn)
    torn.join()
    assert [each.code for each in own_ballots(torn.here["M02"])] == ["own-ballots"]
    assert own_ballots(torn.here["M03"]) == []
    assert own_ballots(torn.here["office"]) == []
    assert all(not side.told and not side.body for side in torn.only("office", "own-ballots").sides)


def test_what_was_settled_meanwhile_is_not_settled_again(torn: Torn) -> None:
    _, first, second = EVENTS["summaries"]
    first(torn.here["office"], torn)
    second(torn.there["office"], torn)
    torn.join()
    found = torn.only("office", "summaries")
    settling.settle(torn.here["office"], found, found.sides[0])
    with pytest.raises(Refused) as caught:
        settling.settle(torn.here["office"], found, found.sides[1])
    assert caught.value.code == "settle.settled"


def test_a_copied_device_is_not_settled_by_a_side(torn: Torn, tmp_path: Path) -> None:
    shutil.copytree(tmp_path / "M03", tmp_path / "M03-copied")
    twin = replace(torn.here["M03"], board=torn.there["office"].board, home=Home(tmp_path / "M03-copied"))
    voting.cast(torn.here["M03"], round_(torn), "yes")
    voting.cast(twin, round_(torn), "no")
    torn.join()
    found = next(each for each in conflicts(torn.here["office"]) if each.code == "fork")
    assert found.mine
    with pytest.raises(Refused):
        settling.settle(torn.here["office"], found, found_side(torn))


def found_side(torn: Torn) -> Side:
    return own_ballots(torn.here["M03"])[0].sides[0]


def test_only_numbers_in_the_list_are_taken(torn: Torn) -> None:
    _, first, second = EVENTS["summaries"]
    first(torn.here["office"], torn)
    second(torn.there["office"], torn)
    torn.join()
    found = conflicts(torn.here["office"])
    assert settling.pick(found, 1, 2)[1] == found[0].sides[1]
    for number, side in ((0, 1), (2, 1), (1, 0), (1, 3)):
        with pytest.raises(InputError):
            settling.pick(found, number, side)

"""The exchange behind the screens: by itself, by a key, calm where something is wrong, and before leaving."""

import shutil
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from beirat_tui.domain.errors import BeiratError
from beirat_tui.services import conflicts, exchanging, merging, passwords, places, roster, rounds, voting
from beirat_tui.services.conflict_views import Conflict
from beirat_tui.services.session import Session
from beirat_tui.store.board_file import BoardFile
from beirat_tui.tui.app import BeiratApp
from office_screens import AtDesk, again, sitting
from seated import SeatedBoard, enrol, seat_board


@pytest.fixture
def board(tmp_path: Path) -> Iterator[SeatedBoard]:
    seated = seat_board(tmp_path, members=3)
    seated.circulate()
    yield seated
    seated.close()


@pytest.fixture
def shared(tmp_path: Path) -> Path:
    path = tmp_path / "geteilt"
    path.mkdir()
    return path


@pytest.fixture
def far(board: SeatedBoard, tmp_path: Path) -> Iterator[Session]:
    """M03 at another computer, with a copy of the board."""
    copy = tmp_path / "far" / "board.beirat"
    copy.parent.mkdir()
    shutil.copy(board.path, copy)
    session = replace(board.members["M03"], board=BoardFile(copy))
    yield session
    session.close()


def the_round(session: Session) -> str:
    return rounds.list_rounds(session)[0].id


def take_away(shared: Path) -> None:
    shared.rename(shared.with_name("fort"))


def bring_back(shared: Path) -> None:
    shared.with_name("fort").rename(shared)


def files_in(shared: Path) -> list[str]:
    return [each.name for each in shared.iterdir()]


async def title(screen: AtDesk, text: str) -> None:
    """Wait until the title line says TEXT."""
    await screen.until(lambda: text in screen.lines[0])


async def test_an_exchange_asked_for_before_the_places_are_known_is_done_once_they_are(
    board: SeatedBoard, monkeypatch: pytest.MonkeyPatch
) -> None:
    known = threading.Event()

    def slowly(session: Session) -> list[Conflict]:
        known.wait(60)
        return own_ballots(session)

    own_ballots = conflicts.own_ballots
    monkeypatch.setattr(conflicts, "own_ballots", slowly)
    app = BeiratApp(lambda: again(board.members["M02"]), {}, None)
    async with app.run_test(size=(120, 36), notifications=True) as pilot:
        screen = AtDesk(app, pilot)
        await screen.until(lambda: app.session is not None)
        await pilot.press("s")
        assert "No place to exchange with" not in screen.words
        known.set()
        await screen.told("No place to exchange with is set up yet")


async def test_a_folder_is_added_and_exchanged_with_by_itself(
    board: SeatedBoard, far: Session, shared: Path
) -> None:
    places.add(far, str(shared))
    voting.cast(far, the_round(far), "yes")
    exchanging.sync(far)
    async with sitting(board, "M02", size=(120, 36)) as screen:
        await screen.go("5", "adds a folder that you share with the others")
        assert "⇅" not in screen.lines[0]
        await screen.press("plus")
        await screen.until("Which folder do you share with the others?")
        await screen.press("backspace", "backspace")
        await screen.type(str(shared))
        await screen.until("This board is exchanged with")
        await screen.press("enter", "enter")
        await title(screen, "⇅ ")
        await screen.until("Places")
        await screen.until(lambda: rounds.round_view(board.office, the_round(far)).voted == 1)
        await screen.until("1 entry, the last time any came")
        await screen.press("enter")
        await screen.until("1 new entry")
    assert [each.address for each in places.places(board.members["M02"])] == [str(shared)]


async def test_the_home_of_nobody_is_no_folder_to_share(board: SeatedBoard) -> None:
    async with sitting(board, "M02", size=(120, 36)) as screen:
        await screen.go("5", "adds a folder that you share with the others")
        await screen.press("plus")
        await screen.until("Which folder do you share with the others?")
        await screen.press("backspace", "backspace")
        await screen.type("~niemand-dieses-namens/Beirat")
        await screen.until("There is no folder of that name.")
    assert places.places(board.members["M02"]) == ()


async def test_another_persons_vote_comes_and_ones_own_goes_without_a_key(
    board: SeatedBoard, far: Session, shared: Path
) -> None:
    places.add(board.members["M02"], str(shared))
    places.add(far, str(shared))
    async with sitting(board, "M02") as screen:
        await title(screen, "⇅ ")
        voting.cast(far, the_round(far), "yes")
        exchanging.sync(far)
        await screen.until(lambda: rounds.round_view(board.office, the_round(far)).voted == 1)
        voting.cast(board.members["M02"], the_round(far), "no")

        def arrived() -> bool:
            exchanging.sync(far)
            return rounds.round_view(far, the_round(far)).voted == 2

        await screen.until(arrived)


async def test_a_key_exchanges_now_and_says_what_came(board: SeatedBoard, shared: Path) -> None:
    places.add(board.members["M02"], str(shared))
    async with sitting(board, "M02") as screen:
        await screen.until(lambda: bool(files_in(shared)))
        await title(screen, " ago")
        await screen.press("s")
        await screen.told("nothing new")
        take_away(shared)
        await screen.press("s")
        await screen.told("is not there")
        await title(screen, "⇅ ! disturbed")
        assert len(screen.app.screen_stack) == 1
        await screen.go("5", "The folder")
        bring_back(shared)
        await title(screen, " ago")


async def test_without_a_place_the_key_says_how_to_add_one(board: SeatedBoard) -> None:
    async with sitting(board, "M02") as screen:
        await screen.rest()
        await screen.until(lambda: screen.app.exchanges is not None)
        await screen.press("s")
        await screen.told("No place to exchange with is set up yet")


async def test_a_place_is_paused_taken_up_again_and_removed(
    board: SeatedBoard, far: Session, shared: Path
) -> None:
    places.add(board.members["M02"], str(shared))
    async with sitting(board, "M02", size=(120, 36)) as screen:
        await screen.go("5", "Places")
        await screen.until(" ago")
        await screen.press("u")
        await title(screen, "⇅ paused")
        await screen.until("takes it up again")
        places.add(far, str(shared))
        voting.cast(far, the_round(far), "yes")
        exchanging.sync(far)
        await screen.press("s")
        await screen.told("All places are paused")
        await screen.press("u")
        await screen.until(lambda: rounds.round_view(board.office, the_round(far)).voted == 1)
        await screen.press("minus")
        await screen.until("What lies there stays")
        await screen.press("enter")
        await screen.until("adds a folder that you share")
        assert "⇅" not in screen.lines[0]
    assert places.places(board.members["M02"]) == ()
    assert files_in(shared)


async def test_leaving_asks_where_something_is_not_handed_over(board: SeatedBoard, shared: Path) -> None:
    member = board.members["M02"]
    places.add(member, str(shared))
    take_away(shared)
    voting.cast(member, the_round(member), "yes")
    async with sitting(board, "M02") as screen:
        await title(screen, "disturbed")
        await screen.press("q")
        await screen.until("Leave the program?")
        assert "Not handed over yet: 1 vote of yours." in screen.words
        assert "is not there" in screen.words
        bring_back(shared)
        await screen.press("s")
        await screen.told("handed over")
        await screen.press("q")
        await screen.until(lambda: not screen.app.is_running)
    assert files_in(shared)


async def test_leaving_nevertheless_leaves(board: SeatedBoard, shared: Path) -> None:
    member = board.members["M02"]
    places.add(member, str(shared))
    take_away(shared)
    voting.cast(member, the_round(member), "yes")
    async with sitting(board, "M02") as screen:
        await title(screen, "disturbed")
        await screen.press("q")
        await screen.until("Leave the program?")
        await screen.press("q")
        await screen.until(lambda: not screen.app.is_running)


async def test_without_a_place_a_member_is_told_where_their_votes_are(board: SeatedBoard) -> None:
    member = board.members["M02"]
    voting.cast(member, the_round(member), "yes")
    async with sitting(board, "M02") as screen:
        await screen.until(lambda: screen.app.exchanges is not None)
        await screen.press("q")
        await screen.until(lambda: not screen.app.is_running)
        assert "1 vote is only in this file" in screen.app.farewell
        assert str(board.path) in screen.app.farewell


@pytest.mark.parametrize("what", ["the board", "the private folder"])
async def test_what_cannot_be_read_any_more_keeps_nobody_from_leaving(board: SeatedBoard, what: str) -> None:
    member = board.members["M02"]
    voting.cast(member, the_round(member), "yes")
    [private] = (member.home.path / "boards").iterdir()
    async with sitting(board, "M02") as screen:
        await screen.until(lambda: screen.app.exchanges is not None)
        if what == "the board":
            board.path.rename(board.path.with_name("fort"))
            board.path.mkdir()
        else:
            (private / "places.json").mkdir()
        await screen.press("q")
        await screen.until(lambda: not screen.app.is_running)
        assert screen.app.farewell
    if what == "the board":
        board.path.rmdir()
        board.path.with_name("fort").rename(board.path)


async def test_what_is_missing_of_a_device_is_shown(board: SeatedBoard, far: Session) -> None:
    voting.cast(far, the_round(far), "yes")
    exchanging.say_what_is_here(far)
    with far.reading() as there:
        said = there.heard()
    with board.office.board.writing() as writing:
        for each in said:
            writing.hear(each)
    async with sitting(board, "office", size=(120, 36)) as screen:
        await screen.go("5", "1 entry has not arrived here yet")
        await screen.go("1")
        await screen.press("x")
        await screen.until("M03: 1 entry has not arrived here yet.")


async def test_the_office_settles_a_contradiction_in_one_dialog(
    board: SeatedBoard, far: Session, tmp_path: Path
) -> None:
    own = board.office.person.member
    assert own is not None
    second = enrol(board, tmp_path / "office-2", own)
    assert second.key is not None
    roster.enrol(board.office, second.key.public, own, ["office"])
    merging.merge(far, [board.path])
    twin = replace(second, board=far.board)
    twin.refresh()
    member = board.id_of("M02")
    roster.change(board.office, member, bench="Land")
    roster.change(twin, member, bench="Bund")
    merging.merge(board.office, [far.path])
    async with sitting(board, "office", size=(80, 24)) as screen:
        await screen.go("5", "1 matter")
        screen.app.screen.query_one("#settle").focus()
        await screen.press("enter")
        await screen.until("What holds is entered once more")
        assert "Group: Land" in screen.words
        assert "Group: Bund" in screen.words
        await screen.press("right", "enter")
        await screen.until("From now on what")
        await screen.press("enter")
        await screen.told("This is settled.")
    assert conflicts.conflicts(board.office) == []


async def test_a_password_is_asked_for_where_a_server_wants_one(board: SeatedBoard) -> None:
    member = board.members["M02"]
    address = "https://cloud.invalid/Beirat"
    places.add(member, address)
    wanted = BeiratError("place.secret-missing", place=address)
    place = places.note(member, address, lambda each: replace(each, paused=True, problem=wanted))
    assert place is not None
    async with sitting(board, "M02") as screen:
        await screen.go("5", "Places")
        await screen.press("enter")
        await screen.until("Password of a server")
        await screen.type("m02")
        await screen.press("tab")
        await screen.type("geheim")
        assert "geheim" not in screen.text
        await screen.until("I log in there with this password.")
        await screen.press("enter", "enter")
        await screen.until(lambda: passwords.is_known(place))
    assert "geheim" not in str(member.home.private(member.id, "places"))
    passwords.forget(place)

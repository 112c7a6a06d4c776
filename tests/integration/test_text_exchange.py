"""Handing over as text: what goes in, what comes out on the other side, and when it counts as handed over."""

import datetime as dt
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from beirat_tui.domain.errors import BeiratError, InputError, Refused, StoreError
from beirat_tui.services import (
    comments,
    delivery,
    exchanging,
    intake,
    joining,
    merging,
    roster,
    rounds,
    text_exchange,
    voting,
)
from beirat_tui.services.home import Home
from beirat_tui.services.merging_views import FileState
from beirat_tui.services.roster_file import Entry
from beirat_tui.services.round_views import Delivery
from beirat_tui.services.session import Session
from beirat_tui.services.text_views import Copied, What, Wish
from beirat_tui.store.board_file import BoardFile
from boards import found
from seated import DAY, SKETCHES, SeatedBoard, seat_board
from stores import seat, surroundings


@dataclass
class Apart:
    """A board whose office and members each have a file of their own; a vote runs."""

    board: SeatedBoard
    sketch: str
    round: str
    office: Session
    members: dict[str, Session]

    def vote(self, label: str, choice: str = "yes", remark: str = "") -> None:
        """LABEL votes."""
        voting.cast(self.members[label], self.round, choice, remark=remark)

    def choices(self, session: Session) -> dict[str, str | None]:
        """Who has voted how, as SESSION's file says."""
        seats = rounds.round_view(session, self.round).electorate
        return {seat.label: seat.choice for seat in seats if seat.voted}


@pytest.fixture
def apart(tmp_path: Path) -> Iterator[Apart]:
    board = seat_board(tmp_path, members=4)
    sketch = board.sketch()
    deadline = DAY + dt.timedelta(days=30)
    round_ = rounds.open_round(board.office, sketch, motion="recommend", deadline=deadline, begun=DAY)
    opened = []

    def own(session: Session, name: str) -> Session:
        path = tmp_path / f"at-{name}" / "board.beirat"
        path.parent.mkdir()
        shutil.copy(session.path, path)
        alone = replace(session, board=BoardFile(path))
        opened.append(alone)
        return alone

    members = {label: own(session, label) for label, session in board.members.items()}
    yield Apart(board, sketch, round_, own(board.office, "office"), members)
    for each in opened:
        each.close()


def handed(source: Session, target: Session, wish: Wish) -> Copied:
    """What SOURCE copies, pasted on the other side."""
    copied = text_exchange.copy(source, wish)
    report = text_exchange.paste(target, "\n".join(text_exchange.messages(copied)))
    assert report.clean
    return copied


OFFICE, NEWEST = Wish(What.OFFICE), Wish(What.NEWEST)


def refused(code: str, session: Session, wish: Wish) -> BeiratError:
    with pytest.raises(BeiratError) as caught:
        text_exchange.copy(session, wish)
    assert caught.value.code == code
    return caught.value


# --- what goes in ------------------------------------------------------------------------------------------


def test_a_vote_with_its_remark_goes_over_as_a_few_lines(apart: Apart) -> None:
    member = apart.members["M02"]
    voting.cast(member, apart.round, "yes", remark="Mit Freude")
    copied = handed(member, apart.office, OFFICE)
    assert (copied.entries, copied.votes, copied.left_out) == (1, 1, 0)
    assert apart.choices(apart.office) == {"M02": "yes"}
    (part,) = text_exchange.messages(copied)
    assert len(part.splitlines()) < 40
    assert part.startswith("For the board “Beirat”: 1 ballot, from M02 Person 2.")


def test_what_the_office_has_is_not_sent_again(apart: Apart) -> None:
    member = apart.members["M02"]
    apart.vote("M02")
    handed(member, apart.office, OFFICE)
    receipt = handed(apart.office, member, Wish(What.MEMBER, "M02"))
    assert text_exchange.contents(receipt) == "receipt for what has arrived"
    refused("text.nothing", member, OFFICE)
    apart.vote("M02", "no")
    copied = handed(member, apart.office, OFFICE)
    assert (copied.entries, copied.known) == (1, True)
    assert apart.choices(apart.office) == {"M02": "no"}


def test_others_votes_travel_along_where_the_office_is_known_to_lack_them(apart: Apart) -> None:
    first, second = apart.members["M02"], apart.members["M03"]
    handed(apart.office, first, Wish(What.ALL))
    apart.vote("M03")
    handed(second, first, Wish(What.MEMBER, "M02"))
    apart.vote("M02")
    copied = handed(first, apart.office, OFFICE)
    assert (copied.votes, copied.entries) == (1, 2)
    assert apart.choices(apart.office) == {"M02": "yes", "M03": "yes"}


def test_a_vote_closed_by_the_office_shows_what_it_had(apart: Apart) -> None:
    """Nothing was said of it, but its opening of the vote names what the office knew then."""
    apart.vote("M02")
    handed(apart.members["M02"], apart.board.office, OFFICE)
    other = intake.import_files(
        apart.board.office, [SKETCHES / "zeitz.json"], received=DAY, number="2026-02"
    )[0].sketch
    assert other is not None
    second = rounds.open_round(
        apart.board.office, other, motion="recommend", deadline=DAY + dt.timedelta(days=9), begun=DAY
    )
    member = apart.members["M02"]
    merging.merge(member, [apart.board.office.path])
    refused("text.nothing", member, NEWEST)
    voting.cast(member, second, "no")
    assert text_exchange.copy(member, OFFICE).entries == 1


def test_newest_holds_only_what_was_not_handed_over(apart: Apart) -> None:
    member = apart.members["M02"]
    apart.vote("M02")
    first = handed(member, apart.office, NEWEST)
    text_exchange.sent(member, first)
    refused("text.nothing", member, NEWEST)
    comments.write_comment(member, apart.sketch, "Bitte die Folgekosten beachten.")
    apart.vote("M02", "no")
    second = handed(member, apart.office, NEWEST)
    assert (second.entries, second.votes) == (2, 1)
    assert apart.choices(apart.office) == {"M02": "no"}


def test_since_a_day_holds_ones_own_from_that_day_on(apart: Apart) -> None:
    member = apart.members["M02"]
    apart.vote("M02")
    with member.reading() as reading:
        assert member.key is not None
        at = dt.datetime.fromtimestamp(reading.ledger.chain(member.key.public)[0].at / 1000).date()  # noqa: DTZ006  (here)
    assert text_exchange.copy(member, Wish(What.SINCE, since=at)).entries == 1
    assert text_exchange.copy(member, Wish(What.SINCE)).entries == 1
    refused("text.nothing", member, Wish(What.SINCE, since=at + dt.timedelta(days=1)))


def test_everything_makes_a_board_file_of_nothing(apart: Apart) -> None:
    apart.vote("M02")
    copied = handed(apart.members["M02"], apart.members["M04"], Wish(What.ALL))
    assert copied.entries > 10
    assert not copied.whom
    assert apart.choices(apart.members["M04"]) == {"M02": "yes"}


def test_for_a_member_means_for_all_of_their_devices(apart: Apart) -> None:
    office = apart.office
    known = handed(office, apart.members["M02"], Wish(What.MEMBER, "Person 2"))
    assert (known.known, known.whom) == (False, "M02 Person 2")
    handed(apart.members["M02"], office, Wish(What.ALL))
    roster.appoint(office, Entry(name="Grace"))
    again = handed(office, apart.members["M02"], Wish(What.MEMBER, "m02"))
    assert (again.known, again.entries) == (True, 1)
    key = apart.members["M02"].key
    assert key is not None
    assert text_exchange.copy(office, Wish(What.MEMBER, key.public[:8])).whom == "M02 Person 2"
    assert ("M02", "M02 Person 2") in text_exchange.recipients(office)
    assert all(label != "M02" for label, _ in text_exchange.recipients(apart.members["M02"]))


def test_whom_nobody_knows_is_said(apart: Apart) -> None:
    assert refused("roster.nobody", apart.office, Wish(What.MEMBER, "Zeppelin")).params["name"] == "Zeppelin"
    refused("roster.several", apart.office, Wish(What.MEMBER, "Person"))
    refused("roster.nobody", apart.office, Wish(What.MEMBER, ""))
    roster.appoint(apart.office, Entry(name="Grace"))
    refused("text.no-device", apart.office, Wish(What.MEMBER, "Grace"))


def test_what_is_too_large_is_left_out_and_counted(apart: Apart, tmp_path: Path) -> None:
    source = tmp_path / "large.json"
    source.write_bytes((SKETCHES / "zeitz.json").read_bytes() + b"\n" * 40_000)
    intake.import_files(apart.office, [source], received=DAY, number="2026-09")
    copied = handed(apart.office, apart.members["M02"], Wish(What.ALL))
    assert copied.left_out == 1


def test_the_usual_text_follows_who_one_is(apart: Apart, tmp_path: Path) -> None:
    guest = replace(apart.office, home=Home(tmp_path / "guest"), key=None)
    guest.refresh()
    assert text_exchange.usual(apart.members["M02"]) == What.OFFICE
    assert text_exchange.usual(apart.office) == What.NEWEST
    assert text_exchange.usual(guest) == What.REQUEST
    refused("text.not-enrolled", guest, Wish(What.REQUEST))
    refused("text.nothing", guest, NEWEST)
    assert text_exchange.copy(guest, Wish(What.INVITATION)).entries == 1


# --- handed over -------------------------------------------------------------------------------------------


def state(session: Session, round_: str) -> Delivery | None:
    return rounds.round_view(session, round_).my_delivery


def test_a_text_counts_as_handed_over_when_the_person_says_so(apart: Apart) -> None:
    member = apart.members["M02"]
    apart.vote("M02")
    copied = text_exchange.copy(member, OFFICE)
    assert copied.through is not None
    assert state(member, apart.round) == Delivery.HERE
    text_exchange.sent(member, copied)
    assert state(member, apart.round) == Delivery.HANDED
    assert not delivery.undelivered(member)
    assert text_exchange.copy(member, OFFICE).through is None
    text_exchange.paste(apart.office, "\n".join(copied.parts))
    handed(apart.office, member, Wish(What.MEMBER, "M02"))
    assert state(member, apart.round) == Delivery.SEEN


def test_a_text_with_a_gap_before_it_hands_nothing_over(apart: Apart) -> None:
    member = apart.members["M02"]
    apart.vote("M02")
    yesterday = text_exchange.copy(member, OFFICE)
    with member.reading() as reading:
        assert member.key is not None
        first = reading.ledger.chain(member.key.public)[0]
    later = surroundings("later")
    tomorrow = replace(
        member,
        outside=replace(later, now=lambda: first.at + int(dt.timedelta(days=2).total_seconds() * 1000)),
    )
    voting.cast(tomorrow, apart.round, "no")
    day = dt.datetime.fromtimestamp(first.at / 1000).date()  # noqa: DTZ006  (here)
    only_new = text_exchange.copy(member, Wish(What.SINCE, since=day + dt.timedelta(days=1)))
    assert (only_new.entries, only_new.through) == (1, None)
    report = text_exchange.paste(apart.office, only_new.parts[0])
    assert report.waiting == 1
    assert text_exchange.paste(apart.office, yesterday.parts[0]).new == 2
    text_exchange.sent(member, only_new)
    assert state(member, apart.round) == Delivery.HERE


# --- taking in ---------------------------------------------------------------------------------------------


def test_several_mails_at_once_and_a_broken_one_among_them(apart: Apart) -> None:
    texts = []
    for label in ("M02", "M03", "M04"):
        apart.vote(label)
        texts.append("\n".join(text_exchange.messages(text_exchange.copy(apart.members[label], OFFICE))))
    texts[1] = texts[1].replace("BEIRAT-END", "")
    mail = "".join(f"> {line}\n" for line in "\n".join(reversed(texts)).splitlines())
    report = text_exchange.paste(apart.office, mail)
    assert not report.clean
    assert [each.state for each in report.files].count(FileState.UNREADABLE) == 1
    assert apart.choices(apart.office) == {"M02": "yes", "M04": "yes"}


def test_twice_does_no_harm(apart: Apart) -> None:
    apart.vote("M02")
    copied = handed(apart.members["M02"], apart.office, OFFICE)
    again = text_exchange.paste(apart.office, copied.parts[0])
    assert (again.new, again.known, again.changed, again.clean) == (0, 1, False, True)


def test_what_cannot_be_taken_in_at_all_is_an_error(apart: Apart) -> None:
    for text, code in (("Guten Tag", "text.none"), ("BEIRAT-TEXT: 0123ABCD 1/1: 00", "text.cut-off")):
        with pytest.raises(InputError) as caught:
            text_exchange.paste(apart.office, text)
        assert caught.value.code == code


def test_a_text_of_another_board_is_not_taken_in(apart: Apart, tmp_path: Path) -> None:
    other = found(title="Ein anderer Beirat")
    with seat(tmp_path, other, other.office) as elsewhere:
        copied = text_exchange.copy(elsewhere, Wish(What.ALL))
    with pytest.raises(InputError, match=r"text\.other-board"):
        text_exchange.paste(apart.office, "\n".join(copied.parts))
    apart.vote("M02")
    mine = text_exchange.copy(apart.members["M02"], OFFICE)
    report = text_exchange.paste(apart.office, "\n".join([*copied.parts, *mine.parts]))
    assert (report.new, report.clean) == (1, False)


def test_looking_takes_nothing_in(apart: Apart) -> None:
    apart.vote("M02")
    copied = text_exchange.copy(apart.members["M02"], OFFICE)
    found = text_exchange.look(copied.parts[0] + "\nBEIRAT-TEXT: 0123ABCD 1/2: 00")
    assert found is not None
    assert (found.texts, found.entries, found.boards, found.broken) == (1, 1, frozenset({apart.office.id}), 1)
    assert text_exchange.look("Guten Tag") is None
    with pytest.raises(InputError, match=r"text\.too-long"):
        text_exchange.look("x" * 5_000_000)
    assert apart.choices(apart.office) == {}


# --- files and paper ---------------------------------------------------------------------------------------


def test_the_text_goes_into_a_new_file(apart: Apart, tmp_path: Path) -> None:
    apart.vote("M02")
    copied = text_exchange.copy(apart.members["M02"], OFFICE)
    path = tmp_path / "text.txt"
    text_exchange.save(copied, path)
    assert text_exchange.paste(apart.office, path.read_text(encoding="utf-8")).new == 1
    with pytest.raises(StoreError, match=r"store\.exists"):
        text_exchange.save(copied, path)
    with pytest.raises(StoreError, match=r"store\.cannot-create"):
        text_exchange.save(copied, tmp_path / "nowhere" / "text.txt")


def test_what_qr_codes_say_is_the_text(apart: Apart, tmp_path: Path) -> None:
    apart.vote("M02")
    copied = text_exchange.copy(apart.members["M02"], OFFICE)
    codes = text_exchange.coded(copied, 300)
    assert len(codes) > 1
    assert text_exchange.paste(apart.office, "\n".join(reversed(codes))).new == 1
    text_exchange.save(copied, tmp_path / "page.html")
    page = (tmp_path / "page.html").read_text(encoding="utf-8")
    assert page.count("<svg") == len(text_exchange.coded(copied, 700))
    assert "For the board “Beirat”: 1 ballot" in page
    assert len(text_exchange.drawn(copied)) == len(text_exchange.coded(copied, 450))


def test_more_codes_than_anybody_scans_are_refused(apart: Apart) -> None:
    copied = text_exchange.copy(apart.office, Wish(What.ALL))
    with pytest.raises(Refused, match=r"text\.too-much-for-paper"):
        text_exchange.coded(copied, 50)


# --- joining by text ---------------------------------------------------------------------------------------


def test_a_device_that_has_the_file_gets_its_certificate_as_a_few_lines(apart: Apart, tmp_path: Path) -> None:
    path = tmp_path / "new.beirat"
    shutil.copy(apart.office.path, path)
    guest = Session(BoardFile(path), Home(tmp_path / "new-home"), None, surroundings("new"))
    guest.refresh()
    words = joining.join(guest, "Grace")
    handed(guest, apart.office, Wish(text_exchange.usual(guest)))
    (request,) = [each for each in roster.joins(apart.office) if list(each.words) == words]
    member = roster.appoint(apart.office, Entry(name="Grace"))
    roster.enrol(apart.office, request.key, member, ["member"])
    answer = handed(apart.office, guest, Wish(What.MEMBER, "Grace"))
    assert (answer.known, answer.entries) == (True, 2)
    assert guest.person.roles == {"member"}
    guest.close()


def test_statements_are_heard_of_those_who_ask_and_of_nobody_else(apart: Apart, tmp_path: Path) -> None:
    path = tmp_path / "new.beirat"
    shutil.copy(apart.office.path, path)
    guest = Session(BoardFile(path), Home(tmp_path / "new-home"), None, surroundings("new"))
    guest.refresh()
    assert exchanging.say_what_is_here(guest) is False
    joining.join(guest, "Grace")
    assert exchanging.say_what_is_here(guest) is True
    assert exchanging.say_what_is_here(guest) is False
    guest.close()

"""How far a vote has travelled, and what the office has to wait for: told from what devices said, signed."""

from dataclasses import replace
from pathlib import Path

from beirat_tui.services import closing, delivery, exchanging, places, roster, voting
from beirat_tui.services.delivery import Undelivered
from beirat_tui.services.round_views import Delivery
from beirat_tui.wording.delivery import outstanding_lines
from exchanges import Party
from hub_persons import the_round
from seated import AFTER, SeatedBoard

MONTH = 31 * 24 * 3600 * 1000


def test_a_vote_travels_and_the_voter_sees_how_far(persons: list[Party]) -> None:
    office, first, _ = persons
    round_id = the_round(first.session).id
    assert voting.cast(first.session, round_id, "yes") is Delivery.HERE
    assert the_round(first.session).my_delivery is Delivery.HERE
    assert delivery.undelivered(first.session) == Undelivered(1, 1)
    first.sync()
    assert the_round(first.session).my_delivery is Delivery.HANDED
    assert not delivery.undelivered(first.session)
    office.sync()
    assert the_round(first.session).my_delivery is Delivery.HANDED
    first.sync()
    assert the_round(first.session).my_delivery is Delivery.SEEN
    closing.close(office.session, round_id, at=AFTER)
    office.sync()
    first.sync()
    assert the_round(first.session).my_delivery is Delivery.COUNTED


def test_another_member_who_has_the_vote_is_not_the_office(persons: list[Party]) -> None:
    _, first, second = persons
    voting.cast(first.session, the_round(first.session).id, "yes")
    first.sync()
    second.sync()
    first.sync()
    assert the_round(first.session).my_delivery is Delivery.HANDED


def test_a_changed_vote_starts_again(persons: list[Party]) -> None:
    office, first, _ = persons
    voting.cast(first.session, the_round(first.session).id, "yes")
    for each in (first, office, first):
        each.sync()
    voting.cast(first.session, the_round(first.session).id, "no")
    assert the_round(first.session).my_delivery is Delivery.HERE


def test_a_device_of_the_office_that_was_revoked_tells_nothing(
    persons: list[Party], board: SeatedBoard
) -> None:
    office, first, _ = persons
    voting.cast(first.session, the_round(first.session).id, "yes")
    for each in (first, office, first):
        each.sync()
    assert the_round(first.session).my_delivery is Delivery.SEEN
    assert office.session.key is not None
    with first.session.reading() as reading:
        cert = next(
            each.id
            for each in reading.view.effective("cert/*")
            if getattr(each.body, "key", "") == office.session.key.public
        )
    roster.revoke(first.session, cert, lost=True, root=board.keys.root)
    assert the_round(first.session).my_delivery is Delivery.HANDED


def test_the_office_sees_what_has_not_arrived(persons: list[Party], tmp_path: Path) -> None:
    office, first, second = persons
    round_id = the_round(first.session).id
    voting.cast(first.session, round_id, "yes")
    first.sync()
    voting.cast(first.session, round_id, "no")
    exchanging.say_what_is_here(first.session)
    # What the device says arrives, what it has signed does not: the place withholds it.
    with first.session.reading() as there:
        statements = there.heard()
    with office.session.board.writing() as writing:
        for each in statements:
            writing.hear(each)
    found = {each.label: each for each in delivery.devices(office.session)}
    assert found["M02"].missing == 2
    left = delivery.outstanding(office.session, the_round(office.session))
    assert [each.label for each in left.missing] == ["M02"]
    office.sync()
    found = {each.label: each for each in delivery.devices(office.session)}
    assert found["M02"].missing == 1
    first.sync()
    office.sync()
    assert not delivery.outstanding(office.session, the_round(office.session)).missing
    assert second.session.path.is_relative_to(tmp_path)


def test_a_vote_dated_after_the_last_day_is_named_until_its_arrival_is_noted(persons: list[Party]) -> None:
    office, first, second = (each.session for each in persons)
    found = the_round(office)
    now = first.outside.now
    first.outside = replace(first.outside, now=lambda: now() + MONTH)
    for each in persons[1:]:
        voting.cast(each.session, found.id, "yes")
        each.sync()
    persons[0].sync()
    assert delivery.outstanding(office, found).late == ("M02",)
    assert "M02" in outstanding_lines(delivery.outstanding(office, found))[-1]
    assert found.deadline is not None
    closing.note_receipt(office, found.id, roster.find(second, "M02").member, day=found.deadline)
    assert delivery.outstanding(office, found).late == ()


def test_members_who_were_not_heard_of_since_the_opening_are_named(persons: list[Party]) -> None:
    office, first, _ = persons
    left = delivery.outstanding(office.session, the_round(office.session))
    assert [each.label for each in left.silent] == ["M01", "M02", "M03", "M04"]
    voting.cast(first.session, the_round(first.session).id, "yes")
    first.sync()
    office.sync()
    left = delivery.outstanding(office.session, the_round(office.session))
    assert [each.label for each in left.silent] == ["M01", "M03", "M04"]
    closing.close(office.session, the_round(office.session).id, at=AFTER)
    assert delivery.outstanding(office.session, the_round(office.session)) == delivery.Outstanding()


def test_the_longest_silent_device_comes_first_and_ones_own_is_named(persons: list[Party]) -> None:
    office, first, _ = persons
    voting.cast(first.session, the_round(first.session).id, "yes")
    first.sync()
    office.sync()
    found = delivery.devices(office.session)
    times = [each.at for each in found if each.at is not None]
    assert times == sorted(times)
    assert [each.label for each in found if each.own] == [office.session.person.label]


def test_what_was_handed_over_anywhere_counts_for_every_place(persons: list[Party], tmp_path: Path) -> None:
    session = persons[1].session
    voting.cast(session, the_round(session).id, "yes")
    for name in ("eins", "zwei"):
        (tmp_path / name).mkdir()
        places.add(session, str(tmp_path / name))
    first, second = places.places(session)
    exchanging.sync(session, [first])
    first, second = places.places(session)
    assert not delivery.undelivered(session)
    assert not delivery.undelivered(session, first.through)
    assert delivery.undelivered(session, second.through) == Undelivered(1, 1)

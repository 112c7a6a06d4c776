"""Which running votes the queue marks: those whose own answer nobody else was given yet."""

from beirat_tui.services import closing, merging, voting
from beirat_tui.services.only_here import rounds_only_here
from beirat_tui.services.round_views import Delivery
from exchanges import Party
from hub_persons import the_round
from seated import AFTER, SeatedBoard


def test_a_vote_is_marked_until_it_is_handed_over_and_again_when_it_is_changed(persons: list[Party]) -> None:
    _office, first, second = persons
    round_id = the_round(first.session).id
    assert rounds_only_here(first.session) == frozenset()
    voting.cast(first.session, round_id, "yes")
    assert rounds_only_here(first.session) == {round_id}
    assert rounds_only_here(second.session) == frozenset()
    first.sync()
    assert rounds_only_here(first.session) == frozenset()
    voting.cast(first.session, round_id, "no")
    assert rounds_only_here(first.session) == {round_id}


def test_what_the_office_has_seen_is_not_marked_whatever_this_device_noted(persons: list[Party]) -> None:
    office, first, _ = persons
    round_id = the_round(first.session).id
    voting.cast(first.session, round_id, "yes")
    for each in (first, office, first):
        each.sync()
    first.session.home.keep_private(first.session.id, "handed", {"through": 0})
    assert rounds_only_here(first.session) == frozenset()


def test_a_recusal_has_a_way_to_go_too(persons: list[Party]) -> None:
    _office, first, second = persons
    round_id = the_round(first.session).id
    voting.cast(first.session, round_id, "yes")
    first.sync()
    voting.recuse(first.session, round_id, reason="related")
    assert rounds_only_here(first.session) == {round_id}
    assert the_round(first.session).my_delivery is Delivery.HERE
    first.sync()
    assert rounds_only_here(first.session) == frozenset()
    assert the_round(first.session).my_delivery is Delivery.HANDED
    second.sync()
    assert the_round(second.session).my_delivery is None


def test_nothing_is_marked_once_the_vote_is_closed_nor_for_the_office(persons: list[Party]) -> None:
    office, first, _ = persons
    round_id = the_round(first.session).id
    assert rounds_only_here(office.session) == frozenset()
    voting.cast(first.session, round_id, "yes")
    closing.close(office.session, round_id, at=AFTER)
    office.sync()
    assert rounds_only_here(first.session) == {round_id}
    merging.merge(first.session, [office.session.path])
    assert rounds_only_here(first.session) == frozenset()


def test_who_has_no_device_of_their_own_has_nothing_only_here(board: SeatedBoard) -> None:
    board.chair.key = None
    assert rounds_only_here(board.chair) == frozenset()

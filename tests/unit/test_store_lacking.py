"""What somebody lacks who has certain tips, also where a key went on in two ways."""

from pathlib import Path

from beirat_tui.store.board_file import BoardFile
from beirat_tui.store.lacking import ids_of, lacking, newest
from boards import Board, ballot_for, found, open_round, sketch_facts
from stores import board_file


def opened(board: Board, folder: Path) -> BoardFile:
    return board_file(folder / "board.beirat", board.records(), {})


def test_what_is_above_the_tips_is_lacking_and_nothing_else(tmp_path: Path) -> None:
    board = found()
    sketch = board.office.write(sketch_facts("2026-01"))
    before = {each.id for each in board.records()}
    tips = board.office.ledger.tips()
    later = [board.office.write(sketch_facts(f"2026-0{number}")).id for number in (2, 3)]
    file = opened(board, tmp_path)
    with file.reading() as reading:
        assert lacking(reading, tips) == set(later)
        assert lacking(reading, []) == before | set(later)
        assert lacking(reading, ["00" * 32, *tips]) == set(later)
        assert lacking(reading, reading.ledger.tips()) == set()
        assert sketch.id not in lacking(reading, [later[0]])
        assert ids_of(reading, [board.office.public]) > set(later)
        assert ids_of(reading, []) == set()
    file.close()


def test_of_a_key_that_went_on_in_two_ways_the_other_way_is_lacking(tmp_path: Path) -> None:
    board = found()
    round_ = open_round(board.office, board.office.write(sketch_facts("2026-01")))
    board.share()
    device = board.members["M02"]
    first = device.write(ballot_for(round_, "M02", "yes"))
    copy = device.copy()
    board.others.append(copy)
    here = [device.write(ballot_for(round_, "M02", choice)).id for choice in ("no", "yes")]
    there = [copy.write(ballot_for(round_, "M02", choice)).id for choice in ("abstain", "no")]
    file = opened(board, tmp_path)
    with file.reading() as reading:
        mine = {first.id, *here, *there}
        assert reading.ledger.forked(device.public)
        assert lacking(reading, [here[-1]]) & mine == set(there)
        assert lacking(reading, [here[0]]) & mine == {here[1], *there}
        assert lacking(reading, [here[-1], there[-1]]) & mine == set()
    file.close()


def test_the_newest_of_some_kinds(tmp_path: Path) -> None:
    board = found()
    office = board.office
    round_ = open_round(office, office.write(sketch_facts("2026-01")))
    office.write(sketch_facts("2026-02"))
    file = opened(board, tmp_path)
    with file.reading() as reading:
        last = newest(reading, office.public, ("round.opened", "round.closed"))
        assert last is not None
        assert last.id == round_.id
        assert newest(reading, office.public, ("ballot.cast",)) is None
    file.close()

"""`beirat copy`, `beirat paste` and `beirat join` as people call them."""

import shutil
from pathlib import Path

import pytest

from beirat_tui.documents import qr_page
from command_board import IN_MEETING, IN_WRITING, Company
from commands import beirat


@pytest.fixture
def mail(company: Company) -> Path:
    """What M02 sends: one vote; the office's board file has not got it."""
    apart = company.folder / "m02.beirat"
    shutil.copy(company.board, apart)
    company.done("m02", "vote", IN_MEETING, "yes", "--yes", board=apart)
    path = company.folder / "mail.txt"
    company.done("m02", "copy", "--newest", "--to", path, board=apart)
    return path


def test_a_vote_goes_from_one_to_the_other_by_mail(company: Company, mail: Path) -> None:
    quoted = "Liebe Geschäftsstelle,\n" + "".join(
        f"> {line}\n" for line in mail.read_text(encoding="utf-8").splitlines()
    )
    ran = company.done("office", "paste", typed=quoted)
    assert ran.out.startswith("BEIRAT-TEXT ")
    assert ran.out.endswith(": 1 new entry\n")
    again = company.done("office", "paste", mail)
    assert again.out.endswith(": nothing new, 1 known already\n")


def test_the_answer_for_programs_says_what_is_in_the_text(company: Company) -> None:
    company.done("m02", "vote", IN_MEETING, "yes", "--yes")
    answer = company.done("m02", "copy", "--newest", "--json").json
    assert (answer["format"], answer["what"], answer["votes"], answer["entries"]) == (
        "copy-v1",
        "newest",
        1,
        1,
    )
    assert (answer["sent"], answer["known"], answer["left_out"]) == (False, True, 0)
    pasted = company.done("office", "paste", "-", "--json", typed="\n".join(answer["parts"])).json
    assert (pasted["format"], pasted["known"], pasted["new"]) == ("merge-v1", 1, 0)


def test_a_text_counts_as_handed_over_only_with_sent(company: Company) -> None:
    company.done("m02", "vote", IN_MEETING, "yes", "--yes")
    first = company.done("m02", "copy", "--newest")
    assert "In the text: 1 ballot." in first.err
    assert "add --sent: then it counts as handed over" in first.err
    second = company.done("m02", "copy", "--newest", "--sent")
    assert second.out == first.out
    assert "It counts as handed over." in second.err
    third = company.call("m02", "copy", "--newest")
    assert (third.code, third.out) == (1, "")
    assert third.err.splitlines()[0] == "There is nothing new to hand over."


def test_a_damaged_an_incomplete_and_a_foreign_text_are_told_apart(company: Company, mail: Path) -> None:
    text = mail.read_text(encoding="utf-8")
    head = text.index(":", text.index("BEIRAT-TEXT") + 12) + 1
    damaged = text[: head + 20] + ("7" if text[head + 20] != "7" else "8") + text[head + 21 :]
    for typed, first in (
        (damaged, "A text was changed on its way (part 1 of 1)."),
        (text[: text.index("BEIRAT-END")], "The end of a text is missing (part 1 of 1)."),
        (text.replace("1/1", "1/2"), "A text was changed on its way (part 1 of 2)."),
        ("Guten Tag", "This is no text of this program."),
    ):
        ran = company.call("office", "paste", typed=typed)
        assert (ran.code, ran.out) == (1, "")
        assert ran.err.splitlines()[0] == first
        assert len(ran.err.splitlines()) == 3


def test_a_text_that_builds_on_what_is_missing_says_what_to_do(company: Company) -> None:
    apart = company.folder / "m02.beirat"
    shutil.copy(company.board, apart)
    for sketch in (IN_MEETING, IN_WRITING):
        company.done("m02", "vote", sketch, "yes", "--yes", board=apart)
        last = company.done("m02", "copy", "--newest", "--sent", board=apart).out
    ran = company.done("office", "paste", typed=last)
    assert "1 entry waits for others" in ran.out
    assert "Ask the sender for the rest" in ran.err


def test_one_way_of_choosing_at_a_time(company: Company) -> None:
    ran = company.call("m02", "copy", "--all", "--newest")
    assert ran.code == 2
    assert "Choose one of --newest, --for, --since, --all and --invite." in ran.err


def test_everything_comes_in_parts_that_fit_into_a_chat(company: Company) -> None:
    ran = company.done("office", "copy", "--all")
    parts = ran.out.count("BEIRAT-END")
    assert parts > 10
    assert f"Part {parts} of {parts}." in ran.out
    assert all(len(each) < 4_000 for each in ran.out.split("For the board"))


def test_for_somebody_of_whom_nothing_is_known_it_holds_everything(company: Company) -> None:
    ran = company.done("office", "copy", "--for", "M02")
    assert "Nothing is known of what the other side has" in ran.err
    assert company.call("office", "copy", "--for", "Zeppelin").code == 1


def test_a_receipt_says_what_it_is(company: Company, mail: Path) -> None:
    apart = company.folder / "m02.beirat"
    company.done("office", "paste", mail)
    everything = company.done("m02", "copy", "--all", board=apart).out
    company.done("office", "paste", typed=everything)
    receipt = company.done("office", "copy", "--for", "M02")
    assert "In the text: receipt for what has arrived." in receipt.err
    pasted = company.done("m02", "paste", typed=receipt.out, board=apart)
    assert "The text tells what has arrived with its sender" in pasted.err
    assert "arrived" not in company.done("m02", "paste", typed=receipt.out, board=apart).err


def test_since_a_day(company: Company) -> None:
    company.done("m02", "vote", IN_MEETING, "yes", "--yes")
    assert company.done("m02", "copy", "--since", "2020-01-01", "--json").json["entries"] == 1
    assert company.call("m02", "copy", "--since", "2999-01-01").code == 1


def test_qr_codes_for_paper_and_for_the_terminal(company: Company) -> None:
    company.done("m02", "vote", IN_MEETING, "yes", "--yes")
    page = company.folder / "page.html"
    ran = company.done("m02", "copy", "--newest", "--qr", page)
    assert ran.out == ""
    assert "<svg" in page.read_text(encoding="utf-8")
    assert company.call("m02", "copy", "--newest", "--qr", page).code == 1
    drawn = company.done("m02", "copy", "--newest", "--qr", "-").out
    assert "█▀" in drawn
    assert "\x1b" not in drawn
    on_terminal = company.done("m02", "copy", "--newest", "--qr", "-", terminal=True).out
    assert "\x1b[38;5;231;48;5;16m█" in on_terminal
    much = company.call("office", "copy", "--all", "--qr", company.folder / "all.html")
    assert much.code == 1
    assert f"more than {qr_page.MOST_CODES} nobody scans" in much.err


def test_at_a_terminal_paste_says_how_to_end(company: Company, mail: Path) -> None:
    ran = company.done("office", "paste", typed=mail.read_text(encoding="utf-8"), terminal=True)
    assert "press Enter and Ctrl+D" in ran.err


# --- joining -----------------------------------------------------------------------------------------------


def test_joining_by_a_text_from_the_invitation_to_the_first_vote(
    company: Company, monkeypatch: pytest.MonkeyPatch
) -> None:
    invitation = company.folder / "invitation.txt"
    ran = company.done("office", "copy", "--invite", "--to", invitation)
    assert "Send these lines to whoever is to join." in ran.err
    assert invitation.read_text(encoding="utf-8").startswith(
        "You are invited to join the board “Testbeirat”."
    )

    monkeypatch.chdir(company.folder)
    joined = company.done("grace", "join", invitation, "--name", "Grace Hopper", board=None)
    assert "The board is in " in joined.out
    board = company.folder / "Testbeirat.beirat"
    assert board.is_file()
    words = joined.out.rstrip().rpartition(": ")[2].split()
    assert len(words) == 6

    company.done("office", "paste", typed=joined.out)
    company.done("office", "roster", "appoint", "Grace Hopper", "--label", "M30")
    company.done("office", "roster", "enrol", "M30", *words, "--role", "member")
    answer = company.done("office", "copy", "--for", "M30").out
    company.done("grace", "paste", typed=answer, board=board)
    assert company.done("grace", "list", "--json", board=board).json["format"] == "list-v1"


def test_joining_at_a_folder(company: Company, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = company.folder / "Nextcloud"
    folder.mkdir()
    company.done("office", "sync", "add", folder)
    company.done("office", "sync")
    monkeypatch.chdir(company.folder)
    answer = company.done("grace", "join", folder, "--name", "Grace", "--json", board=None).json
    assert (answer["format"], answer["place"], answer["parts"]) == ("join-v1", str(folder), [])
    assert Path(answer["board"]).name == "Testbeirat.beirat"
    company.done("office", "sync")
    requests = company.done("office", "roster", "requests", "--json").json["requests"]
    assert [each["name"] for each in requests] == ["Grace"]


def test_joining_by_a_text_from_the_standard_input_into_a_file_of_ones_choice(company: Company) -> None:
    invitation = company.done("office", "copy", "--invite").out
    target = company.folder / "mine.beirat"
    ran = company.done("grace", "join", "-", "--name", "Grace", "--json", board=target, typed=invitation)
    assert ran.json["board"] == str(target)
    assert "BEIRAT-TEXT" in ran.json["parts"][0]
    at_terminal = company.call(
        "grace", "join", "-", "--name", "Grace", board=target, typed=invitation, terminal=True
    )
    assert "press Enter and Ctrl+D" in at_terminal.err


@pytest.mark.parametrize("given", ["nowhere.txt", "gopher://board"])
def test_what_leads_nowhere_is_said(tmp_path: Path, given: str) -> None:
    ran = beirat("join", given, "--name", "Grace", home=tmp_path / "home")
    assert (ran.code, ran.out) == (1, "")
    assert len(ran.err.splitlines()) == 3

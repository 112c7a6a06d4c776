"""Letters that survive mail: what mail programs, chats and paper do to a text, and what is told of losses."""

import random
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from beirat_tui.domain.errors import InputError
from beirat_tui.sync import armour

CONTENT = random.Random(7).randbytes(3_000)  # noqa: S311  (any bytes)


def content_of(text: str) -> bytes:
    """The one text in TEXT."""
    (found,) = armour.find(text)
    return found.content()


def refusal(text: str) -> tuple[str, object]:
    """Code and named parts of what is wrong with the one text in TEXT."""
    with pytest.raises(InputError) as caught:
        content_of(text)
    return caught.value.code, caught.value.params["parts"]


@given(st.binary(max_size=5_000), st.integers(10, 900), st.integers(0, 90))
def test_what_was_written_is_read(content: bytes, size: int, line: int) -> None:
    assert content_of("\n".join(armour.write(content, size, line))) == content


def test_a_part_stays_below_its_size_and_holds_only_letters_a_qr_code_has_room_for() -> None:
    for part in armour.write(CONTENT, 900, 0):
        assert len(part) < 900 + 50
        assert set(part) <= set("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:")
    lines = "\n".join(armour.write(CONTENT)).splitlines()
    assert max(map(len, lines)) <= 64


def quoted(mark: str) -> Callable[[str], str]:
    return lambda text: "".join(f"{mark}{line}\n" for line in text.splitlines())


def wrapped(text: str, width: int = 37) -> str:
    return "\n".join(text[start : start + width] for start in range(0, len(text), width))


MAIL = {
    "quoted": quoted("> "),
    "quoted three times": quoted("> >> "),
    "quoted with initials": quoted("KL> "),
    "quoted with bars": quoted(" | "),
    "quoted as HTML": quoted("&gt;&nbsp;"),
    "the source of a mail in HTML": lambda text: (
        '<html><style type="text/css">p { margin: 0 }</style><p>Von: A &lt;a@b.example&gt;</p><blockquote>'
        + "\n".join(f'<div class="x">{line[:20]}<wbr>{line[20:]}<br/></div>' for line in text.splitlines())
        + "</blockquote></html>"
    ),
    "less than and greater than around it": lambda text: f"1 < 2, a <b, {text}\n> und 3 > 2",
    "no-break spaces": lambda text: text.replace(" ", "\u00a0").replace("\n", "\n\u00a0\u00a0"),
    "indented": quoted("\t    "),
    "lines of Windows": lambda text: text.replace("\n", "\r\n"),
    "blank lines between": lambda text: text.replace("\n", "\n\n"),
    "all in one line": lambda text: text.replace("\n", " "),
    "wrapped anew": lambda text: wrapped(text.replace("\n", " ")),
    "wrapped and quoted": lambda text: quoted("> ")(wrapped(text.replace("\n", " "), 70)),
    "quoted-printable": lambda text: text.replace("\n", "=\n\n"),
    "lower case": str.lower,
    "hyphen that does not break": lambda text: text.replace("-", "\u2011"),
    "dash": lambda text: text.replace("-", "–"),
    "soft hyphens and zero width": lambda text: "\u200b".join(text).replace("K", "K\u00ad"),
    "bold": lambda text: text.replace("BEIRAT", "*BEIRAT*"),
    "between sentences": lambda text: f"Liebe Frau Lüdecke,\n\nhier:\n{text}\nGrüße\n-- \nM07",
    "letters that look alike": lambda text: text.replace("0", "O").replace("1", "l"),
    "fractions": lambda text: text.replace("1/2", "½").replace("2/2", "2⁄2"),
}


@pytest.mark.parametrize("damage", MAIL.values(), ids=MAIL.keys())
def test_what_mail_programs_do_is_forgiven(damage: Callable[[str], str]) -> None:
    text = "\n".join(armour.write(CONTENT))
    numbers = [each for each in text.splitlines() if "/" in each]
    assert len(numbers) == 2
    if damage is MAIL["letters that look alike"]:
        # The numbers of the parts are figures and no letters.
        head, *rest = text.splitlines()
        other = next(place for place, line in enumerate(rest) if "/" in line)
        rest[:other] = [damage(line) for line in rest[:other]]
        assert content_of("\n".join([head, *rest])) == CONTENT
    else:
        assert content_of(damage(text)) == CONTENT


def test_parts_come_in_any_order_and_twice_from_several_mails() -> None:
    parts = armour.write(CONTENT, 500)
    assert len(parts) > 5
    mixed = [*parts, *parts[2:4]]
    random.Random(3).shuffle(mixed)  # noqa: S311  (any order)
    assert content_of("\n\nAm Montag schrieb M07:\n".join(mixed)) == CONTENT


def test_several_texts_at_once_are_told_apart() -> None:
    first, second = armour.write(b"one" * 900, 300), armour.write(b"two" * 900, 300)
    mixed = [part for pair in zip(first, second, strict=True) for part in pair]
    assert [each.content() for each in armour.find("\n".join(mixed))] == [b"one" * 900, b"two" * 900]


def test_the_same_text_split_otherwise_is_another_set_of_parts() -> None:
    found = armour.find("\n".join([*armour.write(CONTENT, 500), *armour.write(CONTENT, 900)[:1]]))
    assert found[0].content() == CONTENT
    with pytest.raises(InputError, match=r"text\.incomplete"):
        found[1].content()


def test_what_is_missing_is_named() -> None:
    parts = armour.write(CONTENT, 1_000)
    assert len(parts) == 5
    assert refusal("\n".join([parts[0], parts[3]])) == ("text.incomplete", "2, 3, 5")
    cut = parts[4][: len(parts[4]) // 2]
    assert refusal("\n".join([*parts[:4], cut])) == ("text.cut-off", "5")
    changed = parts[1][:200] + ("7" if parts[1][200] != "7" else "8") + parts[1][201:]
    assert refusal("\n".join([parts[0], changed, *parts[2:]])) == ("text.damaged", "2")
    assert content_of("\n".join([parts[0], changed, *parts[1:]])) == CONTENT


def test_parts_that_fit_but_are_of_another_text_are_found_out() -> None:
    ours, theirs = armour.write(CONTENT, 3_000), armour.write(CONTENT[::-1], 3_000)
    assert len(ours) == len(theirs) == 2
    name = armour.name_of(CONTENT)
    letters = "".join(theirs[1].splitlines()[1:-1])
    forged = armour._part(name, 2, 2, letters, 64)  # noqa: SLF001  (what somebody might make on purpose)
    assert refusal("\n".join([ours[0], forged])) == ("text.damaged", "1, 2")


def test_letters_that_stand_for_no_bytes_are_damage() -> None:
    part = armour._part("ABCDEFGH", 1, 1, "1", 64)  # noqa: SLF001  (as above)
    assert refusal(part) == ("text.damaged", "1")
    unknown = armour._part("ABCDEFGH", 1, 1, "UUUUUUUU", 64)  # noqa: SLF001  (as above)
    assert refusal(unknown) == ("text.damaged", "1")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Guten Tag",
        "BEIRAT-TEXT: 1/2",
        "BEIRAT-END: 01234",
        "BEIRAT-TEXT: ABCDEFGH 3/2: 00 BEIRAT-END: 00000",
    ],
)
def test_a_mail_without_a_text_holds_none(text: str) -> None:
    assert armour.find(text) == []


def test_a_text_too_long_to_look_at_is_refused() -> None:
    with pytest.raises(InputError, match=r"text\.too-long"):
        armour.find("x" * (armour.MOST_LETTERS + 1))


def test_more_parts_than_anybody_sends_are_refused() -> None:
    with pytest.raises(InputError, match=r"text\.too-much"):
        armour.write(bytes(10_000), 10)


@given(st.text(max_size=2_000))
def test_any_text_is_looked_at_without_a_fault(text: str) -> None:
    for found in armour.find(f"{text}BEIRAT-TEXT: ABCDEFGH 1/1:{text}BEIRAT-END: 01234{text}"):
        with pytest.raises(InputError):
            found.content()

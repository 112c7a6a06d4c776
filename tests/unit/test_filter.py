"""The filter language: what each piece means, what is refused and where, and what completion offers."""

import datetime as dt
from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from beirat_tui.domain.errors import InputError
from beirat_tui.domain.filter import (
    Amount,
    Choice,
    Named,
    Received,
    Term,
    Word,
    parse_filter,
)
from beirat_tui.domain.filter_completion import Vocabulary, complete, completions
from beirat_tui.domain.filter_words import CONFLICT, KEYS, STATUS, VOTE, Spelling, meaning
from beirat_tui.services.queue_views import MyVote, Stage


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("", ()),
        ("   ", ()),
        ("bushaltestelle", (Word("bushaltestelle"),)),
        ("photo* 2026-07", (Word("photo"), Word("2026-07"))),
        ('"mobiler marktplatz"', (Word("mobiler marktplatz", exact=True),)),
        ("„mobiler Marktplatz“ »Bus«", (Word("mobiler Marktplatz", exact=True), Word("Bus", exact=True))),
        ("-zeitz -“bus halt”", (Word("zeitz", negated=True), Word("bus halt", exact=True, negated=True))),
        ("12:30", (Word("12:30"),)),
        ("status:offen", (Choice("status", "open"),)),
        ("Status:OPEN", (Choice("status", "open"),)),
        ("-status:zurueckgestellt", (Choice("status", "postponed", negated=True),)),
        ("stimme:fehlt vote:missing", (Choice("vote", "missing"),) * 2),
        ("konflikt:ich conflict:me", (Choice("conflict", "me"),) * 2),
        ("thema:infrastruktur", (Named("topic", "infrastruktur"),)),
        ('topic:"digital administration"', (Named("topic", "digital administration"),)),
        ("-antragsteller:Zweckverband", (Named("applicant", "Zweckverband", negated=True),)),
        ("betrag:>150000", (Amount(15_000_001, None),)),
        ("betrag:>=150.000", (Amount(15_000_000, None),)),
        ("amount:<150,000.50", (Amount(None, 15_000_049),)),
        ("amount:≤150000", (Amount(None, 15_000_000),)),
        ("betrag:150000", (Amount(15_000_000, 15_000_000),)),
        ("betrag:100000..200000", (Amount(10_000_000, 20_000_000),)),
        ("betrag:..200000", (Amount(None, 20_000_000),)),
        ('betrag:"> 100 000"', (Amount(10_000_001, None),)),
        ("-betrag:100000..", (Amount(10_000_000, None, negated=True),)),
        ("eingang:2026", (Received(dt.date(2026, 1, 1), dt.date(2026, 12, 31)),)),
        ("eingang:2026-02", (Received(dt.date(2026, 2, 1), dt.date(2026, 2, 28)),)),
        ("eingang:02.2028", (Received(dt.date(2028, 2, 1), dt.date(2028, 2, 29)),)),
        ("eingang:16.03.2026", (Received(dt.date(2026, 3, 16), dt.date(2026, 3, 16)),)),
        ("received:2026-03-16", (Received(dt.date(2026, 3, 16), dt.date(2026, 3, 16)),)),
        ("received:>2026-03", (Received(dt.date(2026, 4, 1), None),)),
        ("received:>=2026-03", (Received(dt.date(2026, 3, 1), None),)),
        ("received:<2026-03", (Received(None, dt.date(2026, 2, 28)),)),
        ("received:<=2026-03", (Received(None, dt.date(2026, 3, 31)),)),
        ("received:2026-01..2026-03", (Received(dt.date(2026, 1, 1), dt.date(2026, 3, 31)),)),
        ("received:..2026", (Received(None, dt.date(2026, 12, 31)),)),
        ("received:2026-12..", (Received(dt.date(2026, 12, 1), None),)),
        ("-received:2026", (Received(dt.date(2026, 1, 1), dt.date(2026, 12, 31), negated=True),)),
    ],
)
def test_what_a_filter_means(text: str, terms: tuple[Term, ...]) -> None:
    assert parse_filter(text) == terms


def test_terms_stand_in_the_order_they_are_written() -> None:
    assert [type(term) for term in parse_filter("bus status:offen betrag:>1 eingang:2026 thema:x")] == [
        Word,
        Choice,
        Amount,
        Received,
        Named,
    ]


@pytest.mark.parametrize(
    ("text", "code", "position"),
    [
        ("bus stattus:offen", "filter.unknown-key", 5),
        ("status:ofen", "filter.unknown-value", 8),
        ("-vote:perhaps", "filter.unknown-value", 7),
        ("konflikt:du", "filter.unknown-value", 10),
        ("bus status:", "filter.no-value", 12),
        ("status: offen", "filter.no-value", 8),
        ('thema:""', "filter.no-value", 7),
        ('bus ""', "filter.no-value", 5),
        ("bus **", "filter.no-value", 5),
        ("bus - zug", "filter.nothing-negated", 5),
        ('bus "mobiler markt', "filter.unclosed-quote", 5),
        ('thema:"digital', "filter.unclosed-quote", 7),
        ("betrag:viel", "filter.bad-amount", 8),
        ("betrag:>", "filter.bad-amount", 8),
        ("betrag:-5", "filter.bad-amount", 8),
        ("betrag:5USD", "filter.bad-amount", 8),
        ("betrag:..", "filter.bad-amount", 8),
        ("betrag:2..1", "filter.empty-range", 8),
        ("betrag:1..x", "filter.bad-amount", 8),
        ("eingang:gestern", "filter.bad-date", 9),
        ("eingang:2026-13", "filter.bad-date", 9),
        ("eingang:31.02.2026", "filter.bad-date", 9),
        ("eingang:0000", "filter.bad-date", 9),
        ("eingang:..", "filter.bad-date", 9),
        ("eingang:9999-12", "filter.bad-date", 9),
        ("eingang:>9999", "filter.bad-date", 9),
        ("eingang:<0001", "filter.bad-date", 9),
        ("eingang:2027..2026", "filter.empty-range", 9),
    ],
)
def test_what_is_wrong_is_named_with_its_column(text: str, code: str, position: int) -> None:
    with pytest.raises(InputError) as caught:
        parse_filter(text)
    assert (caught.value.code, caught.value.params["position"]) == (code, position)


def test_a_filter_pasted_by_mistake_is_refused() -> None:
    with pytest.raises(InputError, match=r"filter\.too-long"):
        parse_filter("x" * 1001)


@given(
    st.text(max_size=60) | st.text(st.sampled_from('ab -:"„“.<>=0129status:betrag:eingang: '), max_size=40)
)
def test_any_text_gives_terms_or_an_error_with_a_position(text: str) -> None:
    try:
        parse_filter(text)
    except InputError as error:
        position = error.params["position"]
        assert isinstance(position, int)
        assert 1 <= position <= len(text) + 1
    completions(text, len(text), Vocabulary("de"))


def test_no_spelling_means_two_things() -> None:
    tables: list[Mapping[str, Spelling]] = [
        {str(key): spelling for key, spelling in KEYS.items()},
        STATUS,
        VOTE,
        CONFLICT,
    ]
    for table in tables:
        for name, spelling in table.items():
            for word in (spelling.de, spelling.en, *spelling.also):
                assert meaning(word, table) == name, word


def test_the_values_are_those_of_the_queue() -> None:
    assert set(STATUS) == {stage.value for stage in Stage}
    assert set(VOTE) == {vote.value for vote in MyVote}


GERMAN = Vocabulary(
    "de",
    topics=("Infrastruktur", "Digitaler Alltag"),
    applicants=("Stadt Köthen",),
    periods=("2026-03", "2026-02"),
)


@pytest.mark.parametrize(
    ("text", "offered"),
    [
        ("", ["status:", "stimme:", "konflikt:", "thema:", "antragsteller:", "betrag:", "eingang:"]),
        ("st", ["status:", "stimme:"]),
        ("bus -an", ["-antragsteller:"]),
        ("status:zur", ["status:zurückgestellt", "status:zurück"]),
        ("status:zurueckg", ["status:zurückgestellt"]),
        ("stimme:f", ["stimme:fehlt"]),
        ("konflikt:", ["konflikt:ich", "konflikt:jemand", "konflikt:niemand"]),
        ("thema:", ["thema:Infrastruktur", 'thema:"Digitaler Alltag"']),
        ('thema:"digitaler al', ['thema:"Digitaler Alltag"']),
        ("-antragsteller:stadt", ['-antragsteller:"Stadt Köthen"']),
        ("eingang:2026-0", ["eingang:2026-03", "eingang:2026-02"]),
        ("betrag:", ["betrag:>100000", "betrag:<100000", "betrag:100000..200000"]),
        ("nichts:", []),
        (
            "status:offen ",
            ["status:", "stimme:", "konflikt:", "thema:", "antragsteller:", "betrag:", "eingang:"],
        ),
        ('"fertig"', ["status:", "stimme:", "konflikt:", "thema:", "antragsteller:", "betrag:", "eingang:"]),
    ],
)
def test_what_completion_offers(text: str, offered: list[str]) -> None:
    assert completions(text, len(text), GERMAN) == offered


def test_completion_speaks_english_too_and_looks_at_the_cursor() -> None:
    assert completions("vote:mi status:open", 7, Vocabulary("en")) == ["vote:missing"]
    assert completions("vo", 2, Vocabulary("en")) == ["vote:"]


@pytest.mark.parametrize(
    ("text", "cursor", "completion", "result"),
    [
        ("st", 2, "status:", ("status:", 7)),
        ("bus stimme:f", 12, "stimme:fehlt", ("bus stimme:fehlt ", 17)),
        ("stim bus", 4, "stimme:", ("stimme:bus", 7)),
        ("stimme:fxx bus", 8, "stimme:fehlt", ("stimme:fehlt bus", 13)),
        ("bus ", 4, "status:", ("bus status:", 11)),
    ],
)
def test_putting_a_completion_in(text: str, cursor: int, completion: str, result: tuple[str, int]) -> None:
    assert complete(text, cursor, completion) == result

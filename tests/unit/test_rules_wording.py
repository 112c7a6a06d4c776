"""Derivations, rule sets and remarks have sentences in both languages, with everything filled in."""

import re
from collections.abc import Iterator
from random import Random
from typing import get_args

import pytest

from beirat_tui.domain.rules.finding import Finding
from beirat_tui.domain.rules.keys import all_keys
from beirat_tui.domain.rules.model import RuleSet
from beirat_tui.domain.rules.read import check_rules
from beirat_tui.domain.rules.words import TieRule
from beirat_tui.domain.tally import Ballot, Counts, Election, Lot, Outcome, Step, tally
from beirat_tui.domain.tally.forecast import Item, forecast
from beirat_tui.domain.tally.foresight import Way, foresight
from beirat_tui.domain.tally.whatif import Hinge, hinges
from beirat_tui.presets import read_rules, rule_presets
from beirat_tui.wording import use_language
from beirat_tui.wording.derivation import counts_text, next_text, result_text, sentence
from beirat_tui.wording.derivation_sentences import SENTENCES
from beirat_tui.wording.rule_findings import _SENTENCES, finding_line, finding_text
from beirat_tui.wording.rules_prose import describe
from beirat_tui.wording.whatif import forecast_text, foresight_text, hinge_text
from random_rounds import as_case, random_facts, random_rules
from rounds import board, case, name, names, numbers, preset, recused, rules, sitting, votes

LANGUAGES = ("de", "en")


@pytest.fixture(params=LANGUAGES)
def language(request: pytest.FixtureRequest) -> Iterator[str]:
    """German, then English."""
    yield use_language(request.param)
    use_language("en")


def drawn(number: int) -> list[tuple[RuleSet, Outcome]]:
    """Random rule sets with an outcome each."""
    random = Random(7)  # noqa: S311  (the same on every run)
    found = []
    for _ in range(number):
        rule_set, _ = random_rules(random)
        found += [(rule_set, tally(as_case(random_facts(random)), rule_set)) for _ in range(5)]
    return found


def test_every_step_has_its_sentence(language: str) -> None:
    for _, outcome in drawn(150):
        for step in outcome.steps:
            text = sentence(step)
            assert not text.startswith(f"{step.rule}:"), step
            assert not re.search(r"[{}]", text), text
            assert text[-1] == "."
    assert language in LANGUAGES


def test_every_sentence_is_of_a_rule_that_exists() -> None:
    """Sentences nobody uses would be translated for nothing."""
    rule_keys = {re.split("[:/]", key)[0] for key in SENTENCES}
    used = {step.rule for _, outcome in drawn(400) for step in outcome.steps}
    # Papers and elections are no part of the random rounds, and ties are rare in them.
    used |= {rule for rule in rule_keys if rule.startswith(("election.", "tie."))}
    used |= {"history.earlier", "tie.casting-vote", "bias.unknown", "votes.too-many", "majority.bench-counts"}
    used |= {"majority.member-counts", "votes.count", "deputy.voted", "secrecy.decided"}
    assert rule_keys - used == set()


QUORUM = (
    "Beschlussfähig: 10 anwesend und stimmberechtigt, 10 nötig "
    "(mehr als die Hälfte von 18 stimmberechtigten Mitgliedern, mindestens 3)."
)


def test_a_derivation_reads_well_in_german() -> None:
    use_language("de")
    facts = case(sitting(10), ballots=votes(5, 5))
    outcome = tally(facts, preset("vwvfg"))
    labels = {name(1): "Dr. Weber"}
    assert [sentence(step, lambda member: labels.get(member, member)) for step in outcome.steps] == [
        "Alle Mitglieder waren ordnungsgemäß geladen.",
        QUORUM,
        "Stimmen: 5 Ja, 5 Nein, 0 Enthaltungen, 0 ungültig, 0 nicht abgestimmt.",
        "Mehrheit verfehlt: 5 Ja, 6 nötig (mehr als die Hälfte von 10 abgegebenen Stimmen); 5 Nein.",
        "Stimmengleichheit, 5 zu 5: Die Stimme des Vorsitzes entscheidet: Dr. Weber stimmte mit Ja.",
    ]
    use_language("en")


def test_a_derivation_reads_well_in_english() -> None:
    outcome = tally(case(sitting(9), ballots=votes(5, 4)), preset("vwvfg"))
    assert sentence(outcome.steps[1]) == (
        "Quorum missed: 9 present and entitled to vote, 10 needed "
        "(more than half of 18 voting members, at least 3)."
    )
    assert result_text(outcome) == "No quorum: nothing is decided."
    assert next_text(outcome) == "Invite the board again for this item, and say what will suffice then."


def test_zero_rows_and_late_votes_are_said(language: str) -> None:
    texts = {
        "de": "5 Ja, 4 Nein, 1 Enthaltung, 0 ungültig, 0 nicht abgestimmt",
        "en": "5 yes, 4 no, 1 abstention, 0 invalid, 0 not voted",
    }
    assert counts_text(Counts(5, 4, 1)) == texts[language]
    assert counts_text(Counts(late=2)).endswith(("2 late", "2 verspätet"))


def test_results_and_next_steps_are_said(language: str) -> None:
    chosen = Election(("Amsel", "Drossel"), lot=Lot(("17",)))
    drawn_lot = tally(
        case(ballots=(Ballot("M01", "Amsel"), Ballot("M02", "Drossel")), election=chosen), rules()
    )
    assert drawn_lot.elected in result_text(drawn_lot)
    assert all("17" in sentence(step) for step in drawn_lot.steps if step.rule == "election.lot")
    assert next_text(drawn_lot) == ""
    assert language in LANGUAGES


def test_earlier_ballots_are_told_first() -> None:
    facts = case(ballots=votes(5, 5), ballot_number=2, earlier=("repeat",))
    outcome = tally(facts, preset("sgb-iv"))
    assert sentence(outcome.steps[0]) == "Ballot 2. Before it: The vote is to be repeated."
    assert outcome.result == "rejected"


def test_a_step_of_a_newer_version_is_shown_raw() -> None:
    assert sentence(Step("future.rule", "note", {"n": 3})) == "future.rule: note (n=3)"


def test_rule_sets_read_aloud(language: str) -> None:
    for rule_set, _ in drawn(60):
        for paragraph in describe(rule_set):
            assert paragraph.title
            assert all(text.endswith(".") and not re.search(r"[{}]", text) for text in paragraph.sentences)
    assert language in LANGUAGES


@pytest.mark.parametrize("rule", get_args(TieRule))
def test_every_way_to_break_a_tie_is_described(rule: str) -> None:
    paragraphs = describe(rules(f'[tie]\nrule = "{rule}"\nvoice = "chair only"\nonly_at_half = true\n'))
    said = next(paragraph.sentences for paragraph in paragraphs if paragraph.title == "Equal votes")
    assert len(said) == {"rejected": 2, "repeat once": 4}.get(rule, 3)


@pytest.mark.parametrize("preset_name", rule_presets())
def test_presets_read_aloud_with_their_source(preset_name: str, language: str) -> None:
    paragraphs = describe(check_rules(read_rules(preset_name)).rules or rules())
    assert paragraphs[0].title == {"de": "Beschlussfähigkeit", "en": "Quorum"}[language]
    assert any(paragraph.cite for paragraph in paragraphs)


def test_remarks_have_line_key_and_sentence(language: str) -> None:
    finding = check_rules(
        'language = 1\nname = "N"\nsource = "S"\n[quorum]\nneed = "half"\n[majority]\n'
    ).findings[0]
    text = finding_line(finding)
    assert text.startswith(
        {"de": "Zeile 5, Fehler, quorum.need: ", "en": "line 5, error, quorum.need: "}[language]
    )
    assert '"half"' in text
    assert "more than 1/2" in text


def test_every_remark_has_its_sentence(language: str) -> None:
    params = dict.fromkeys(("detail", "most", "allowed", "value", "bench", "members", "needed", "where"), "7")
    for code in _SENTENCES:
        text = finding_text(Finding("warning", code, "", 0, params))
        assert not re.search(r"[{}]", text)
        assert finding_line(Finding("warning", code, "k", 0, params)).endswith(text)
    assert language in LANGUAGES


def test_what_a_result_hangs_on_is_said(language: str) -> None:
    rule_set = preset("vwvfg")
    facts = case(sitting(11), recused=recused("M10", "M11"), ballots=votes(5, 4))
    texts = [hinge_text(hinge, rule_set, str.lower) for hinge in hinges(facts, rule_set)]
    assert any("m10" in text for text in texts)
    assert all(not re.search(r"[{}]", text) for text in texts)
    abstention = hinges(case(sitting(10), ballots=votes(5, 4, 1)), rules())
    said = [hinge_text(hinge, rules()) for hinge in abstention]
    meaning = {"de": "Enthaltungen zählen als Nein.", "en": "Abstentions count as no."}[language]
    assert any(meaning in text for text in said)


def test_a_rule_without_a_sentence_is_named_by_its_key() -> None:
    """Whose voice decides a tie is not described where a tie is a rejection."""
    voice = next(key for key in all_keys() if key.path == "tie.voice")
    hinge = Hinge(voice, "", "whoever presides", "chair only", Outcome("rejected", ""))
    assert "tie.voice" in hinge_text(hinge, rules())


def test_what_can_still_change_is_said() -> None:
    rule_set = preset("vwvfg")
    assert foresight_text(foresight(case(sitting(12), ballots=votes(3, 2)), rule_set)) == [
        "As it stands: The motion is adopted.",
        "With 2 no more: The motion is rejected.",
    ]
    assert foresight_text(foresight(case(sitting(12), ballots=votes(8, 1)), rule_set)) == [
        "Decided already: The motion is adopted.",
    ]
    assert len(foresight_text(foresight(case(sitting(60), seats=board(60)), rule_set))) == 1
    view = foresight(case(sitting(4), ballots=votes(2)), rules())._replace(
        ways=(Way("rejected", 1, 0, 2, 0),)
    )
    assert foresight_text(view)[-1] == "With 1 yes, 2 abstentions more: The motion is rejected."
    assert (
        foresight_text(foresight(case(sitting(4)), rules()))[-1] == "With 1 yes more: The motion is adopted."
    )


def test_a_forecast_is_said() -> None:
    items = [Item("1"), Item("2", names(9))]
    texts = [forecast_text(item) for item in forecast(board(), preset("vwvfg"), names(7, 12), items)]
    assert texts == [
        "The board can decide: 11 expected, 10 needed.",
        "The board cannot decide: 2 expected, 10 needed.",
    ]
    unknown = rules('[quorum]\nneed = "all"\nof = "statutory seats"\n')
    assert forecast_text(forecast(board(), unknown, (), items)[0]).startswith("It cannot be said yet")


def test_papers_whose_casting_vote_is_missing_are_explained(language: str) -> None:
    outcome = tally(case(secret=True, counted=numbers(9, 9)), preset("vwvfg"))
    assert outcome.reason == "tie.casting-vote"
    assert name(1) in sentence(outcome.steps[-1])
    assert language in LANGUAGES

"""What applicants write before a value, and how they write amounts, dates and durations in a document.

These words belong to the language, not to a programme.
"""

import datetime as dt
import re
from collections.abc import Mapping
from functools import cache

from beirat_tui.domain.programme import Holds, comparable

_LABELS = {
    "title": "Titel|Projekttitel|Titel des Projekts|Titel des Vorhabens|Title|Project title",
    "applicant": "Antragsteller|Antragstellerin|Name des Antragstellers|Zuwendungsempfänger|Name|Applicant",
    "applicant_kind": "Rechtsform|Art des Antragstellers|Legal form|Kind of applicant",
    "place": "Sitz|Ort|Place|Town",
    "region": "Region|Landkreis|Gebiet|County",
    "grant": "Förderung|Beantragte Förderung|Zuwendung|Beantragte Zuwendung|Fördersumme|Fördermittel"
    "|Beantragte Fördermittel|Landesmittel|Zuschuss|Grant|Grant applied for",
    "own_share": "Eigenanteil|Eigenmittel|Kommunaler Eigenanteil|Eigenanteil der Kommune|Own share|Own funds",
    "third_party": "Drittmittel|Mittel Dritter|Sonstige Mittel|Beiträge Dritter"
    "|Third parties|Third party funds",
    "total": "Gesamtkosten|Gesamtausgaben|Gesamtsumme|Gesamt|Summe|Summe der Ausgaben|Gesamtfinanzierung"
    "|Total|Total costs|Sum",
    "months": "Laufzeit|Projektlaufzeit|Dauer|Duration|Project duration",
    "start": "Beginn|Projektbeginn|Start|Project start",
    "end": "Ende|Projektende|End|Project end",
    "fields": "Handlungsfeld|Handlungsfelder|Themen|Themenfelder|Field of action|Fields of action|Topics",
    "partners": "Partner|Projektpartner|Kooperationspartner|Partners",
    "council_resolution": "Ratsbeschluss|Beschluss vom|Beschluss des Rates|Council resolution",
    "early_start": "Vorzeitiger Maßnahmebeginn|Vorzeitiger Maßnahmenbeginn|Vorzeitiger Beginn|Early start",
}
_SUM_COLUMNS = "Summe|Gesamt|Betrag|Betrag in EUR|Betrag in €|Euro|EUR|Total|Amount|Amount in EUR|Sum"
AMOUNTS = frozenset({"grant", "own_share", "third_party", "total"})
"""The facts that are amounts of money."""
_SAID_UNDER: Mapping[Holds | None, frozenset[str]] = {
    "title": frozenset({"title"}),
    "applicant": frozenset({"applicant", "applicant_kind", "place", "region"}),
    "partners": frozenset({"partners"}),
    "duration": frozenset({"months", "start", "end"}),
    "costs": AMOUNTS,
    "council_resolution": frozenset({"own_share", "council_resolution"}),
    "early_start": frozenset({"early_start"}),
}

_LINE = re.compile(r"([^:\n]{2,60}):\s*(\S.*)", re.DOTALL)
_BRACKETS = re.compile(r"\s*[(\[].*?[)\]]\s*")
_MONTHS = re.compile(r"(\d{1,3})\s*(?:Monate?n?|months?)\b", re.IGNORECASE)
_YEARS = re.compile(r"\b(\d|ein|zwei|drei|one|two|three)\s*(?:Jahre?n?|years?)\b", re.IGNORECASE)
_NUMBERS = {"ein": 1, "zwei": 2, "drei": 3, "one": 1, "two": 2, "three": 3}
_MONTH_NAMES = (
    ("januar", "january", "jan"), ("februar", "february", "feb"), ("märz", "march", "mar"), ("april", "apr"),
    ("mai", "may"), ("juni", "june", "jun"), ("juli", "july", "jul"), ("august", "aug"), ("september", "sep"),
    ("oktober", "october", "oct"), ("november", "nov"), ("dezember", "december", "dec"),
)  # fmt: skip
_MONTH_NUMBERS = {name: number for number, names in enumerate(_MONTH_NAMES, 1) for name in names}
_DATE = re.compile(
    r"\b(?:(?P<y>\d{4})-(?P<m>\d\d)-(?P<d>\d\d)"
    r"|(?P<d2>\d{1,2})\.\s?(?P<m2>\d{1,2})\.\s?(?P<y2>\d{4})"
    r"|(?P<d3>\d{1,2})\.?\s(?P<name>[^\W\d_]{3,9})\.?\s(?P<y3>\d{4}))\b"
)
# A point behind a digit belongs to a date.
_CLAUSE_END = re.compile(r"[,;]|(?<!\d)\.(?:\s|$)")
_NO = re.compile(r"\b(?:nicht|nein|kein|keine|keiner|entfällt|not|no|none)\b", re.IGNORECASE)
_YES = re.compile(r"\b(?:ja|yes|(?:be)?antragt|genehmigt|requested|applied)\b", re.IGNORECASE)


@cache
def _facts() -> Mapping[str, str]:
    return {comparable(label): key for key, labels in _LABELS.items() for label in labels.split("|")}


def fact_for(label: str) -> str | None:
    """Return the key of the fact that LABEL announces: ``grant``, ``months``, …; None for other words."""
    return _facts().get(comparable(_BRACKETS.sub(" ", label)))


def may_stand_under(fact: str, holds: Holds | None) -> bool:
    """Return whether a label means FACT in a section that HOLDS something.

    *Name* or *Summe* mean the applicant and the total costs where those are dealt with, and anything in a
    table of the staff.
    """
    return fact in _SAID_UNDER.get(holds, ())


def is_sum_column(heading: str) -> bool:
    """Return whether HEADING stands over a column of sums."""
    return heading.strip() == "€" or comparable(heading) in map(comparable, _SUM_COLUMNS.split("|"))


def labelled(line: str) -> tuple[str, str] | None:
    """Return fact and value of a LINE such as *Eigenanteil: 42.580 €*; None where it is no such line."""
    found = _LINE.fullmatch(line.strip())
    key = fact_for(found[1]) if found else None
    return (key, found[2].strip()) if found and key else None


def months_in(text: str) -> int | None:
    """Return the months that TEXT states: *24 Monate*, *zwei Jahre*; None where it states none."""
    if found := _MONTHS.search(text):
        return int(found[1])
    if found := _YEARS.search(text):
        return 12 * (_NUMBERS.get(found[1].lower()) or int(found[1]))
    return None


def dates_in(text: str) -> list[dt.date]:
    """Return the days that TEXT names, in its order: *16.01.2019*, *2019-01-16*, *16. Januar 2019*."""
    found = []
    for match in _DATE.finditer(text):
        name = match["name"]
        month = _MONTH_NUMBERS.get(name.lower(), 0) if name else int(match["m"] or match["m2"])
        try:
            found.append(
                dt.date(
                    int(match["y"] or match["y2"] or match["y3"]),
                    month,
                    int(match["d"] or match["d2"] or match["d3"]),
                )
            )
        except ValueError:
            continue
    return found


def yes_or_no(text: str) -> bool | None:
    """Return whether the first clause of TEXT affirms or denies; None where it does neither."""
    first = _CLAUSE_END.split(text, maxsplit=1)[0]
    if _NO.search(first):
        return False
    return True if _YES.search(first) else None

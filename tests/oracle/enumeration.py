"""The tally a second time: by enumeration instead of formulas, importing nothing of the program.

Written from `docs/rules.md` alone. Rules are the plain tables of a rule file, facts plain dictionaries.
Numbers are found by counting up, minutes by walking through them, votes by laying them out one by one. Slow
on purpose.
"""

from collections.abc import Iterable, Mapping
from typing import Any

Data = Mapping[str, Any]


def least(words: object, base: int) -> int:
    """The least number that is enough, found by counting up."""
    number = 0
    while not _enough(str(words), number, base):
        number += 1
    return number


def _enough(words: str, number: int, base: int) -> bool:
    if words in {"none", "any number", "all"}:
        return {"none": True, "any number": number >= 1, "all": number >= base}[words]
    strict = words.startswith("more than ")
    figure = words.removeprefix("more than ").removeprefix("at least ")
    if figure.endswith("%"):
        figure = figure[:-1].strip() + "/100"
    if "/" in figure:
        top, bottom = (int(part) for part in figure.split("/"))
        left, right = number * bottom, top * base
    else:
        left, right = number, int(figure)
    return left > right if strict else left >= right


class Recount:
    """One round, counted again."""

    def __init__(self, rules: Data, facts: Data) -> None:
        self.rules, self.facts = rules, facts
        self.recused = {item["member"] for item in facts["recused"]}
        self.voters = [seat for seat in facts["seats"] if seat["votes"] and seat["role"] != "adviser"]
        self.entitled = [
            seat for seat in self.voters if seat["entitled"] and seat["member"] not in self.recused
        ]
        self.ids = {seat["member"] for seat in self.entitled}
        self.meeting, self.written = facts.get("meeting"), facts.get("written")
        self.room = self._in_the_room(self.meeting["vote_at"]) if self.meeting else set()
        self.last_day = self._last_day() if self.written else None
        self.stands_in = self._stand_ins()
        self.votes = self._votes()

    def rule(self, section: str, key: str, default: Any = None) -> Any:  # noqa: ANN401  (values of several types)
        """What the rules say, or the default of the language."""
        return self.rules.get(section, {}).get(key, default)

    def seats(self) -> int | None:
        """The seats by statute: as noted, else as the rules have them."""
        noted: int | None = self.facts["statutory_seats"]
        return noted if noted is not None else self.rules.get("seats") or None

    # --- who is there -----------------------------------------------------------------------------------

    def _in_the_room(self, minute: int) -> set[str]:
        presence = (self.meeting or {})["presence"] or {}
        return {
            person
            for person, spans in presence.items()
            if any(minute in range(start, 1440 if end is None else end) for start, end in spans)
        }

    def _named(self, member: str, by: str) -> set[str]:
        kinds = {link["kind"] for link in self.facts["links"] if (link["member"], link["by"]) == (member, by)}
        deputy_of_any = any(link["by"] == by and link["kind"] == "deputy" for link in self.facts["links"])
        if self.rule("deputies", "allowed", "none") == "any order" and deputy_of_any:
            kinds |= {"deputy"}
        if self.rule("deputies", "allowed", "none") == "none":
            kinds -= {"deputy"}
        return kinds if self.rule("deputies", "proxies") else kinds - {"proxy"}

    def _may(self, member: str, by: str) -> bool:
        kinds = self._named(member, by)
        if not kinds or by in self.recused or (self.meeting and by not in self.room):
            return False
        if kinds == {"deputy"} and self.rule("deputies", "allowed", "none") == "any order":
            given = [b["member"] for b in self.facts["ballots"] if b["source"] == "deputy" and b["by"] == by]
            return len(set(given)) <= 1
        most = self.rule("deputies", "proxies_at_most", 0)
        if kinds == {"proxy"} and most:
            held = {
                link["member"] for link in self.facts["links"] if link["by"] == by and link["kind"] == "proxy"
            }
            return bool(len(held) <= most)
        return True

    def _stand_ins(self) -> dict[str, str]:
        found: dict[str, str] = {}
        if not self.meeting:
            return found
        any_order = self.rule("deputies", "allowed", "none") == "any order"
        absent = sorted(self.ids - self.room)
        for link in sorted(self.facts["links"], key=lambda link: (link["member"], link["kind"], link["by"])):
            member, by = link["member"], link["by"]
            used = any_order and link["kind"] == "deputy" and by in found.values()
            if member in absent and member not in found and not used and self._may(member, by):
                found[member] = by
        if any_order:
            deputies = {link["by"] for link in self.facts["links"] if link["kind"] == "deputy"}
            free = sorted((deputies & self.room) - self.recused - set(found.values()))
            asked = {b["member"]: b["by"] for b in self.facts["ballots"] if b["source"] == "deputy"}
            alone = [member for member in absent if member not in found]
            for member in [m for m in alone if asked.get(m) in free] + [
                m for m in alone if asked.get(m) not in free
            ]:
                if asked.get(member) in free:
                    found[member] = asked[member]
                elif free:
                    found[member] = free[0]
                free = [deputy for deputy in free if deputy not in found.values()]
        return found

    # --- votes ------------------------------------------------------------------------------------------

    def _last_day(self) -> Any:  # noqa: ANN401  (a number of days, or None)
        written = self.written or {}
        days, kind = (
            self.rule("circulation", "days", 0),
            self.rule("circulation", "counted_in", "calendar days"),
        )
        if not days or written["started"] is None:
            return written["deadline"]
        if written["holidays"] is None and (kind != "calendar days" or self.rule("circulation", "end_moves")):
            return written["deadline"]

        def works(day: int, *, saturday: bool) -> bool:
            weekday = day % 7  # day 0 is a Monday
            return day not in written["holidays"] and weekday != 6 and (weekday != 5 or saturday)

        day, left = written["started"], days
        while left:
            day += 1
            if kind == "calendar days" or works(day, saturday=kind.endswith("Saturday")):
                left -= 1
        while self.rule("circulation", "end_moves") and not works(day, saturday=False):
            day += 1
        return day if written["deadline"] is None else max(day, written["deadline"])

    def _late(self, ballot: Data) -> bool:
        if not self.written or ballot["received"] is None or self.last_day is None:
            return False
        noon = self.written["deadline_minute"]
        if ballot["received"] == self.last_day == self.written["deadline"] and None not in {
            noon,
            ballot["minute"],
        }:
            return bool(ballot["minute"] > noon)
        return bool(ballot["received"] > self.last_day)

    def _admissible(self, ballot: Data) -> bool:
        if self._late(ballot):
            return False
        if ballot["source"] == "deputy":
            only_absent = self.rule("deputies", "when", "") == "only if the member is absent"
            return self._may(ballot["member"], ballot["by"]) and not (
                only_absent and ballot["member"] in self.room
            )
        return bool(self.written or self.rule("ballots", "in_advance") or ballot["member"] in self.room)

    def _votes(self) -> dict[str, str]:
        votes = {}
        for member in self.ids:
            mine = [ballot for ballot in self.facts["ballots"] if ballot["member"] == member]
            if member in self.facts["disputed"]:
                continue
            for source in ("own", "deputy", "hand"):
                choices = {b["choice"] for b in mine if b["source"] == source and self._admissible(b)}
                if choices:
                    if len(choices) == 1:
                        votes[member] = choices.pop()
                    break
            else:
                late = [
                    b for b in mine if self._late(b) and (b["source"] != "deputy" or self._admissible_late(b))
                ]
                if late and self.rule("circulation", "late", "invalid") == "abstention":
                    votes[member] = "late"
        return votes

    def _admissible_late(self, ballot: Data) -> bool:
        return self._may(ballot["member"], ballot["by"])

    def leader(self) -> str | None:
        """Who leads the vote."""
        chair_only = self.rule("tie", "voice", "whoever presides") == "chair only"
        if self.facts["presiding"] and not chair_only:
            return None if self.facts["presiding"] in self.recused else self.facts["presiding"]
        for role in ["chair"] if chair_only else ["chair", "deputy_chair"]:
            for seat in sorted(self.facts["seats"], key=lambda seat: seat["member"]):
                there = self.written or seat["member"] in self.room
                if seat["role"] == role and there and seat["member"] not in self.recused:
                    return str(seat["member"])
        return None

    def counts(self, people: Iterable[Data], skip: str | None) -> dict[str, int]:
        """Votes laid out one by one."""
        heap: list[str] = []
        for seat in people:
            choice = self.votes.get(seat["member"])
            asked = self.written or seat["member"] in self.room or seat["member"] in self.stands_in
            if seat["member"] != skip and (choice or asked):
                heap += [choice or "silent"] * seat["votes"]
        return {word: heap.count(word) for word in ("yes", "no", "abstain", "invalid", "silent", "late")}

"""What stands of the marks of a submission: plain folding of a list that only grows."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from app.marking.models import DECIDING, FIRST, SECOND, Mark
from grader.overruled import Overruling
from grader.rubric import Check, Penalty, Rubric

ON_A_CHECK = ("accept", "override")
BY_A_PERSON = "A person gave these points."


@dataclass(frozen=True, slots=True)
class Standing:
    """The marks that are not undone: the latest word on each check in each round."""

    words: Mapping[tuple[int, str], Mark] = field(default_factory=dict)
    comments: Mapping[tuple[int, str], Mark] = field(default_factory=dict)
    finished: frozenset[int] = frozenset()  # rounds

    def on(self, check: str) -> Mark | None:
        """The word that counts on a check: who decides goes before the first marker."""
        return self.words.get((DECIDING, check)) or self.words.get((FIRST, check))

    def comment_on(self, check: str) -> str:
        for each in (DECIDING, FIRST, SECOND):
            found = self.comments.get((each, check))
            if found is not None:
                return found.comment
        return ""

    def points(self, round_: int, check: str, otherwise: float) -> float:
        """What a round gives a check; the rule's points where it says nothing."""
        mark = self.words.get((round_, check))
        overrides = mark is not None and mark.did == "override" and mark.after is not None
        return mark.after if overrides and mark and mark.after is not None else otherwise

    def differ(self, checks: Mapping[str, float]) -> list[str]:
        """The checks on which two markers differ and nobody has decided; `checks` have rule points."""
        return [
            name
            for name, points in checks.items()
            if self.points(FIRST, name, points) != self.points(SECOND, name, points)
            and (DECIDING, name) not in self.words
        ]


def standing(marks: Iterable[Mark]) -> Standing:
    """Fold marks in the order in which they were made."""
    every = list(marks)
    undone = {each.undoes_id for each in every if each.undoes_id is not None}
    words: dict[tuple[int, str], Mark] = {}
    comments: dict[tuple[int, str], Mark] = {}
    finished: set[int] = set()
    for each in every:
        if each.id in undone or each.did == "undo":
            continue
        if each.did in ON_A_CHECK:
            words[each.round, each.check] = each
        if each.comment:
            comments[each.round, each.check] = each
        if each.did == "done":
            finished.add(each.round)
        if each.did == "reopen":
            finished.discard(each.round)
    return Standing(words, comments, frozenset(finished))


def overrulings(of: Standing, checks: Iterable[str]) -> dict[str, Overruling]:
    """What people's words make of the checks: those that a rule keeps are not in it."""
    found = {}
    for name in checks:
        mark = of.on(name)
        if mark is not None and mark.did == "override" and mark.after is not None:
            found[name] = Overruling(points=mark.after, because=mark.reason or BY_A_PERSON)
    return found


def stale(of: Standing, rubric: Rubric) -> list[str]:
    """Checks that have changed since a person gave them other points."""
    if not of.words:
        return []
    every: tuple[Check | Penalty, ...] = (*rubric.checks, *rubric.penalties)
    digests = {each.id: digest_of(each) for each in every}
    return [
        check
        for check in dict.fromkeys(name for _, name in of.words)
        if (mark := of.on(check)) is not None
        and mark.did == "override"
        and digests.get(check) != mark.check_digest
    ]


def digest_of(check: Check | Penalty) -> str:
    """It changes with every word of a check."""
    return hashlib.sha256(check.model_dump_json().encode()).hexdigest()[:16]


def state(of: Standing, markers: int, checks: Mapping[str, float], *, has_reasons: bool) -> str:
    """Where a submission is: waiting, open, second, adjudicate or done."""
    if FIRST not in of.finished:
        return "waiting" if has_reasons else "open"
    if markers == 1 or DECIDING in of.finished:
        return "done"
    if SECOND not in of.finished:
        return "second"
    return "adjudicate" if of.differ(checks) else "done"

"""A move that a rule proposes, and what a question about a check is worth at this moment."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from grader.interview.log import Move, Rung
from grader.interview.standing import Standing
from grader.rubric import Check, Level

# What a check of some level is worth asking of somebody who is interviewed at a target level (assumptions).
EXPECTED: dict[Level, dict[Level, float]] = {
    "junior": {"junior": 1.0, "senior": 0.45, "staff": 0.1},
    "senior": {"junior": 0.9, "senior": 1.0, "staff": 0.5},
    "staff": {"junior": 0.6, "senior": 1.0, "staff": 1.0},
}
NOT_BEGUN = 0.5  # of the doubt, in the second half of a stage in which nothing was written yet
ASKED_AGAIN = 0.35  # of the doubt, after each question about it
EARNED = 0.99
PATIENCE = 25.0  # seconds of silence before an unasked question
APART = 45.0  # seconds between two unasked questions


@dataclass(frozen=True, slots=True)
class Proposal:
    """`move` is None where the rule would rather keep silent. `check` is graded again before it is asked."""

    value: float
    move: Move | None
    check: str = ""


Propose = Callable[[Standing], Iterator[Proposal]]


@dataclass(frozen=True, slots=True)
class PolicyRule:
    """One rule: its name, as every move of it says, and what it proposes."""

    name: str
    propose: Propose


def doubt(standing: Standing, check: Check) -> float:
    """How unsure it is whether the candidate could earn this check, from 0 to 1."""
    share = standing.share(check.id)
    if share >= EARNED:
        return 0.0
    asked = [each for each in standing.asked.get(check.id, ()) if each != "hint"]
    stage = standing.stage_of(check)
    spoken = stage == "deep-dives"  # many a deep dive is never written down
    begun = spoken or standing.has_worked_on(stage) or standing.stage.name != stage
    early = standing.left_in_stage > NOT_BEGUN  # who has just begun is not asked what is missing
    return (1 - share) * ASKED_AGAIN ** len(asked) * (1.0 if begun else 0.0 if early else NOT_BEGUN)


def worth(standing: Standing, check: Check) -> float:
    """Weight × uncertainty × level × time left, in points; 0 for what cannot be asked now."""
    if not standing.is_open(check) or standing.stage.name in ("clarify", "wrap-up"):
        return 0.0
    lacks = [name for name in check.needs if standing.share(name) == 0]
    if lacks:
        return 0.0
    expected = EXPECTED[standing.setting.level][check.level]
    changed = standing.script.change if standing.has_changed else None
    again = 1.5 if changed is not None and check.id in changed.checks else 1.0
    return check.points * doubt(standing, check) * expected * _time(standing, check) * again


def _time(standing: Standing, check: Check) -> float:
    """A question about this stage or the one before it fits; the deep dives may go back to the drawing."""
    names = [each.name for each in standing.setting.stages]
    behind = names.index(standing.stage.name) - names.index(standing.stage_of(check))
    if standing.stage.name == "deep-dives" and standing.stage_of(check) == "drawing":
        behind = 0
    return 1.0 if behind == 0 else 0.7 if behind == 1 else 0.4


def may_ask(standing: Standing) -> bool:
    """Whether a question of ours fits now: after an answer, or into a silence."""
    if standing.stage.name == "clarify":
        return False
    heard = standing.unanswered
    if heard is not None:
        return not heard.asks
    return (
        not is_waiting(standing) and standing.silence >= PATIENCE and standing.since_move >= APART
    )


def is_waiting(standing: Standing) -> bool:
    """Whether a question of ours stands unanswered."""
    last = standing.moves[-1] if standing.moves else None
    asked = last is not None and (bool(last.rung) or last.rule == "change a requirement")
    return asked and not _has_answered(standing)


def _has_answered(standing: Standing) -> bool:
    """Whether the candidate has said or drawn anything since the last question."""
    last = standing.moves[-1].at if standing.moves else 0.0
    return any(each.kind in ("said", "drew") and each.at > last for each in standing.log)


def move(  # noqa: PLR0913 - the parts of a move, each by its name
    standing: Standing,
    rule: str,
    text: str,
    because: str,
    *,
    check: str = "",
    rung: Rung = "",
    facts: tuple[str, ...] = (),
) -> Move:
    return Move(
        at=standing.at,
        rule=rule,
        text="\n\n".join(" ".join(each.split()) for each in text.split("\n\n")),
        because=because,
        phase=standing.stage.name,
        check=check,
        rung=rung,
        facts=facts,
    )


def first_sentence(text: str) -> str:
    """The first sentence of a verdict; numbers keep their points."""
    cut = text.find(". ")
    return text if cut < 0 else text[: cut + 1]

"""Questions of the interviewer's own: what is weakest in this answer, found by running and reading it."""

from collections.abc import Iterator

from grader.interview.log import Move, Rung
from grader.interview.policy.proposal import (
    EARNED,
    Proposal,
    first_sentence,
    may_ask,
    move,
    worth,
)
from grader.interview.policy.replies import hints_given, most_open
from grader.interview.script import spoken
from grader.interview.standing import Standing
from grader.rubric import Check
from grader.rule import DrawingRule

QUANTITIES = frozenset(
    {
        "estimate_within",
        "quantity_promised",
        "ratio_stated",
        "keyspace_holds",
        "cache_pays",
        "thresholds_named",
        "number_said",
        "headroom",
    }
)
SINGLE = frozenset({"no_single_point_of_failure", "survives_fault"})
PROMISES = frozenset({"promise_kept", "cost_within_budget"})
LEAST = 0.35  # points; what is worth less is not asked
STUCK = 75.0  # seconds of silence
STUCK_AGAIN = 100.0  # between two nudges
MOST_ALTERNATIVES = 3
FREE_QUESTIONS = (
    "What would you have to know before you can draw anything?",
    "Ask me something: which number would change your design most?",
)
BEGIN_SOMEWHERE = (
    "Say aloud what you are thinking. What would you put down first under {}?",
    "{} is still empty. A rough first line is better than none; what would it be?",
)


def press_on_a_contradiction(standing: Standing) -> Iterator[Proposal]:
    """Two parts of the answer that cannot both hold, each in the candidate's own words."""
    if not may_ask(standing):
        return
    pressed = {each.check for each in standing.moves if each.rule == "press on a contradiction"}
    undrawn = {
        each.id
        for each in standing.exercise.rubric.penalties
        if isinstance(each.rule, DrawingRule) and not standing.has_worked_on("drawing")
    }
    for name, because in standing.clashes.items():
        if name not in pressed | undrawn:
            said = f"Two things that I cannot bring together. {because} Which of the two do you change?"
            why = f"Two parts of the answer contradicted each other. {because}"
            yield Proposal(9, move(standing, "press on a contradiction", said, why, check=name))


def probe_a_single_loss(standing: Standing) -> Iterator[Proposal]:
    for check in _askable(standing, SINGLE):
        found = standing.found.get(check.id)
        if found is None or not standing.has_worked_on("drawing"):
            continue
        said = f"I ran what you have drawn. {first_sentence(found.because)} Is that what you want, or is there another way?"
        why = f"The run of your drawing found it: {first_sentence(found.because)}"
        yield _about(standing, check, "probe a single loss", said, why, times=1.5)


def show_a_broken_promise(standing: Standing) -> Iterator[Proposal]:
    for check in _askable(standing, PROMISES):
        found = standing.found.get(check.id)
        if found is None or not standing.has_worked_on("drawing"):
            continue
        said = f"I ran what you have drawn at its peak. {first_sentence(found.because)} What do you do?"
        why = f"The run of your drawing broke a promise: {first_sentence(found.because)}"
        yield _about(standing, check, "show a broken promise", said, why, times=1.4)


def ask_to_quantify(standing: Standing) -> Iterator[Proposal]:
    for check in _askable(standing, QUANTITIES):
        said = _first_question(standing, check)
        why = f"A number was missing, or it did not hold. {_came_to(standing, check)}"
        yield _about(standing, check, "ask to quantify", said, why, times=1.2)


def ask_what_is_missing(standing: Standing) -> Iterator[Proposal]:
    if not may_ask(standing):
        return
    for check in standing.exercise.rubric.checks:
        if check.rule.kind in QUANTITIES | SINGLE | PROMISES or standing.asked.get(check.id):
            continue
        if worth(standing, check) >= LEAST:
            said = _first_question(standing, check)
            why = f"It was not in your answer yet. {_came_to(standing, check)}"
            yield _about(standing, check, "ask what is missing", said, why)


def go_deeper(standing: Standing) -> Iterator[Proposal]:
    """Once more about what is at stake, when the first answer was not enough."""
    check, heard = standing.at_stake, standing.unanswered
    if check is None or heard is None or heard.asks or standing.share(check.id) >= EARNED:
        return
    asked = standing.asked.get(check.id, ())
    if "deeper" in asked:
        return
    follow_up = standing.script.follow_ups.get(check.id)
    if follow_up is None:
        return
    said = spoken(follow_up.deeper, standing.contract)
    why = f"The first answer left it open. {_came_to(standing, check)}"
    yield Proposal(
        3 + 1.6 * check.points * (1 - standing.share(check.id)),
        move(standing, "go deeper", said, why, check=check.id, rung="deeper"),
    )


def ask_for_the_alternative(standing: Standing) -> Iterator[Proposal]:
    """What is right may be a habit: whoever chose knows what else there was, and its price."""
    rule = "ask for the alternative"
    if not may_ask(standing) or standing.used(rule) >= MOST_ALTERNATIVES:
        return
    stake = standing.at_stake
    for check in standing.exercise.rubric.checks:
        follow_up = standing.script.follow_ups.get(check.id)
        earned = standing.share(check.id) >= EARNED and standing.is_open(check)
        if follow_up is None or not follow_up.alternative or not earned:
            continue
        if "alternative" in standing.asked.get(check.id, ()):
            continue
        said = spoken(follow_up.alternative, standing.contract)
        why = "The answer was right; I wanted to know whether it was a choice."
        here = 2.5 if check == stake else 0.9
        times = 0.5 if standing.setting.level == "junior" else 1.0
        yield Proposal(
            here * times, move(standing, rule, said, why, check=check.id, rung="alternative")
        )


def nudge(standing: Standing) -> Iterator[Proposal]:
    """Into a long silence: where to look, never what to write."""
    rule, stage = "nudge", standing.stage
    last = max((each.at for each in standing.moves if each.rule == rule), default=-STUCK_AGAIN)
    if standing.silence < STUCK or standing.at - last < STUCK_AGAIN or standing.unanswered:
        return
    value = 1.0 if may_ask(standing) else 4.0  # a question is better than a nudge
    if stage.name == "clarify":
        said = FREE_QUESTIONS[standing.used(rule) % len(FREE_QUESTIONS)]
        yield Proposal(
            value, move(standing, rule, said, "You were silent; questions are free here.")
        )
        return
    if stage.name == "wrap-up":
        return
    stake = standing.at_stake
    open_stake = stake is not None and standing.share(stake.id) < EARNED
    check = stake if open_stake else None
    if check is None or hints_given(standing, check):
        if not standing.has_worked_on(stage.name) and stage.name != "deep-dives":
            said = BEGIN_SOMEWHERE[standing.used(rule) % len(BEGIN_SOMEWHERE)].format(stage.title)
            why = f"Nothing stood under {stage.title} yet."
            yield Proposal(value, move(standing, rule, said, why))
            return
        check = most_open(standing)
    if check is not None:
        said = check.hints[min(hints_given(standing, check), 1)]
        why = f"You were silent for {standing.silence:.0f} seconds; I said where to look."
        made = move(standing, rule, said, why, check=check.id, rung="hint")
        yield Proposal(value, made, check.id)


def open_questions(standing: Standing) -> tuple[Move, ...]:
    """The first or the deeper question about each open check, those worth most first."""
    checks = [each for each in standing.exercise.rubric.checks if worth(standing, each) > 0]
    checks.sort(key=lambda each: -worth(standing, each))
    found = []
    for check in checks:
        follow_up = standing.script.follow_ups.get(check.id)
        asked = standing.asked.get(check.id, ())
        deeper = follow_up is not None and "first" in asked
        said = (
            spoken(follow_up.deeper, standing.contract)
            if follow_up is not None and deeper
            else _first_question(standing, check)
        )
        why = f"Open: {_came_to(standing, check)}"
        rung: Rung = "deeper" if deeper else "first"
        found.append(move(standing, "ask what is missing", said, why, check=check.id, rung=rung))
    return tuple(found)


def _askable(standing: Standing, kinds: frozenset[str]) -> Iterator[Check]:
    """Checks of some rule kinds that were not asked about and are worth a question now."""
    if not may_ask(standing):
        return
    for check in standing.exercise.rubric.checks:
        fresh = check.rule.kind in kinds and not standing.asked.get(check.id)
        if fresh and worth(standing, check) >= LEAST:
            yield check


def _about(  # noqa: PLR0913 - a question, with what it is about and worth
    standing: Standing, check: Check, rule: str, said: str, why: str, *, times: float = 1.0
) -> Proposal:
    made = move(standing, rule, said, why, check=check.id, rung="first")
    return Proposal(times * worth(standing, check), made, check.id)


def _first_question(standing: Standing, check: Check) -> str:
    follow_up = standing.script.follow_ups.get(check.id)
    return spoken(follow_up.first, standing.contract) if follow_up else check.hints[1]


def _came_to(standing: Standing, check: Check) -> str:
    found = standing.found.get(check.id)
    return first_sentence(found.because) if found else ""

"""Quick fire: one number after the other, each with other givens, judged at once by the rules of the rubric.

The numbers are those that the exercise asks for and a formula makes. One given of each is changed, so that nobody
answers from memory; the seed chooses which, and by how much.
"""

import hashlib
import re

from capacity.contract import Contract, Given
from capacity.frozen import Frozen
from grader.answer import Answer, Estimate
from grader.bank import Exercise
from grader.grade import digest, judged
from grader.interview.formats import Setting
from grader.interview.log import Found, Graded, Log, Move, Said
from grader.report import CheckReport, PhaseReport, Reached, Report
from grader.rubric import LEVELS, Check
from grader.rules.estimate_within import EstimateWithin
from grader.submission import Submission
from grader.verdict import Verdict

ROUNDS = 6
TIMES = (0.2, 0.5, 2.0, 3.0, 5.0, 20.0)  # a given becomes so many times what it was
LEADING = re.compile(r"^(?P<number>\d+(?:\.\d+)?)(?P<rest>.*)$")


class Round(Frozen):
    """One number: what is asked, under which contract, and the check that judges it."""

    number: int
    check: str
    title: str
    question: str
    contract: Contract
    estimate: str


def rounds(exercise: Exercise, seed: int) -> tuple[Round, ...]:
    """The numbers of one interview, in the order in which they are asked."""
    checks = [each for each in exercise.rubric.checks if _can_be_asked(exercise, each)]
    found = []
    for number in range(1, ROUNDS + 1):
        if not checks:
            break
        turn = (number - 1) // len(checks)
        check = checks[(number - 1 + seed * (turn + 1)) % len(checks)]
        found.append(_round(exercise, check, number, seed))
    return tuple(found)


def next_question(exercise: Exercise, setting: Setting, log: Log, at: float) -> Log:
    """The record with the next number asked, the last answer judged, or the end."""
    asked = [each for each in log if isinstance(each, Move)]
    if any(each.rule == "end" for each in asked):
        return log
    heard = log[-1] if log and isinstance(log[-1], Said | Graded) else None
    if at >= setting.seconds:
        return (
            *log,
            _move(at, "end", "That is our time. Here is what it came to.", "The time was over."),
        )
    if asked and heard is None:
        return log
    all_rounds = rounds(exercise, setting.seed)
    done = sum(each.rule == "ask a number" for each in asked)
    judged_now = _because(log) if asked else ""
    if done == len(all_rounds):
        said = f"{judged_now} That was the last one."
        return (*log, _move(at, "end", said.strip(), "Every number was asked."))
    this = all_rounds[done]
    opening = (
        ""
        if asked
        else "One number after the other. Answer each with its unit; say how you found it if you like."
    )
    return (
        *log,
        _move(
            at,
            "ask a number",
            "\n\n".join(filter(None, (opening, judged_now, this.question))),
            f"Number {this.number} of {len(all_rounds)}, with other givens than the brief's.",
            check=this.check,
        ),
    )


def judge(exercise: Exercise, setting: Setting, log: Log, at: float) -> Log:
    """The record with the answer to the last question judged."""
    asked = [each for each in log if isinstance(each, Move) and each.rule == "ask a number"]
    last = log[-1]
    if not asked or not isinstance(last, Said):
        return log
    this = rounds(exercise, setting.seed)[len(asked) - 1]
    verdict = verdict_on(exercise, this, last.text)
    found = Found(share=verdict.share, because=verdict.because)
    return (*log, Graded(at=at, checks={f"{this.check}-{this.number}": found}))


def verdict_on(exercise: Exercise, this: Round, text: str) -> Verdict:
    """What the rule of the rubric says about one answer, under the contract of its round."""
    changed = exercise.model_copy(update={"contract": this.contract})
    value, _, working = text.partition("because")
    answer = Answer(
        estimates=(
            Estimate(name=this.estimate, value=value.strip(" .,;"), working=working.strip()),
        )
    )
    submission = Submission(changed, exercise.lexicon, exercise.rubric.signs, answer)
    return judged(_check(exercise, this).rule, submission)


def report(exercise: Exercise, setting: Setting, log: Log) -> Report:
    """The share of the numbers that were right, in percent; a number that was not reached earned nothing."""
    shares: dict[str, Found] = {}
    for each in log:
        if isinstance(each, Graded):
            shares.update(each.checks)
    lines = tuple(_line(exercise, each, shares) for each in rounds(exercise, setting.seed))
    most = sum(each.max for each in lines)
    score = round(100 * sum(each.points for each in lines) / most, 1) if most else 0.0
    right = sum(each.points == each.max for each in lines)
    reached: Reached = "none"
    for level in LEVELS:
        if score >= exercise.rubric.levels[level].score:
            reached = level
    return Report(
        exercise=exercise.slug,
        rubric_digest=exercise.rubric_digest,
        answer_digest=digest(Answer()),
        score=score,
        level=reached,
        headline=f"{right} of {len(lines)} numbers were right.",
        bars={level: bar.score for level, bar in exercise.rubric.levels.items()},
        phases=(PhaseReport(id="estimates", title="Estimates", points=sum(e.points for e in lines), max=most),),
        checks=lines,
        penalties=(),
        caps=(),
        needs_person=(),
    )  # fmt: skip


def _line(exercise: Exercise, this: Round, shares: dict[str, Found]) -> CheckReport:
    check = _check(exercise, this)
    name = f"{this.check}-{this.number}"
    found = shares.get(name, Found(share=0.0, because="It was not reached, or not answered."))
    would = verdict_on(exercise, this, "").would_earn if found.share < 1 else ""
    return CheckReport(
        id=name,
        phase="estimates",
        title=this.title,
        points=round(found.share, 2),
        max=1.0,
        verdict="met" if found.share == 1 else "partly" if found.share else "missed",
        because=found.because,
        evidence=(),
        level=check.level,
        hints=check.hints,
        book=check.book,
        would_earn=would,
        raised="after follow-up",
    )


def _check(exercise: Exercise, this: Round) -> Check:
    return next(each for each in exercise.rubric.checks if each.id == this.check)


def _because(log: Log) -> str:
    """What the last answer came to, in a sentence."""
    last = log[-1]
    if not isinstance(last, Graded):
        return ""
    found = next(iter(last.checks.values()))
    return found.because.split(". ")[0].rstrip(".") + "."


def _can_be_asked(exercise: Exercise, check: Check) -> bool:
    """Whether a formula makes the number from givens; where a factor is free, any sensible one will do."""
    if (
        not isinstance(check.rule, EstimateWithin)
        or check.rule.name not in exercise.rubric.signs.numbers
    ):
        return False
    return bool(_givens(exercise, check.rule.name))


def _givens(exercise: Exercise, name: str) -> tuple[Given, ...]:
    """The givens that a number follows from, through the numbers before it."""
    numbers = exercise.rubric.signs.numbers
    known = {each.name: each for each in exercise.contract.givens}
    found: dict[str, Given] = {}
    for source in numbers[name].inputs.values():
        if isinstance(source, str) and source in numbers:
            found.update({each.name: each for each in _givens(exercise, source)})
        elif isinstance(source, str) and source in known:
            found[source] = known[source]
    return tuple(found.values())


def _round(exercise: Exercise, check: Check, number: int, seed: int) -> Round:
    rule = check.rule
    assert isinstance(rule, EstimateWithin)  # noqa: S101 - see _can_be_asked
    chance = hashlib.sha256(f"{seed}:{number}:{check.id}".encode()).digest()
    givens = [each for each in _givens(exercise, rule.name) if LEADING.match(each.value)]
    free_to_change = [each for each in givens if "year" not in each.value] or givens
    changed = free_to_change[chance[0] % len(free_to_change)]  # 'after five years' stays five years
    value = _times(changed.value, TIMES[chance[1] % len(TIMES)])
    made = exercise.contract.model_dump()
    made["givens"] = [
        {**each, "value": value} if each["name"] == changed.name else each
        for each in made["givens"]
    ]
    contract = Contract.model_validate(made)
    asked = next(each for each in exercise.estimates if each.name == rule.name)
    said = "; ".join(
        f"{each.label or each.name}: {contract_value(contract, each.name)}" for each in givens
    )
    free = f" ({asked.hint})" if "factor" in asked.hint else ""
    return Round(
        number=number,
        check=check.id,
        title=asked.label,
        question=f"{asked.label}{free}? {said}.",
        contract=contract,
        estimate=rule.name,
    )


def contract_value(contract: Contract, name: str) -> str:
    """A given as it is written."""
    return next(each.value for each in contract.givens if each.name == name)


def _times(value: str, factor: float) -> str:
    found = LEADING.match(value)
    return f"{float(found['number']) * factor:g}{found['rest']}" if found else value


def _move(at: float, rule: str, text: str, because: str, *, check: str = "") -> Move:
    return Move(
        at=at,
        rule=rule,
        text=text,
        because=because,
        phase="estimates",
        check=check,
    )

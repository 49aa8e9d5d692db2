"""What a change of the contract breaks in a drawing that kept its promises before."""

from capacity.contract import Contract
from grader.answer import Answer
from grader.bank import Exercise
from grader.grade import judged
from grader.rule import RunRule
from grader.submission import Submission


def broken_by(exercise: Exercise, contract: Contract, answer: Answer) -> tuple[str, ...]:
    """For each check over the running drawing that comes to less than before, the first sentence of why."""
    if not answer.architecture.components:
        return ()
    before = _submission(exercise, answer)
    after = _submission(exercise.model_copy(update={"contract": contract}), answer)
    found: list[str] = []
    for check in exercise.rubric.checks:
        if isinstance(check.rule, RunRule):
            now = judged(check.rule, after)
            if now.counts and now.share < judged(check.rule, before).share:
                found.append(now.because.split(". ")[0].rstrip(".") + ".")
    return tuple(found)


def _submission(exercise: Exercise, answer: Answer) -> Submission:
    return Submission(exercise, exercise.lexicon, exercise.rubric.signs, answer)

"""What a change of the contract breaks in a drawing that kept its promises before."""

from capacity.contract import Contract
from capacity.frozen import Frozen
from grader.answer import Answer
from grader.bank import Exercise
from grader.grade import judged
from grader.rule import RunRule
from grader.submission import Submission


class Broken(Frozen):
    """One promise that does not hold any more: why, and the boxes it is about."""

    check: str
    sentence: str
    at: tuple[str, ...]


def breaks(exercise: Exercise, contract: Contract, answer: Answer) -> tuple[Broken, ...]:
    """The checks over the running drawing that come to less than before, in the order of the rubric."""
    if not answer.architecture.components:
        return ()
    before = _submission(exercise, answer)
    after = _submission(exercise.model_copy(update={"contract": contract}), answer)
    found: list[Broken] = []
    for check in exercise.rubric.checks:
        if isinstance(check.rule, RunRule):
            now = judged(check.rule, after)
            if now.counts and now.share < judged(check.rule, before).share:
                sentence = now.because.split(". ")[0].rstrip(".") + "."
                at = tuple(each.at for each in now.evidence if each.section == "architecture")
                found.append(Broken(check=check.id, sentence=sentence, at=at))
    return tuple(found)


def _submission(exercise: Exercise, answer: Answer) -> Submission:
    return Submission(exercise, exercise.lexicon, exercise.rubric.signs, answer)

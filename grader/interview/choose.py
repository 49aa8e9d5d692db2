"""The next move: what the rules propose, weighed, and the best of it made."""

import hashlib

from grader.bank import Exercise
from grader.interview.formats import Setting
from grader.interview.hearing import look_again, opened
from grader.interview.log import Graded, Log, Move
from grader.interview.policy import RULES
from grader.interview.policy.probes import open_questions
from grader.interview.policy.proposal import EARNED, Proposal
from grader.interview.quick_fire import next_question
from grader.interview.standing import Standing
from grader.submission import Submission

SWAY = 0.1  # how far the seed moves a value up or down, so that two interviews are not one
LATELY = 3  # moves within which nothing is said again in the same words
SHORT_WORDS = {"Go on.", "Thank you."}
MOST_LOOKS = 4  # checks that are graded again before one is asked about


def next_move(exercise: Exercise, setting: Setting, log: Log, at: float) -> Log:
    """The record with the interviewer's next move, or as it is where silence is best.

    A check is graded again just before it is asked about: what was said meanwhile may have earned it.
    """
    if setting.form.kind == "quick fire":
        return next_question(exercise, setting, log, at)
    submission: Submission | None = None  # the answer stays the same from look to look
    for _look in range(MOST_LOOKS):
        standing = Standing(exercise, setting, log, at)
        best = max(_weighed(standing), key=lambda each: each[0], default=None)
        if best is None or best[1].move is None:
            return log
        proposal = best[1]
        check = standing.checks.get(proposal.check)
        if check is not None and _said_since(log, check.id):
            submission = submission or opened(exercise, log)
            looked = look_again(exercise, log, at, check, submission)
            if looked != log:
                log = looked
                if Standing(exercise, setting, log, at).share(check.id) >= EARNED:
                    continue
        return (*log, proposal.move) if proposal.move else log
    return log


def options(exercise: Exercise, setting: Setting, log: Log, at: float) -> tuple[Move, ...]:
    """Everything that could be said now, the best first: what a person who interviews chooses from.

    After what the rules would say come questions about whatever is open, also where the rules would wait.
    """
    if setting.form.kind == "quick fire":
        return ()
    standing = Standing(exercise, setting, log, at)
    weighed = sorted(_weighed(standing), key=lambda each: -each[0])
    moves = [proposal.move for _value, proposal in weighed if proposal.move is not None]
    return (*moves, *open_questions(standing))


def is_over(setting: Setting, log: Log, at: float) -> bool:
    """Whether the interview has ended."""
    return at >= setting.seconds or any(
        isinstance(each, Move) and each.rule == "end" for each in log
    )


def _weighed(standing: Standing) -> list[tuple[float, Proposal]]:
    lately = {each.text for each in standing.moves[-LATELY:]} - SHORT_WORDS
    return [
        (proposal.value * _sway(standing, proposal), proposal)
        for rule in RULES
        for proposal in rule.propose(standing)
        if proposal.move is None or proposal.move.text not in lately
    ]


def _sway(standing: Standing, proposal: Proposal) -> float:
    """Between 1 − SWAY and 1 + SWAY, from the seed and what is proposed alone."""
    made = proposal.move
    what = f"{standing.setting.seed}:{len(standing.moves)}:{made.rule if made else ''}:{proposal.check}"
    first = hashlib.sha256(what.encode()).digest()[0]
    return 1 + SWAY * (first / 127.5 - 1)


def _said_since(log: Log, check: str) -> bool:
    """Whether anything was said since the check was last graded."""
    for each in reversed(log):
        if isinstance(each, Graded) and (check in each.checks or each.clashes is not None):
            return False
        if each.kind == "said":
            return True
    return False

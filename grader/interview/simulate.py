"""A whole interview with a scripted candidate, on a clock of its own: for authors, and for tests.

The clock goes in steps of five seconds. Each step: what the candidate's script says for this moment, then a reply
that has become due, then the interviewer. Nothing is drawn by lot, so the same script gives the same transcript.
"""

from typing import Any

from grader.bank import Exercise
from grader.grade import grade
from grader.interview.candidates import Act, Candidate, stored_answer
from grader.interview.choose import is_over, next_move
from grader.interview.formats import Setting
from grader.interview.hearing import answer_of, drew, graded, said
from grader.interview.log import Log, Move
from grader.interview.quick_fire import report as quick_report
from grader.report import Report

STEP = 5.0  # seconds


def simulate(exercise: Exercise, candidate: Candidate, seed: int = 0) -> tuple[Setting, Log]:
    """The record of the interview that this candidate sits."""
    setting = Setting(
        exercise=exercise.slug, format=candidate.format, level=candidate.level, seed=seed
    )
    sitting = _Sitting(exercise, setting, candidate)
    at = 0.0
    while not is_over(setting, sitting.log, at):
        sitting.step(at)
        at += STEP
    sitting.log = next_move(exercise, setting, sitting.log, setting.seconds)
    return setting, finished(exercise, setting, sitting.log)


def finished(exercise: Exercise, setting: Setting, log: Log) -> Log:
    """The record once more graded as a whole, as it is when the time is over."""
    return graded(exercise, setting, log, min(setting.seconds, log[-1].at if log else 0.0))


def verdict(exercise: Exercise, setting: Setting, log: Log) -> Report:
    """The grade of an interview, with who raised what first.

    After a change of requirements numbers may have been reckoned anew: then the contract counts under
    which the answer is worth more.
    """
    if setting.form.kind == "quick fire":
        return quick_report(exercise, setting, log)
    answer = answer_of(log)
    report = grade(exercise, answer)
    change = exercise.interview.change if exercise.interview else None
    if change is None or not any(
        isinstance(each, Move) and each.rule == "change a requirement" for each in log
    ):
        return report
    changed = exercise.model_copy(update={"contract": change.of(exercise.contract)})
    again = grade(changed, answer)
    return again if again.score > report.score else report


class _Sitting:
    """A candidate at work."""

    def __init__(self, exercise: Exercise, setting: Setting, candidate: Candidate) -> None:
        self.exercise = exercise
        self.setting = setting
        self.candidate = candidate
        self.log: Log = ()
        self.ahead = sorted(candidate.does, key=lambda each: each.at)
        self.left = {name: list(acts) for name, acts in candidate.replies.items()}
        self.due: tuple[float, Act] | None = None
        self.sections: dict[str, Any] = {}

    def step(self, at: float) -> None:
        while self.ahead and self.ahead[0].at * 60 <= at:
            self.do(self.ahead.pop(0), at)
        if self.due and self.due[0] <= at:
            act, self.due = self.due[1], None
            self.do(act, at)
        before = len(self.log)
        self.log = next_move(self.exercise, self.setting, self.log, at)
        spoken = self.log[-1] if len(self.log) > before else None
        if isinstance(spoken, Move):
            self.due = self.reply(spoken, at)

    def do(self, act: Act, at: float) -> None:
        if act.draws:
            for section, name in act.draws.items():
                stored = stored_answer(self.exercise.slug, name or self.candidate.answer)
                self.sections[section] = stored.get(section)
            given = {name: each for name, each in self.sections.items() if each is not None}
            self.log = drew(self.exercise, self.setting, self.log, at, given)
        if act.says:
            self.log = said(self.exercise, self.setting, self.log, at, act.says)

    def reply(self, move: Move, at: float) -> tuple[float, Act] | None:
        """What the candidate will say to it, and when."""
        asked = move.check or move.rule
        wants_an_answer = bool(move.rung) or move.text.endswith("?")
        if self.left.get(asked):
            return at + self.candidate.takes, self.left[asked].pop(0)
        if wants_an_answer and self.candidate.otherwise and move.rule != "open":
            return at + self.candidate.takes, Act(says=self.candidate.otherwise)
        return None

"""Units hold throughout: no bits for bytes, no days for seconds, no rate where a size is asked.

Why it matters
    Unit slips are the commonest mistake in a capacity estimate and the largest: a factor of 8, of 1,000,
    of 86,400. Writing the unit at each number is how one finds them.

In a rubric
    rule: {kind: estimate_units, at_least: 4}
"""

from typing import Literal

from capacity.equation.holds import findings
from grader.numbers import Number
from grader.reference import from_brief, from_own_numbers, guessed, slip_of_units
from grader.rule import RuleKind
from grader.sentences import some
from grader.submission import Submission
from grader.verdict import Verdict, met, missed, partly
from grader.working import working_of

ASTRAY = 1.5  # a factor by which mixed units have led somewhere else
A_SLIP = 7.0  # a factor from which a slip of units is looked for


class EstimateUnits(RuleKind):
    kind: Literal["estimate_units"] = "estimate_units"
    at_least: int = 4  # numbers that must be there to judge at all

    def check(self, submission: Submission) -> Verdict:
        numbers = {name: each for name, each in submission.numbers.items() if not each.unread}
        slips: list[tuple[Number, str]] = []
        for name, number in numbers.items():
            label = submission.label_of(name)
            if number.value is None:
                slips.append((number, f"{label} {number.written}: {number.problem}"))
                continue
            guess = self._slip(submission, name, number.value)
            if guess:
                slips.append((number, f"{label} {number.written}:{guessed(guess)}"))
                continue
            mixed = self._mixed(submission, name, number)
            if mixed:
                slips.append((number, f"{label}: {mixed}"))
        if slips:
            return missed(
                " ".join(each.rstrip(".") + "." for _number, each in slips[:3]),
                *(number.evidence for number, _each in slips),
                would_earn="Write the unit at every step and let it cancel.",
            )
        evidence = [each.evidence for each in numbers.values()]
        if len(numbers) < self.at_least:
            because = f"{some(len(numbers), 'number')}: too few to show that units hold."
            would_earn = f"{self.at_least} numbers, each with its unit."
            if numbers:
                return partly(
                    len(numbers) / self.at_least / 2, because, *evidence, would_earn=would_earn
                )
            return missed("There are no numbers.", would_earn=would_earn)
        return met(f"{some(len(numbers), 'number')}, and the units hold in each.", *evidence)

    def _mixed(self, submission: Submission, name: str, number: Number) -> str:
        """What is wrong with the units of the sums beside a number that they led astray."""
        if name not in submission.signs.numbers or number.value is None:
            return ""
        if 1 / ASTRAY < from_brief(submission, name).distance(number.value) < ASTRAY:
            return ""  # a way of writing; the rule over the number itself remarks on it
        wrong = findings(working_of(submission, number).equations)
        return next((each.sentence for each in wrong if each.keys == ("units",)), "")

    def _slip(self, submission: Submission, name: str, value: float) -> str:
        """What was confused, when a number is off from the brief and from the learner's own numbers."""
        if name not in submission.signs.numbers or value <= 0:
            return ""
        brief = from_brief(submission, name).distance(value)
        own = from_own_numbers(submission, name).distance(value)
        off = min((brief, own), key=lambda each: max(each, 1 / each))
        if max(off, 1 / off) < A_SLIP:
            return ""
        return slip_of_units(submission, name, off)

"""An estimate is right from the brief, or at least follows from the learner's own earlier numbers.

Why it matters
    A capacity estimate guides a choice of design, and designs change about every factor of ten. A slip
    early on should cost once: what follows from it by right steps is credited as that.

The reference is a formula of the book at the numbers of the brief (see `signs.numbers`). Where the
working holds a sum, inputs, arithmetic and conclusion are judged apart: a sum that is set up right and
mistaken in its result, and a right sum from another plausible input, earn a part.

In a rubric
    rule: {kind: estimate_within, name: read_rate, within: 0.1}
"""

from typing import Literal

from grader.numbers import Number, could_not_read
from grader.reference import Reference, explained, from_brief, from_own_numbers, guessed
from grader.rule import RuleKind
from grader.sentences import listed
from grader.submission import Submission
from grader.verdict import Verdict, met, missed, partly
from grader.working import Working, corrected, evidence_of, working_of

FOLLOWS = 0.5  # the share of a right step from a wrong number
FAR = 30.0  # from a number this far off, a right step no longer leads to a design
SAME_SIZE = 3.0  # a factor within which a design would be the same


class EstimateWithin(RuleKind):
    kind: Literal["estimate_within"] = "estimate_within"
    name: str
    within: float = 0.1  # of the reference, on either side
    near: float = 0.3  # the share of a value of the right order of magnitude

    def numbers(self) -> tuple[str, ...]:
        return (self.name,)

    def check(self, submission: Submission) -> Verdict:
        label = submission.label_of(self.name)
        reference = from_brief(submission, self.name)
        expected = reference.in_words(submission.unit_of(self.name))
        number = submission.numbers.get(self.name)
        if number is None:
            return missed(
                f"{label}: no number was given.",
                would_earn=f"A number with its unit; from the brief it is {expected}.",
            )
        if number.unread:
            return could_not_read(number, label)
        if number.value is None:
            return missed(
                f"{label} {number.written}: {number.problem}",
                number.evidence,
                would_earn="Write a number with a unit, as in 3.9k/s or 3 TB.",
            )
        off = self._off(reference, number)
        right = self._is_close(off)
        working = working_of(submission, number, right=right)
        if right:
            slip = working.arithmetic.sentence
            remark = f" Look at the working again: {slip}" if slip else ""
            return met(
                f"{label} {number.written} is right: the brief makes it {expected}.{remark}",
                *(evidence_of(number, working) if slip else (number.evidence,)),
            )
        return self._from_own(submission, number, working, off)

    def _from_own(
        self, submission: Submission, number: Number, working: Working, off: float
    ) -> Verdict:
        """The verdict on a number that the brief does not make: it may follow from the learner's own."""
        label = submission.label_of(self.name)
        own = from_own_numbers(submission, self.name)
        if own.built_on and self._is_close(self._off(own, number)):
            earlier = [submission.numbers[name] for name in own.built_on]
            names = listed(submission.label_of(name).lower() for name in own.built_on)
            return partly(
                FOLLOWS if 1 / FAR < off < FAR else FOLLOWS / 2,
                f"{label} {number.written} is right from your own {names} ({listed(each.written for each in earlier)}); that is where the slip is.",
                number.evidence,
                *(each.evidence for each in earlier),
                would_earn=self._would_earn(submission),
            )
        return self._judged_apart(submission, number, working, off)

    def _judged_apart(
        self, submission: Submission, number: Number, working: Working, off: float
    ) -> Verdict:
        """The verdict on a number that follows from nothing: on its inputs, its arithmetic, its size."""
        label = submission.label_of(self.name)
        reference = from_brief(submission, self.name)
        expected = reference.in_words(submission.unit_of(self.name))
        because = (
            f"{label} {number.written}: the brief makes it {expected}, so this is {_times(off)}."
        )
        share, apart = self._apart(working, reference, off)
        guess = explained(submission, self.name, off)
        named = "Perhaps" in apart or working.inputs.word == "wrong"
        said = "" if named else guessed(guess)
        because = f"{because}{said}{apart}"
        at = evidence_of(number, working) if apart else (number.evidence,)
        if 1 / SAME_SIZE <= off <= SAME_SIZE and self.near:
            because += " The order of magnitude is right."
            share = max(share, self.near)
        would_earn = self._would_earn(submission)
        if share:
            return partly(share, because, *at, would_earn=would_earn)
        return missed(because, *at, would_earn=would_earn)

    def _apart(self, working: Working, reference: Reference, off: float) -> tuple[float, str]:
        """What the working earns by itself, and the sentences about it."""
        said = [each.sentence for each in (working.arithmetic, working.inputs) if each.sentence]
        sentence = "".join(f" {each}" for each in said)
        arithmetic, inputs = working.arithmetic.word, working.inputs.word
        leads = working.value is not None and self._is_close(reference.distance(working.value))
        if leads and arithmetic == "wrong" and 1 / FAR < off < FAR:
            return self.near, f"{sentence} The sum is set up right."
        if arithmetic == "right" and inputs == "wrong" and working.inputs.plausible:
            return FOLLOWS, f"{sentence} The arithmetic is right from there."
        if arithmetic == "right" and inputs == "wrong":
            return (
                0.0,
                f"{sentence} The arithmetic is right from there, and the number is of another size.",
            )
        return 0.0, sentence

    def _would_earn(self, submission: Submission) -> str:
        """The corrected line, with the learner's own numbers where they are right."""
        line = corrected(submission, self.name)
        if line:
            return f"{line}."
        expected = from_brief(submission, self.name).in_words(submission.unit_of(self.name))
        return f"{expected[:1].upper()}{expected[1:]} follows from the brief."

    def _is_close(self, off: float) -> bool:
        return 1 - self.within <= off <= 1 + self.within

    def _off(self, reference: Reference, number: Number) -> float:
        """How far off the best end of a range is."""
        ends = [each for each in (number.value, number.low, number.high) if each is not None]
        return min((reference.distance(each) for each in ends), key=lambda off: max(off, 1 / off))


def _times(off: float) -> str:
    if off >= 1.95:
        return f"{off:,.3g} times too large" if off < 1000 else f"{off:,.0f} times too large"
    if off <= 1 / 1.95:
        small = 1 / off
        return f"{small:,.3g} times too small" if small < 1000 else f"{small:,.0f} times too small"
    return f"{abs(off - 1):.0%} too {'large' if off > 1 else 'small'}".replace("%", " %")

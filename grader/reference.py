"""What a number should be: from the brief, and from the learner's own earlier numbers.

A learner who slips once carries the slip along. The two references tell a wrong number from a right
step that began at a wrong one.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

from capacity.estimate import slips_of
from capacity.formulary import FORMULAS
from capacity.slips import SLIPS, About, Slip, explain
from grader.numbers import compute, in_words
from grader.signs import Range
from grader.submission import Submission

FARTHEST = 1e12
UNIT_SLIPS = frozenset(each.key for each in SLIPS)
Span = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Reference:
    """The spans a value may lie in, in the asked unit, and the earlier numbers it was found from."""

    spans: tuple[Span, ...]
    built_on: tuple[str, ...] = ()

    def distance(self, value: float) -> float:
        """How many times too large (or, below 1, too small) a value is; 1 inside a span."""
        return min((_off(value, span) for span in self.spans), key=lambda off: max(off, 1 / off))

    def in_words(self, unit: str) -> str:
        """'about 3.86k requests/s', or the ends of a range."""
        low, high = self.spans[0]
        if high > low * 1.001:
            return f"{in_words(low, unit)} to {in_words(high, unit)}"
        return f"about {in_words(self.middle, unit)}"

    @property
    def middle(self) -> float:
        low, high = self.spans[0]
        return (low * high) ** 0.5 if low > 0 else high


def from_brief(submission: Submission, name: str) -> Reference:
    """The number as the brief's own givens make it."""
    return submission.signs.once(
        submission.exercise, ("reference", name), lambda: _reference(submission, name, own=False)
    )


def from_own_numbers(submission: Submission, name: str) -> Reference:
    """The number as it follows from what the learner wrote before, where that is readable."""
    signs = submission.signs
    earlier = tuple(
        (each, number.value)
        for each in signs.numbers[name].inputs.values()
        if isinstance(each, str) and (number := submission.numbers.get(each))
    )
    return signs.once(
        submission.exercise, ("own", name, earlier), lambda: _reference(submission, name, own=True)
    )


def guessed(guess: str) -> str:
    """A likely reason as a sentence of its own; nothing when there is none."""
    if not guess:
        return ""
    if "perhaps " in guess:
        return f" Perhaps {guess.partition('perhaps ')[2]}."
    return f" Perhaps {guess}."


def explained(submission: Submission, name: str, off: float) -> str:
    """The likely reason for a number being `off` times what it should be; empty when there is none."""
    return explain(off, explaining(submission, name), *_about(submission, name)).sentence


def slip_of_units(submission: Submission, name: str, off: float) -> str:
    """What was confused, when the factor is one of units and nothing simpler explains it."""
    found = explain(off, explaining(submission, name), *_about(submission, name))
    of_units = all(key in UNIT_SLIPS for key in found.keys[-1:])
    return found.sentence if of_units else ""


def explaining(submission: Submission, name: str) -> tuple[Slip, ...]:
    """The mistakes that a number's formula makes possible with the givens of the brief."""
    if name not in submission.signs.numbers:
        return ()
    return submission.signs.once(
        submission.exercise, ("slips", name), lambda: _slips(submission, name)
    )


def _slips(submission: Submission, name: str) -> tuple[Slip, ...]:
    signs = submission.signs.numbers[name]
    formula = FORMULAS[signs.formula]
    givens = {each.name: each for each in submission.exercise.contract.givens}
    values, said = {}, {}
    for each in formula.inputs:
        source = signs.inputs[each.name]
        low, _high = next(_spans(submission, source, each.unit))
        values[each.name] = low  # of a range, what is nearest to leaving it out
        given = givens.get(source if isinstance(source, str) else each.name)
        if given is not None:
            label = (given.label or given.name.replace("_", " ")).lower()
            said[each.name] = f"“{label}: {given.value}”"
    return slips_of(formula, values, said)


def _about(submission: Submission, name: str) -> tuple[About, ...]:
    """What slips a number of this kind can hold: of time in a rate, of bits in data."""
    unit = FORMULAS[submission.signs.numbers[name].formula].output.unit
    kinds: list[About] = []
    if unit.endswith("/s"):
        kinds.append("time")
    if unit.startswith("B"):
        kinds.append("data")
    return tuple(kinds)


def _reference(submission: Submission, name: str, *, own: bool) -> Reference:
    """Spans in the unit that was asked for."""
    signs = submission.signs.numbers[name]
    formula = FORMULAS[signs.formula]
    built_on: list[str] = []
    choices: list[tuple[str, list[Span]]] = []
    for each in formula.inputs:
        source = signs.inputs[each.name]
        if isinstance(source, str) and own and source in submission.numbers:
            value = submission.numbers[source].value
            if value is not None:
                built_on.append(source)
                scaled = submission.convert(value, submission.unit_of(source), each.unit)
                choices.append((each.name, [(scaled, scaled)]))
                continue
        choices.append((each.name, list(_spans(submission, source, each.unit))))
    spans = []
    for chosen in product(*(spans for _name, spans in choices)):
        values = [
            compute(signs.formula, dict(zip((n for n, _ in choices), corner, strict=True)))
            for corner in product(*chosen)
        ]
        spans.append((min(values), max(values)))
    asked = submission.unit_of(name)
    return Reference(
        tuple(
            (
                submission.convert(low, formula.output.unit, asked),
                submission.convert(high, formula.output.unit, asked),
            )
            for low, high in dict.fromkeys(spans)
        ),
        tuple(built_on),
    )


def _spans(submission: Submission, source: object, unit: str) -> Iterator[Span]:
    """The spans of one input, in the formula's unit."""
    if isinstance(source, Range):
        yield source.low, source.high
    elif isinstance(source, tuple):
        yield from ((each, each) for each in source)
    elif isinstance(source, int | float):
        yield float(source), float(source)
    elif isinstance(source, str) and source in submission.signs.numbers:
        inner = from_brief(submission, source)
        for low, high in inner.spans:
            asked = submission.unit_of(source)
            yield submission.convert(low, asked, unit), submission.convert(high, asked, unit)
    else:
        value = submission.exercise.contract.given(str(source)).as_(unit)
        yield value, value


def _off(value: float, span: Span) -> float:
    """How many times off, as far as that means anything: nothing is further than FARTHEST."""
    low, high = span
    if value <= 0:
        return 1 / FARTHEST
    if value > high:
        return min(FARTHEST, value / high) if high > 0 else FARTHEST
    if value < low:
        return max(1 / FARTHEST, value / low)
    return 1.0

"""A learner's working: the sums in it, judged beside the number they lead to, and the line as it should be."""

from collections.abc import Mapping
from dataclasses import dataclass

from capacity.equation import Equation, read_working
from capacity.equation.holds import ROUNDING
from capacity.estimate import (
    Judged,
    Known,
    as_value,
    came_to,
    judge_arithmetic,
    judge_inputs,
    known_as,
)
from capacity.format import human
from capacity.formulary import FORMULAS
from capacity.reading import Quantity
from grader.exercise import Brief, Given
from grader.numbers import Number, in_words, read_unit
from grader.reference import explaining, from_brief
from grader.signs import Range
from grader.submission import Submission
from grader.verdict import Evidence

UNSAID = Judged()
CLOSE = 0.12  # of the brief's number: then a learner's own is quoted in the corrected line
_DEEPEST = 4  # steps that a corrected line goes back
_CONVERSIONS = tuple(
    f" {sign} {number}"
    for number in ("2,592,000 s/month", "86,400 s/day", "31,536,000 s/year", "1,000,000,000 B/GB")
    for sign in "÷×"
)
_RATES = {"month": "2.592M s", "day": "86,400 s", "year": "31.5M s"}


@dataclass(frozen=True, slots=True)
class Working:
    """What one estimate's working says: its sums, and what they come to in the unit asked for."""

    equations: tuple[Equation, ...]
    inputs: Judged = UNSAID
    arithmetic: Judged = UNSAID
    value: float | None = None

    @property
    def evidence(self) -> tuple[str, ...]:
        """The sums that were judged, as they were written."""
        return tuple(each.text for each in self.equations if each.has_sum)


def names_of(brief: Brief, earlier: Mapping[str, Quantity]) -> dict[str, Quantity]:
    """What a working may call by name: the brief's givens and the numbers that stand above."""
    names: dict[str, Quantity] = {}
    for each in (*brief.contract.givens, *brief.contract.promises):
        names |= {each.name: each.quantity, each.label or each.name: each.quantity}
    labels = {each.name: each.label for each in brief.estimates}
    for name, quantity in earlier.items():
        names |= {name: quantity, labels.get(name, name): quantity}
    return names


def read_sums(
    brief: Brief, text: str, earlier: Mapping[str, Quantity], before: Quantity | None
) -> tuple[Equation, ...]:
    """The sums in a working, with everything a learner may name there."""
    return read_working(text, names_of(brief, earlier), before) if text.strip() else ()


def working_of(submission: Submission, number: Number, *, right: bool = False) -> Working:
    """An estimate's working, judged on its inputs and its arithmetic.

    Of a number that is `right` only the sums are judged: its inputs led where they should.
    """
    if not any(letter.isdecimal() for letter in number.working):
        return Working(())
    name = number.estimate.name
    name = next((each for each, one in submission.numbers.items() if one is number), name)
    written = tuple(
        (each, one.value, one.unit, one.written) for each, one in submission.numbers.items()
    )
    key = (
        "working",
        name,
        right,
        number.working,
        number.value,
        number.unit,
        number.written,
        written,
    )
    return submission.signs.once(
        submission.exercise, key, lambda: _working(submission, number, name, right=right)
    )


def _working(submission: Submission, number: Number, name: str, *, right: bool) -> Working:
    earlier = _quantities(submission, name)
    before = next(iter(_sources(submission, name, earlier)), None) or _last(
        submission, name, earlier
    )
    equations = read_sums(submission.exercise, number.working, earlier, before)
    if name not in submission.signs.numbers or number.value is None:
        return Working(equations, arithmetic=judge_arithmetic(equations, None, number.written))
    stated = as_value(read_unit(number.unit, number.value))
    if right:
        return Working(equations, arithmetic=judge_arithmetic(equations, stated, number.written))
    own = explaining(submission, name)
    mine = [Known(each.text, as_value(each), wanted=False) for each in earlier.values()]
    known = [*_givens(submission, name), *mine]
    result = came_to(equations, stated)
    scale = read_unit(number.unit, 1.0).value
    return Working(
        equations,
        judge_inputs(equations, known),
        judge_arithmetic(equations, stated, number.written, own),
        result.size / scale if result is not None else None,
    )


def evidence_of(number: Number, working: Working) -> tuple[Evidence, ...]:
    """The number, and the sums that stand beside it."""
    at = number.evidence.at
    sums = (Evidence(section="estimates", at=at, quote=each[:150]) for each in working.evidence)
    return (number.evidence, *sums)


def corrected(submission: Submission, name: str) -> str:
    """The line as it should be, from the learner's own numbers where they are right.

    '38.6/s × 100 = 3.86k requests/s'; empty where the line would not say what the brief makes it.
    """
    right = _right_side(submission, name, 0)
    asked = submission.unit_of(name)
    equations = read_working(right)
    if len(equations) != 1 or not equations[0].has_sum:
        return ""
    value = equations[0].result.size / read_unit(asked, 1.0).value
    off = from_brief(submission, name).distance(value)
    return f"{right} = {in_words(value, asked)}" if abs(off - 1) <= ROUNDING else ""


def _right_side(submission: Submission, name: str, depth: int) -> str:
    signs = submission.signs.numbers[name]
    formula = FORMULAS[signs.formula]
    parts: dict[str, str] = {}
    for each in formula.inputs:
        source = signs.inputs[each.name]
        if isinstance(source, str) and source in submission.signs.numbers:
            parts[each.name] = _own(submission, source, depth)
        elif isinstance(source, str):
            parts[each.name] = _written(_given(submission, source))
        else:
            parts[each.name] = _chosen(submission, each.name, source, each.unit)
    if not all(parts.values()):
        return ""
    words = formula.words
    for conversion in _CONVERSIONS:  # the units are written out, so they convert by themselves
        words = words.replace(conversion, "")
    return words.format_map(parts).replace(" × 1 ", " ").removesuffix(" × 1")


def _own(submission: Submission, name: str, depth: int) -> str:
    """The learner's number where it is right, else the sum that makes it."""
    number = submission.numbers.get(name)
    reference = from_brief(submission, name)
    if number and number.value is not None and abs(reference.distance(number.value) - 1) <= CLOSE:
        return number.written
    inner = _right_side(submission, name, depth + 1) if depth < _DEEPEST else ""
    return (
        inner
        if inner and "+" not in inner
        else in_words(reference.middle, submission.unit_of(name))
    )


def _written(given: Given | None) -> str:
    """A given as a sum needs it: an amount a month over the seconds of one."""
    if given is None:
        return ""
    amount, slash, time = given.value.rpartition("/")
    return f"{amount} / {_RATES[time]}" if slash and time in _RATES else given.value


def _chosen(submission: Submission, name: str, source: object, unit: str) -> str:
    """A constant, or the brief's own choice where the rubric leaves several."""
    if isinstance(source, Range):
        given = _given(submission, name)
        return given.value if given else human((source.low * source.high) ** 0.5)
    first = source[0] if isinstance(source, tuple) else source
    return human(float(str(first)), "1" if unit in ("1", "server") else unit)


def _given(submission: Submission, name: str) -> Given | None:
    return next((each for each in submission.exercise.contract.givens if each.name == name), None)


def _givens(submission: Submission, name: str, *, wanted: bool = True) -> list[Known]:
    """The givens that a number's formula needs, and those of the numbers before it."""
    found: list[Known] = []
    signs = submission.signs.numbers.get(name)
    for each, source in (signs.inputs if signs else {}).items():
        if isinstance(source, str) and source in submission.signs.numbers:
            found += _givens(submission, source, wanted=False)
        elif isinstance(source, str | Range):
            given = _given(submission, source if isinstance(source, str) else each)
            if given is not None:
                said = f"“{given.label or given.name}: {given.value}”"
                needed = wanted and isinstance(source, str)
                found.append(known_as(said, given.quantity, wanted=needed))
    return found


def _quantities(submission: Submission, name: str) -> dict[str, Quantity]:
    """The learner's other numbers: lines of their own, and what was asked for."""
    return submission.own_numbers | {
        each: Quantity(one.value * read_unit(one.unit, 1.0).value, read_unit(one.unit, 1.0).unit, one.written)
        for each, one in submission.numbers.items()
        if each != name and one.value is not None
    }  # fmt: skip


def _sources(submission: Submission, name: str, earlier: Mapping[str, Quantity]) -> list[Quantity]:
    """The learner's numbers that this one's formula builds on."""
    signs = submission.signs.numbers.get(name)
    inputs = signs.inputs.values() if signs else ()
    return [earlier[each] for each in inputs if isinstance(each, str) and each in earlier]


def _last(submission: Submission, name: str, earlier: Mapping[str, Quantity]) -> Quantity | None:
    """The number that stands before this one."""
    order = list(submission.numbers)
    above = order[: order.index(name)] if name in order else order
    return next((earlier[each] for each in reversed(above) if each in earlier), None)

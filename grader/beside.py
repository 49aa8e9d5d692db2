"""What is said beside a number while somebody is still typing: whether its own working leads to it.

Only the learner's numbers are reckoned with, so that a page may show it before anything is handed in.
"""

from collections.abc import Mapping

from capacity.equation import Equation, read_working
from capacity.equation.holds import as_stated, findings
from capacity.equation.value import Value
from capacity.estimate import as_value, judge_arithmetic
from capacity.reading import Quantity
from grader.exercise import Brief
from grader.numbers import Number, read_unit
from grader.working import names_of


def said_beside(brief: Brief, number: Number, earlier: Mapping[str, Quantity]) -> str:
    """A sentence about the sums in a number's working; nothing where there is no sum to speak of.

    A working that begins with an operator may go on from any number above it; where none of them fits,
    the last one is meant.
    """
    if number.value is None or not any(each.isdecimal() for each in number.working):
        return ""
    stated = as_value(read_unit(number.unit, number.value))
    names = names_of(brief, earlier)
    above = [*earlier.values()][::-1]
    equations = read_working(number.working, names, above[0] if above else None)
    if equations and equations[0].opened and not _leads_to(equations, stated):
        others = (read_working(number.working, names, each) for each in above[1:])
        equations = next((each for each in others if _leads_to(each, stated)), equations)
    if not any(each.has_sum for each in equations):
        return ""
    judged = judge_arithmetic(equations, stated, number.written)
    return "The working comes to the same." if judged.word == "right" else judged.sentence


def as_quantity(number: Number) -> Quantity | None:
    """A number that later workings may use."""
    if number.value is None:
        return None
    one = read_unit(number.unit, 1.0)
    return Quantity(number.value * one.value, one.unit, number.written)


def _leads_to(equations: tuple[Equation, ...], stated: Value) -> bool:
    sides = ((side.value, each) for each in equations for side in each.sides)
    return not findings(equations) and any(
        as_stated(value, stated, each) is not None for value, each in sides
    )

"""An answer's estimates as a notebook: lines with a name, a sum and a value, later ones built on earlier ones.

A line without a value comes to what its sum comes to; only a value counts in a grade.
"""

import re
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, field

from capacity.equation import EquationError, read_line, read_working
from capacity.frozen import Problem, did_you_mean
from capacity.reading import Quantity, UnreadableQuantity
from grader.answer import Estimate
from grader.beside import as_quantity, said_beside
from grader.exercise import Brief
from grader.numbers import in_words, read_number
from grader.own_lines import comes_to
from grader.working import names_of

A_SUM = re.compile(r"\d[^;]*?(?:[*×·⋅/÷^=≈]|\s[-+x]\s)\s*[\d(]")  # looks as if it were reckoned
MENDED = frozenset(
    {"word", "zero", "units", "ambiguous", "power", "size"}
)  # what a learner can mend


@dataclass
class Notebook:
    """What is said at each line, by its place, as in estimates[0]."""

    brief: Brief
    readings: dict[str, str] = field(default_factory=dict)  # how a value, or a sum, was understood
    remarks: dict[str, str] = field(default_factory=dict)  # a sum that cannot be read
    problems: list[Problem] = field(default_factory=list)  # what keeps a value from being taken
    above: dict[str, Quantity] = field(default_factory=dict)  # the lines so far, by name

    def add(self, at: str, line: Estimate, unit: str | None) -> None:
        """Read one more line; `unit` is the one it is asked for in, if it is asked for."""
        quantity = (
            self._asked(at, line, unit)
            if unit is not None and line.value.strip()
            else self._by_itself(at, line, unit)
        )
        self._remark(at, line.working)
        if quantity is not None and line.name.strip():
            self.above[line.name] = quantity

    def _asked(self, at: str, line: Estimate, unit: str) -> Quantity | None:
        number = read_number(line, unit)
        if number.value is None:
            self.problems.append(Problem(field=f"{at}.value", message=number.problem))
            return None
        beside = said_beside(self.brief, number, self.above)
        reading = in_words(number.value, number.unit)
        self.readings[at] = f"{reading}. {beside}" if beside else reading
        return as_quantity(number)

    def _by_itself(self, at: str, line: Estimate, unit: str | None) -> Quantity | None:
        """A line of the learner's own, or one whose value is still open; it may take what it comes to."""
        try:
            quantity = comes_to(line, names_of(self.brief, self.above))
        except UnreadableQuantity as error:
            if line.value.strip():
                self.remarks[at] = str(error)
            return None
        self.readings[at] = quantity.text
        if unit is not None:
            with suppress(UnreadableQuantity):
                self.readings[at] = in_words(quantity.as_(unit), unit)
                self.readings[f"{at}.take"] = self.readings[at]
        return quantity

    def _remark(self, at: str, working: str) -> None:
        """Why a working that looks like a sum is none; prose is left alone."""
        names = names_of(self.brief, self.above)
        if not A_SUM.search(working) or read_working(working, names):
            return
        try:
            read_line(working, names)
        except EquationError as error:
            if error.reason in MENDED:
                self.remarks[at] = str(error)


def read_notebook(estimates: Iterable[Estimate], brief: Brief) -> Notebook:
    """Every line, in order, with what stands above it."""
    units = {each.name: each.unit for each in brief.estimates}
    notebook = Notebook(brief)
    for place, each in enumerate(estimates):
        at = f"estimates[{place}]"
        guess = "" if each.name in units else did_you_mean(each.name, units)
        if guess and each.value.strip():
            message = f"No number called '{each.name}' is asked for.{guess}"
            notebook.problems.append(Problem(field=f"{at}.name", message=message))
        else:
            notebook.add(at, each, units.get(each.name))
    return notebook

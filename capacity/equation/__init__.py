"""Arithmetic in a learner's words, read and reckoned with its units.

    write rate = 100M links / 30 / 86400 s ≈ 38.6/s
    100M × 12 × 5 = 6 billion links × 500 B = 3.0 TB raw; 9 TB with three replicas
    3.9k/s * (1 - 80%)      2 × read_rate      62^7      × 5 at peak

A text holds sums with prose around them. `read_line` is strict: it wants a sum, and says in which
column a line stops being one. `read_working` takes what sums there are and leaves the prose alone.
Numbers are exact; any text gives equations or an `EquationError`, in time that grows with its length.

>>> read_line("write rate = 100M links / 30 days ≈ 40/s")[0].result.said
'38.6 items/s'
"""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from capacity.equation.cursor import Cursor, key
from capacity.equation.errors import EquationError
from capacity.equation.expression import expression
from capacity.equation.tokens import LONGEST, Token, tokens
from capacity.equation.value import Value
from capacity.reading import Quantity

__all__ = ["Equation", "EquationError", "Side", "Used", "key", "read_line", "read_working"]


@dataclass(frozen=True, slots=True)
class Used:
    """A number that was reckoned with: as it was written, or under the name of an earlier one."""

    value: Value
    text: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class Side:
    """One side of an equality: what it comes to, as it was written, and whether it is a sum."""

    value: Value
    text: str
    relation: str = ""  # between this side and the one before: '=', '≈', '<', '>'
    is_sum: bool = False
    first: Value | None = None  # what a sum begins with: in 'a = b = b × c' only that equals a


@dataclass(frozen=True, slots=True)
class Equation:
    """Sides that are said to be equal, with what each step and each number came to."""

    text: str
    target: str  # what it is a sum for, in the learner's words; often nothing
    sides: tuple[Side, ...]
    steps: tuple[tuple[str, Value], ...]
    used: tuple[Used, ...]
    opened: bool = False  # it began with an operator, from an earlier number

    @property
    def result(self) -> Value:
        """What it comes to by its own numbers: the last side that is a sum, else the first."""
        sums = [each.value for each in self.sides if each.is_sum]
        return (sums or [self.sides[0].value])[-1]

    @property
    def has_sum(self) -> bool:
        return any(each.is_sum for each in self.sides)


def read_line(
    line: str, names: Mapping[str, Quantity] | None = None, before: Quantity | None = None
) -> tuple[Equation, ...]:
    """The equations of a line, at least one. Raises EquationError with the column and what to do.

    `names` are numbers that a line may use by name; `before` is what it goes on from when it begins
    with an operator.
    """
    if not line.strip():
        raise EquationError(
            "nothing", "There is nothing here yet. Write a sum, as in 40/s × 100.", 1
        )
    found = _Reader(line, names or {}, before).all(strict=True)
    if not found:
        raise EquationError("no-number", "I see no number. Write a sum, as in 40/s × 100.", 1)
    return found


def read_working(
    text: str, names: Mapping[str, Quantity] | None = None, before: Quantity | None = None
) -> tuple[Equation, ...]:
    """The equations in a learner's working, prose left aside; none where there is nothing to read."""
    try:
        return _Reader(text[:LONGEST], names or {}, before).all(strict=False)
    except EquationError:
        return ()


class _Reader:
    """A line from left to right, one clause after another."""

    def __init__(self, line: str, names: Mapping[str, Quantity], before: Quantity | None) -> None:
        self.line = line
        lower = line.lower()
        known = {
            key(name): _of(each)
            for name, each in names.items()
            if name[:3].lower() in lower  # most lines name nothing
        }
        self.cursor = Cursor(tokens(line), known)
        self.before = _of(before) if before else None

    def all(self, *, strict: bool) -> tuple[Equation, ...]:
        found: list[Equation] = []
        cursor = self.cursor
        while cursor.here.kind != "end":
            cursor.depth = 0
            began = cursor.at
            try:
                equation = self._clause(found[-1].result if found else None)
                if equation:
                    found.append(equation)
            except EquationError as error:
                if strict and not (
                    found and found[-1].has_sum and error.reason in ("operand", "word")
                ):
                    raise
            self._to_next_clause(max(cursor.at, began))
        return tuple(found)

    def _to_next_clause(self, at: int) -> None:
        cursor = self.cursor
        cursor.at = at
        while not cursor.ends_segment():
            cursor.at += 1
        if cursor.here.kind != "end":
            cursor.at += 1

    def _clause(self, last: Value | None) -> Equation | None:
        """One equation with the words around it; None where there is no number."""
        cursor = self.cursor
        target = self._lead()
        if cursor.here.kind == "end" or cursor.ends_segment():
            return None
        start = cursor.here.start
        cursor.used, cursor.steps = [], []
        opened = bool(cursor.operator()[0] in ("*", "/") and cursor.operator()[0])
        first = (last or self.before) if opened else None
        if opened and first is None:
            message = f"The line begins with '{cursor.here.text}'. Write what stands before it."
            raise EquationError("before", message, cursor.here.start + 1)
        sides = [self._side("", first)]
        while relation := self._next_relation():
            sides.append(self._side(relation))
        return Equation(
            self.line[start : sides[-1].value.end],
            target,
            tuple(sides),
            tuple((self.line[each.start : each.end], each) for each in cursor.steps),
            tuple(
                Used(value, self.line[value.start : value.end], name) for value, name in cursor.used
            ),
            opened,
        )

    def _side(self, relation: str, first: Value | None = None) -> Side:
        cursor = self.cursor
        start, steps, used = cursor.here.start, len(cursor.steps), len(cursor.used)
        if first is not None:
            first = first.over(start, start)
        value = expression(cursor, first).over(start, cursor.tokens[cursor.at - 1].end)
        self._refuse_unknown_operand()
        begins = (
            first
            if first is not None
            else cursor.used[used][0]
            if len(cursor.used) > used
            else None
        )
        text = self.line[value.start : value.end]
        return Side(value, text, relation, len(cursor.steps) > steps, begins)

    def _refuse_unknown_operand(self) -> None:
        """'6 elephants × 500 B': a word between a number and an operator is meant as a unit."""
        cursor = self.cursor
        if cursor.here.kind != "word" or cursor.relation():
            return
        after = cursor.peek()
        if after.kind == "sign" and after.text in "*/^" and cursor.starts_operand(2):
            word = cursor.here
            message = f"I don't know the unit '{word.text[:40]}'."
            raise EquationError("word", message, word.start + 1)

    def _lead(self) -> str:
        """Past the words before a sum; what stands before '=' or ':' is what the sum is for."""
        cursor = self.cursor
        words: list[Token] = []
        while not (
            cursor.here.kind == "end" or (cursor.ends_segment() and cursor.here.text != ":")
        ):
            name, length = cursor.name()
            if name and not self._is_target(length):
                break
            relation = cursor.here.text if cursor.is_sign("=≈:") else ""
            if relation:
                cursor.at += 1
                if relation == ":" or words:
                    return self._label(words) + self._lead_again()
                continue
            if cursor.here.text == "$" or (cursor.starts_operand() and cursor.here.kind != "word"):
                break
            if cursor.here.kind == "sign" and cursor.operator()[0] in ("*", "/"):
                break
            if cursor.here.kind == "word" and cursor.operator()[0] and not words:
                break
            if (
                cursor.here.kind == "word"
                and cursor.starts_operand()
                and (cursor.here.text in ("ln", "log", "log2", "log10", "sqrt"))
            ):
                break
            if cursor.here.kind == "word":
                words.append(cursor.here)
            cursor.at += 1
        return ""

    def _lead_again(self) -> str:
        """'Storage: 5 years = …': what follows a label may have a label of its own."""
        self._lead()
        return ""

    def _is_target(self, length: int) -> bool:
        return self.cursor.is_sign("=≈:", length) and not self.cursor.is_sign("<>", length)

    def _label(self, words: list[Token]) -> str:
        return self.line[words[0].start : words[-1].end] if words else ""

    def _next_relation(self) -> str:
        """The relation that leads to another side, words and notes in brackets left aside."""
        cursor = self.cursor
        ahead = 0
        while not cursor.ends_segment(ahead):
            relation = cursor.relation(ahead)
            if relation:
                cursor.at += ahead + 1
                return relation
            if cursor.is_sign("(", ahead):
                ahead = self._past_note(ahead)
            elif cursor.peek(ahead).kind != "word":
                return ""
            else:
                ahead += 1
        return ""

    def _past_note(self, ahead: int) -> int:
        depth = 0
        while self.cursor.peek(ahead).kind != "end":
            depth += self.cursor.is_sign("(", ahead) - self.cursor.is_sign(")", ahead)
            ahead += 1
            if depth == 0:
                break
        return ahead


def _of(quantity: Quantity) -> Value:
    """A quantity as a value; a plain number may have been meant with a unit."""
    bare = quantity.unit.is_bare
    return Value(Fraction(quantity.value), quantity.unit.powers, digits=3, bare=bare)

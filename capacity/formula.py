"""Turn a plain function over quantities into a formula that knows its own units.

    @formula(symbol="R", source=Source("counting", kind="definition"), users="U", requests_each="r")
    def average_rate(users: Users = 10e6, requests_each: RequestsPerUserDay = 20) -> RequestRate:
        "Requests per second, spread evenly over the day."
        return users * requests_each

The body, run once on symbols, is the formula; the annotations are its units and bounds; the defaults
are the example that readers meet first. Units are checked here, so a wrong one fails at import.
`only_if` says where the formula holds when bounds of single inputs do not: a condition over the same
inputs, and the sentence that a reader outside of it gets.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal, get_type_hints

from sympy import Add, Expr, Max, Min, Mul, Pow, Rational, Symbol, ceiling, exp, log, sympify
from sympy.core.relational import Relational

from capacity.kernels_symbolic import Kernel
from capacity.quantities import Kind
from capacity.units import ONE, Unit, UnitError

SourceKind = Literal[
    "definition", "physics", "published model", "published benchmark", "planning rule"
]


@dataclass(frozen=True)
class Source:
    """Where a formula comes from. A definition needs no year."""

    name: str
    kind: SourceKind
    year: int | None = None

    def __str__(self) -> str:
        return f"{self.name}, {self.year}" if self.year else self.name


@dataclass(frozen=True)
class Input:
    """One input: its symbol in the expression, its letters in print, its kind and an example."""

    name: str
    symbol: Symbol
    letters: str
    kind: Kind
    example: float
    label: str


@dataclass(frozen=True)
class Condition:
    """Where a formula holds. `said` is for a reader outside; `{name}` stands for an input's value."""

    holds: Relational
    said: str


@dataclass(frozen=True)
class Formula:
    """One relation between quantities, ready to be printed in any language."""

    name: str
    title: str
    meaning: str
    source: Source
    inputs: tuple[Input, ...]
    output: Kind
    letters: str
    expression: Expr  # from inputs in their units to the output in its unit
    conditions: tuple[Condition, ...] = ()

    @property
    def smooth(self) -> Expr:
        """The expression without rounding up: what can be inverted and differentiated."""
        return self.expression.replace(ceiling, lambda inner: inner)


def formula(  # noqa: PLR0913 - each says one thing about it
    symbol: str,
    source: Source,
    *,
    title: str = "",
    gives: str = "",
    labels: Mapping[str, str] | None = None,
    only_if: Mapping[str, Callable[..., Any]] | None = None,
    **letters: str,
) -> Callable[[Callable[..., Any]], Formula]:
    """The decorator. `letters` are the symbols of the inputs in print, `labels` their names in words.

    `gives` is the result's name, where that says more than its kind.
    """

    def register(function: Callable[..., Any]) -> Formula:
        name = function.__name__
        hints = get_type_hints(function, include_extras=True)
        output: Kind = hints.pop("return").__metadata__[0]
        defaults = inspect.signature(function).parameters
        inputs = tuple(
            Input(
                name=each,
                symbol=Symbol(each, positive=True),
                letters=letters[each],
                kind=hint.__metadata__[0],
                example=float(defaults[each].default),
                label=(labels or {}).get(each, hint.__metadata__[0].label),
            )
            for each, hint in hints.items()
        )
        symbols = {each.name: each.symbol for each in inputs}
        raw = sympify(function(**symbols))
        units = {each.symbol: each.kind.unit for each in inputs}
        try:
            factor = unit_of(raw, units).factor_to(output.unit)
        except UnitError as error:
            raise UnitError(f"{name}: {error}") from None
        return Formula(
            name=name,
            title=title or name.replace("_", " ").capitalize(),
            meaning=inspect.getdoc(function) or "",
            source=source,
            inputs=inputs,
            output=replace(output, label=gives or output.label),
            letters=symbol,
            expression=Rational(factor.numerator, factor.denominator) * raw,
            conditions=tuple(
                Condition(_condition(holds, symbols), said)
                for said, holds in (only_if or {}).items()
            ),
        )

    return register


def _condition(holds: Callable[..., Any], symbols: Mapping[str, Symbol]) -> Relational:
    """The condition over those inputs that it names."""
    return holds(**{name: symbols[name] for name in inspect.signature(holds).parameters})


def unit_of(expression: Expr, units: Mapping[Symbol, Unit]) -> Unit:  # noqa: PLR0911 - one a shape
    """The unit an expression comes out in, read off its shape. Raises UnitError."""

    def of(part: Expr) -> Unit:
        return unit_of(part, units)

    match expression:
        case Symbol():
            return units[expression]
        case Mul():
            return _product(of(each) for each in expression.args)
        case Pow(args=(base, power)) if power.is_Integer:
            return of(base) ** int(power)
        case Add() | Max() | Min():
            return _shared(of(each) for each in expression.args)
        case ceiling(args=(inner,)):
            return _whole(of(inner))
        case Pow() | log() | exp() | Kernel():
            return _plain(expression, (of(each) for each in expression.args))
    if expression.is_number:
        return ONE
    raise UnitError(f"no unit rule for {expression.func.__name__}")


def _product(units: Iterable[Unit]) -> Unit:
    made = ONE
    for each in units:
        made *= each
    return made


def _shared(units: Iterable[Unit]) -> Unit:
    """The one unit that all terms of a sum are given in."""
    first, *rest = units
    for other in rest:
        if other.factor_to(first) != 1:
            raise UnitError(f"{other.name} added to {first.name}")
    return first


def _whole(made: Unit) -> Unit:
    """Rounding only means something in a unit that counts whole things."""
    if made.scale != 1:
        raise UnitError(f"rounding in {made.name} would depend on its scale")
    return made


def _plain(expression: Expr, units: Iterable[Unit]) -> Unit:
    """Logarithms, real powers and sums over ranks take counts, whatever they count."""
    for each in units:
        if any(each.uncounted) or each.scale != 1:
            raise UnitError(f"{expression.func.__name__} of {each.name}")
    return ONE

"""A formula solved for each of its inputs, where the result is short enough to read."""

import random
from functools import cache

from sympy import Expr, Max, Min, Symbol, nsimplify, solve
from sympy.core.numbers import Float

from capacity.emit.code import compiled
from capacity.formula import Formula, Input
from capacity.kernels_symbolic import Kernel

RESULT = Symbol("result", positive=True)
MOST_OPERATIONS = 30
_TRIES = 12
_CLOSE = 1e-9


@cache
def closed(each: Formula, one: Input) -> Expr | None:
    """The input as an expression in `result` and the other inputs; None where none is short."""
    smooth = each.smooth
    hidden = smooth.atoms(Kernel, Max, Min)
    if any(one.symbol in part.free_symbols for part in hidden) or smooth.atoms(Float):
        return None
    if smooth.count_ops() > MOST_OPERATIONS:
        return None
    try:
        found = solve(smooth - RESULT, one.symbol)
    except NotImplementedError:
        return None
    for candidate in found:
        short = nsimplify(candidate) if candidate.atoms(Float) else candidate
        if short.count_ops() <= MOST_OPERATIONS and _is_right(each, one, short):
            return short
    return None


def _is_right(each: Formula, one: Input, candidate: Expr) -> bool:
    """Whether the candidate gives the input back at points where the formula holds."""
    chance = random.Random(f"{each.name} {one.name}")  # noqa: S311 - the same points every time
    symbols = [input_.symbol for input_ in each.inputs]
    forwards = compiled(each.smooth, symbols)
    back = compiled(candidate, [*symbols, RESULT])
    holds = [compiled(condition.holds, symbols) for condition in each.conditions]
    place = each.inputs.index(one)
    held = 0
    for _ in range(_TRIES * 20):
        point = [_value(input_, chance) for input_ in each.inputs]
        if not all(condition(*point) for condition in holds):
            continue
        try:
            found = back(*point, forwards(*point))
        except (ValueError, ArithmeticError):
            return False
        if isinstance(found, complex) or abs(found - point[place]) > _CLOSE * abs(point[place]):
            return False
        held += 1
        if held == _TRIES:
            return True
    return held > 0


def _value(one: Input, chance: random.Random) -> float:
    low, high = max(one.kind.low, 1e-6), one.kind.high
    share = chance.uniform(0.1, 0.9)
    return float(low * (high / low) ** share if one.kind.log else low + (high - low) * share)

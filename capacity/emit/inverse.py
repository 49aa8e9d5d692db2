"""A formula solved for each of its inputs, where the result is short enough to read.

An input that stands in one place is uncovered step by step, the outermost operation first; one that
stands in several is left to sympy, which takes its time.
"""

import random
from functools import cache

from sympy import Add, Expr, Max, Min, Mul, Pow, Symbol, exp, log, nsimplify, solve
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
    if smooth.atoms(Float) or smooth.count_ops() > MOST_OPERATIONS:
        return None
    for candidate in _candidates(smooth, one.symbol):
        short = nsimplify(candidate) if candidate.atoms(Float) else candidate
        if short.count_ops() <= MOST_OPERATIONS and _is_right(each, one, short):
            return short
    return None


def _candidates(smooth: Expr, wanted: Symbol) -> list[Expr]:
    hidden = [part for part in smooth.atoms(Kernel, Max, Min) if not hasattr(part, "inverse")]
    if any(wanted in part.free_symbols for part in hidden):
        return []
    if smooth.count(wanted) == 1:
        found = _uncovered(smooth, wanted, RESULT)
        return [] if found is None else [found]
    try:
        return list(solve(smooth - RESULT, wanted))
    except NotImplementedError:
        return []


def _uncovered(covered: Expr, wanted: Symbol, result: Expr) -> Expr | None:
    """`wanted`, which stands once in `covered`, from what the whole comes to."""
    while covered != wanted:
        inside, without = _split(covered, wanted)
        match covered:
            case Add():
                result = result - without
            case Mul():
                result = result / without
            case Pow() if wanted in covered.exp.free_symbols:
                result = log(result) / log(covered.base)
            case Pow():
                result = result ** (1 / covered.exp)
            case exp():
                result = log(result)
            case log():
                result = _raised(result)
            case Kernel():
                result = covered.inverse()(result)
            case _:
                return None
        covered = inside
    return result


def _raised(power: Expr) -> Expr:
    """E to a power; 2^n where the power is n · ln 2."""
    for factor in Mul.make_args(power):
        if isinstance(factor, log):
            return factor.args[0] ** (power / factor)
    return exp(power)


def _split(covered: Expr, wanted: Symbol) -> tuple[Expr, Expr]:
    """The part that the wanted symbol stands in, and the others together."""
    (inside,) = (part for part in covered.args if wanted in part.free_symbols)
    others = [part for part in covered.args if part is not inside]
    return inside, covered.func(*others) if isinstance(covered, Add | Mul) else RESULT


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

"""An expression as a reader should see it: closed forms of kernels, no corrections for the last bit."""

from string import ascii_lowercase

from sympy import Expr, Rational, Symbol, ceiling

from capacity.formula import Formula
from capacity.kernels_symbolic import as_in_textbooks

_SEEN_BY_NOBODY = Rational(1, 10**6)


def readable(each: Formula) -> tuple[Expr, dict[Symbol, str]]:
    """The expression over fresh symbols that sort as the signature does, and each symbol's letters."""
    fresh = {
        one.symbol: Symbol(f"x{ascii_lowercase[place]}", positive=True)
        for place, one in enumerate(each.inputs)
    }
    letters = {fresh[one.symbol]: one.letters for one in each.inputs}
    expression = seen(each).xreplace(fresh)
    coefficient = expression.as_coeff_Mul()[0]
    over, under = familiar(coefficient) if isinstance(coefficient, Rational) else (1, 1)
    if over != 1 and under != 1 and under > 10:
        # printed as two familiar numbers, not as the reduced fraction
        above, below = Symbol("xA", positive=True), Symbol("xB", positive=True)
        letters |= {above: str(over), below: str(under)}
        expression = expression / coefficient * above / below
    return expression, letters


_FAMILIAR = (1, 8, 60, 3600, 86_400, 2_592_000, 31_536_000, 10**3, 10**6, 10**9, 10**12)


def familiar(ratio: Rational) -> tuple[int, int]:
    """A conversion factor as numbers that one knows: 81/31,250 is 2,592,000 over a billion."""
    for under in _FAMILIAR:
        over = ratio * under
        if over.q == 1 and (over in _FAMILIAR or under == 1):
            return int(over), under
    return int(ratio.p), int(ratio.q)


def seen(each: Formula) -> Expr:
    """The expression as it is printed, over the formula's own symbols."""
    return as_in_textbooks(_without_corrections(each.expression))


def _without_corrections(expression: Expr) -> Expr:
    """The same without tiny constants inside a rounding: they are the program's business."""
    return expression.replace(ceiling, lambda inner: ceiling(_rounded_off(inner), evaluate=False))


def _rounded_off(inner: Expr) -> Expr:
    kept = [
        each
        for each in inner.as_ordered_terms()
        if not (each.is_number and abs(each) < _SEEN_BY_NOBODY)
    ]
    return sum(kept[1:], kept[0])

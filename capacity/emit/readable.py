"""An expression as a reader should see it: no corrections for the last bit, inputs in their order."""

from sympy import Expr, Rational, Symbol, ceiling

from capacity.formula import Formula

_SEEN_BY_NOBODY = Rational(1, 10**6)


def readable(each: Formula) -> tuple[Expr, dict[Symbol, str]]:
    """The expression over fresh symbols that sort as the signature does, and each symbol's letters."""
    fresh = {
        one.symbol: Symbol(f"x{place:02}", positive=True) for place, one in enumerate(each.inputs)
    }
    letters = {fresh[one.symbol]: one.letters for one in each.inputs}
    return without_corrections(each.expression).xreplace(fresh), letters


def without_corrections(expression: Expr) -> Expr:
    """The same without tiny constants inside a rounding: they are the program's business."""
    return expression.replace(ceiling, lambda inner: ceiling(_rounded_off(inner), evaluate=False))


def _rounded_off(inner: Expr) -> Expr:
    kept = [
        each
        for each in inner.as_ordered_terms()
        if not (each.is_number and abs(each) < _SEEN_BY_NOBODY)
    ]
    return sum(kept[1:], kept[0])

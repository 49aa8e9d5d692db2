"""A formula's right side as a sentence of numbers: '{users} × {requests_each} ÷ 86,400'."""

from sympy import Add, Expr, Integer, Mul, Pow, Rational, Symbol, ceiling, log

from capacity.emit.readable import without_corrections
from capacity.formula import Formula
from capacity.kernels_symbolic import Kernel

_SUM, _PRODUCT, _POWER = range(3)


def template(each: Formula) -> str:
    """The right side with `{name}` for each input; inputs stand in the order of the signature."""
    order = {one.symbol: number for number, one in enumerate(each.inputs)}
    return _say(without_corrections(each.expression), order, _SUM)


def _say(part: Expr, order: dict[Symbol, int], inside: int) -> str:
    said, binds = _parts(part, order)
    return f"({said})" if binds < inside else said


def _parts(part: Expr, order: dict[Symbol, int]) -> tuple[str, int]:  # noqa: PLR0911 - one a shape
    match part:
        case Symbol():
            return f"{{{part.name}}}", _POWER
        case Rational() if part.q == 1:
            return f"{int(part):,}", _POWER
        case ceiling(args=(inner,)):
            return f"⌈{_say(inner, order, _SUM)}⌉", _POWER
        case log(args=(inner,)):
            return f"log({_say(inner, order, _SUM)})", _POWER
        case Kernel():
            inner = ", ".join(_say(each, order, _SUM) for each in part.args)
            return f"H({inner})", _POWER
        case Mul():
            return _product(part, order), _PRODUCT
        case Pow(args=(base, power)) if power == Integer(-1):
            return f"1 ÷ {_say(base, order, _POWER)}", _PRODUCT
        case Pow(args=(base, power)):
            return f"{_say(base, order, _POWER)}^{_say(power, order, _POWER)}", _POWER
        case Add():
            return _sum(part, order), _SUM
    raise ValueError(f"no words for {part}")


def _product(part: Mul, order: dict[Symbol, int]) -> str:
    above = [each for each in part.args if not _is_below(each)]
    below = [1 / each for each in part.args if _is_below(each)]
    constants = [each for each in part.args if isinstance(each, Rational)]
    for each in constants:
        if each in above:
            above.remove(each)
        if each.p != 1:
            above.append(Integer(each.p))
        if each.q != 1:
            below.append(Integer(each.q))
    below = [each for each in below if not (isinstance(each, Rational) and each.q != 1)]
    said = " × ".join(
        _say(each, order, _PRODUCT) for each in sorted(above, key=lambda e: _place(e, order))
    )
    under = [_say(each, order, _POWER) for each in sorted(below, key=lambda e: _place(e, order))]
    joined = " × ".join(under)
    if not under:
        return said
    return f"{said or '1'} ÷ {joined if len(under) == 1 else f'({joined})'}"


def _is_below(part: Expr) -> bool:
    return isinstance(part, Pow) and part.exp.could_extract_minus_sign()


def _sum(part: Add, order: dict[Symbol, int]) -> str:
    terms = sorted(part.args, key=lambda e: (e.could_extract_minus_sign(), _place(e, order)))
    said = _say(terms[0], order, _SUM)
    for each in terms[1:]:
        minus = each.could_extract_minus_sign()
        said += (
            f" − {_say(-each, order, _PRODUCT)}" if minus else f" + {_say(each, order, _PRODUCT)}"
        )
    return said


def _place(part: Expr, order: dict[Symbol, int]) -> tuple[int, str]:
    """Inputs in the order of the signature, numbers after them."""
    places = [order[each] for each in part.free_symbols]
    return (min(places) if places else len(order), str(part))

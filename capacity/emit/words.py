"""A formula's right side as a sentence of numbers: '{users} × {requests_each} ÷ 86,400'.

`template` is the whole of it; `worked` is the step after: inner parts are computed, as `{part_1}`,
and what is left can be done in the head.
"""

from dataclasses import dataclass

from sympy import (
    Add,
    Expr,
    Integer,
    Max,
    Mul,
    Pow,
    Rational,
    Symbol,
    ceiling,
    exp,
    factorial,
    log,
)

from capacity.emit.readable import familiar, seen
from capacity.formula import Formula, unit_of
from capacity.kernels_symbolic import AtLeast, Factorial, Kernel
from capacity.units import Unit, UnitError

_SUM, _PRODUCT, _POWER = range(3)
_HALF = Rational(1, 2)
_LENGTHS = {86_400: " s/day", 2_592_000: " s/month", 31_536_000: " s/year", 10**9: " B/GB"}


@dataclass(frozen=True)
class Worked:
    """The step after the numbers were filled in: a template over inputs and parts."""

    template: str
    parts: tuple[tuple[Expr, str], ...]  # each with the unit it is said in


def template(each: Formula) -> str:
    """The right side with `{name}` for each input; inputs stand in the order of the signature."""
    return _say(seen(each), _order(each), _SUM)


def worked(each: Formula) -> Worked | None:
    """None where there is nothing inside to compute first."""
    whole = seen(each)
    found = list(dict.fromkeys(_inner(whole)))
    if not found:
        return None
    order = _order(each)
    names = {part: Symbol(f"part_{number}", positive=True) for number, part in enumerate(found, 1)}
    for part, symbol in names.items():
        order[symbol] = min(order[one] for one in part.free_symbols)
    units = {one.symbol: one.kind.unit for one in each.inputs}
    parts = tuple((part.replace(factorial, Factorial), _said_in(part, units)) for part in found)
    return Worked(_say(whole.xreplace(names), order, _SUM), parts)


def _order(each: Formula) -> dict[Symbol, int]:
    return {one.symbol: number for number, one in enumerate(each.inputs)}


def _inner(part: Expr) -> list[Expr]:
    """The largest parts inside that want computing of their own."""
    if isinstance(part, ceiling):
        return _inner(part.args[0])
    found: list[Expr] = []
    for each in part.args:
        if not each.free_symbols or isinstance(each, Symbol):
            continue
        if isinstance(each, Pow) and each.exp.is_number:
            inside = each.base
            found += _inner(inside) if isinstance(inside, Mul | Symbol) else [inside]
        elif isinstance(each, Mul):
            found += _inner(each)
        else:
            found.append(each)
    return found


def _said_in(part: Expr, units: dict[Symbol, Unit]) -> str:
    try:
        made = unit_of(part, units)
    except UnitError:
        return "1"
    second, byte = made.power_of("second"), made.power_of("byte")
    return {(1, 0): "s", (0, 1): "B", (-1, 0): "/s", (-1, 1): "B/s"}.get((second, byte), "1")


def _say(part: Expr, order: dict[Symbol, int], inside: int) -> str:
    said, binds = _parts(part, order)
    return f"({said})" if binds < inside else said


def _parts(part: Expr, order: dict[Symbol, int]) -> tuple[str, int]:  # noqa: C901, PLR0911, PLR0912 - one a shape
    match part:
        case Symbol():
            return f"{{{part.name}}}", _POWER
        case Rational() if part.q == 1:
            return f"{int(part):,}{_LENGTHS.get(int(part), '')}", _POWER
        case Rational():
            return f"{part.p:,} ÷ {part.q:,}", _PRODUCT
        case ceiling(args=(inner,)):
            return f"⌈{_say(inner, order, _SUM)}⌉", _POWER
        case log(args=(inner,)):
            return f"ln({_say(inner, order, _SUM)})", _POWER
        case exp(args=(inner,)):
            return f"e^{_say(inner, order, _POWER)}", _POWER
        case factorial(args=(inner,)):
            return f"{_say(inner, order, _POWER)}!", _POWER
        case AtLeast():
            need, copies, one = (_say(each, order, _SUM) for each in part.args)
            return f"P(at least {need} of {copies}, each {one})", _POWER
        case Max() | Kernel():
            name = (part.said or part.letter) if isinstance(part, Kernel) else "max"
            args = part.args if isinstance(part, Kernel) else sorted(part.args, key=str)
            return f"{name}({', '.join(_say(each, order, _SUM) for each in args)})", _POWER
        case Mul():
            return _product(part, order), _PRODUCT
        case Pow(args=(base, power)) if power == _HALF:
            return f"√{_say(base, order, _POWER)}", _POWER
        case Pow(args=(base, power)) if _is_below(part):
            return f"1 ÷ {_say(Pow(base, -power), order, _POWER)}", _PRODUCT
        case Pow(args=(base, power)):
            return f"{_say(base, order, _POWER)}^{_say(power, order, _POWER)}", _POWER
        case Add():
            return _sum(part, order), _SUM
    raise ValueError(f"no words for {part}")


def _product(part: Mul, order: dict[Symbol, int]) -> str:
    above, below, minus = [], [], False
    for each in part.args:
        if isinstance(each, Rational):
            minus = each < 0
            over, under = familiar(abs(each))
            above += [Integer(over)] if over != 1 else []
            below += [Integer(under)] if under != 1 else []
        elif _is_below(each):
            below.append(1 / each)
        else:
            above.append(each)
    place = lambda each: _place(each, order)  # noqa: E731 - a key used twice
    said = " × ".join(_say(each, order, _PRODUCT) for each in sorted(above, key=place)) or "1"
    small_first = sorted(below, key=lambda each: (not _is_small(each), *_place(each, order)))
    divided = [_say(each, order, _POWER) for each in small_first]
    if divided:
        joined = " × ".join(divided)
        said = f"{said} ÷ {joined if len(divided) == 1 else f'({joined})'}"
    return f"−{said}" if minus else said


def _is_small(part: Expr) -> bool:
    return isinstance(part, Integer) and abs(part) < 10


def _is_below(part: Expr) -> bool:
    return isinstance(part, Pow) and part.exp.could_extract_minus_sign() and part.exp.is_number


def _sum(part: Add, order: dict[Symbol, int]) -> str:
    terms = sorted(
        part.args,
        key=lambda e: (e.could_extract_minus_sign(), not e.is_number, _place(e, order)),
    )
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

"""What is known about a formula, as plain data: the same for Python and for the page."""

from dataclasses import dataclass
from functools import cache

from sympy import Expr

from capacity.emit import inverse, words
from capacity.formula import Formula, Input


@dataclass(frozen=True)
class Facts:
    """A formula's inverses, its constant elasticities and the steps of its derivation."""

    inverses: dict[str, Expr]  # by input, where a short one exists
    exponents: dict[str, float] | None  # where all elasticities are constants
    template: str
    worked: words.Worked | None


@cache
def of(each: Formula) -> Facts:
    found = {one.name: inverse.closed(each, one) for one in each.inputs}
    return Facts(
        inverses={name: short for name, short in found.items() if short is not None},
        exponents=_exponents(each),
        template=words.template(each),
        worked=words.worked(each),
    )


def _exponents(each: Formula) -> dict[str, float] | None:
    """The power of each input in a formula that is one product; None for any other."""
    powers = each.smooth.as_powers_dict()
    symbols = [one.symbol for one in each.inputs]
    if any(not power.is_number for power in powers.values()) or any(
        base.free_symbols and base not in symbols for base in powers
    ):
        return None
    return {one.name: float(powers[one.symbol]) for one in each.inputs}


def shown(one: Input) -> str:
    return one.kind.shown or one.kind.unit_name

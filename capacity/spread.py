"""How far a result may be off when its inputs are: a doubt is a factor, and doubts add as squares.

An input known 'within a factor of 2' is taken for log-normal, with 90 % of it between half and
double. The result then is log-normal too, exactly for products and nearly for the rest, and the
elasticity says how much of each doubt it takes over.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass

NINETY = 1.6448536269514722  # standard deviations that hold 90 % of a normal distribution
_LARGEST = 700.0  # the power of e that a computer can still say


@dataclass(frozen=True)
class Spread:
    """Nine times in ten the result lies between `low` and `high`; `shares` say whose doubt it is."""

    low: float
    middle: float
    high: float
    factor: float  # middle ÷ factor to middle × factor
    shares: dict[str, float]  # of the variance, adding up to 1; empty when nothing is in doubt

    def sentence(self, labels: Mapping[str, str]) -> str:
        """Whose doubt it is, as in: 70 % of your doubt is the request rate."""
        return said_of(self.shares, labels)


def said_of(shares: Mapping[str, float], labels: Mapping[str, str]) -> str:
    """The largest share, in a sentence."""
    if not shares:
        return "Nothing is in doubt."
    name, share = max(shares.items(), key=lambda each: each[1])
    if len(shares) == 1:
        return f"All of your doubt is {labels[name]}."
    return f"{share * 100:.0f} % of your doubt is {labels[name]}."


def spread(middle: float, elasticities: Mapping[str, float], doubts: Mapping[str, float]) -> Spread:
    """The spread of a result from factors of doubt (1 is certain). Raises ValueError below 1."""
    for name, factor in doubts.items():
        if not factor >= 1 or math.isinf(factor):
            raise ValueError(f"{name}: a doubt is a factor of 1 or more, not {factor}.")
    variances = {
        name: (elasticities[name] * math.log(factor)) ** 2
        for name, factor in doubts.items()
        if factor > 1 and elasticities[name] != 0
    }
    total = sum(variances.values())
    power = math.sqrt(total)
    factor = math.exp(power) if power < _LARGEST else math.inf
    shares = {name: each / total for name, each in variances.items()} if total else {}
    return Spread(middle / factor, middle, middle * factor, factor, shares)

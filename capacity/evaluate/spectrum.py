"""Times as distributions: Fourier coefficients on 0 … T, and how they are put together.

A time is known by its characteristic function at u = kπ/T. One after another multiplies, a choice
mixes, an exponential is 1/(1 − ium): no transform is ever taken. At the end the distribution is read
off a cosine series (Fang and Oosterlee, 2008), in which the terms are damped near the last one
(an exponential filter of order 8), so that a jump, as a fixed time makes one, does not ring far away.
Only what happens in parallel needs the distribution itself, on a grid: the largest of several is the
product of their distributions.

Plain Python is enough: 128 terms hold a percentile to 0.1 % (tests compare with closed forms), and
neither numpy nor a fast Fourier transform is needed. The page computes the same terms.
"""

from collections.abc import Sequence
from functools import cache, cached_property
from itertools import accumulate, repeat
from math import comb, cos, exp, log, pi, sin
from operator import mul

TERMS = 128
CELLS = 128  # of the grid on which the largest of several is taken
LEFT_OVER = 1e-12  # a share above that is as good as none
REACH = 11  # standard deviations past the mean where the series ends

Spectrum = list[complex]


class Frequencies:
    """The frequencies of times up to `top`; `top` is counted from the least possible time."""

    def __init__(self, top: float) -> None:
        self.top = top
        self.us = [1j * (number * pi / top) for number in range(TERMS)]
        self._fixed: dict[float, Spectrum] = {}
        self._exponential: dict[float, Spectrum] = {}

    @cached_property
    def at_once(self) -> Spectrum:
        return [1 + 0j] * TERMS

    def exponential(self, mean: float) -> Spectrum:
        if mean not in self._exponential:
            self._exponential[mean] = [1 / (1 - u * mean) for u in self.us]
        return self._exponential[mean]

    def gamma(self, mean: float, variability: float) -> Spectrum:
        """Times with this mean and squared coefficient of variation; 0: always the same."""
        if variability == 1:
            return self.exponential(mean)
        if variability == 0:
            return self.fixed(mean)
        scale, power = mean * variability, -1 / variability
        return [(1 - u * scale) ** power for u in self.us]

    def fixed(self, time: float) -> Spectrum:
        if time not in self._fixed:
            self._fixed[time] = self._turning(time)
        return self._fixed[time]

    def _turning(self, time: float) -> Spectrum:
        turn = complex(cos(pi * time / self.top), sin(pi * time / self.top))
        return list(accumulate(repeat(turn, TERMS - 1), mul, initial=1 + 0j))

    def of_grid(self, top: float, masses: Sequence[float], least: float) -> Spectrum:
        """Of masses in equal cells of 0 … `top`, each spread evenly over its cell."""
        width = top / len(masses)
        found = []
        for u in self.us:
            angle = u.imag * width
            turn = complex(cos(angle), sin(angle))
            total = 0j
            for mass in reversed(masses):  # Horner's rule
                total = total * turn + mass
            half = angle / 2
            spread = sin(half) / half if half else 1.0
            middle = u.imag * (least + width / 2)
            found.append(total * complex(cos(middle), sin(middle)) * spread)
        return found


def then(one: Spectrum, other: Spectrum) -> Spectrum:
    return list(map(mul, one, other))


def mix(parts: Sequence[tuple[float, Spectrum]]) -> Spectrum:
    if len(parts) == 1 and parts[0][0] == 1:
        return parts[0][1]
    if len(parts) == 2:
        (p, one), (q, other) = parts
        return [p * x + q * y for x, y in zip(one, other, strict=True)]
    found = [0j] * TERMS
    for share, one in parts:
        found = [x + share * y for x, y in zip(found, one, strict=True)]
    return found


def power(one: Spectrum, count: float) -> Spectrum:
    """`count` times one after another; of a broken count, once more with the remaining chance."""
    if count == 1:
        return one
    whole = int(count)
    rest = count - whole
    if rest == 0:
        return [x**whole for x in one]
    return [x**whole * (1 - rest + rest * x) for x in one]


@cache
def _damping() -> tuple[float, ...]:
    return tuple(exp(-36 * (number / TERMS) ** 8) for number in range(TERMS))


@cache
def _sines() -> tuple[tuple[float, ...], ...]:
    """At the bounds of the grid's cells, sin kπj/CELLS for each k of the series."""
    return tuple(
        tuple(sin(pi * (k * j % (2 * CELLS)) / CELLS) for k in range(1, TERMS))
        for j in range(CELLS // 2 + 1)
    )


class Distribution:
    """A time's distribution function, from its spectrum, on `least` … `least` + `top`."""

    def __init__(self, spectrum: Spectrum, frequencies: Frequencies, least: float) -> None:
        self.top = frequencies.top
        self.least = least
        back = frequencies.fixed(-least) if least else None
        real = [x.real for x in (then(spectrum, back) if back else spectrum)]
        # F(t) = t/T + Σ 2/(kπ) Re φ_k sin(kπt/T)
        damping = _damping()
        self.sines = [2 / (k * pi) * real[k] * damping[k] for k in range(1, TERMS)]
        odd = sum(real[k] / (k * k) for k in range(1, TERMS, 2))
        self.mean = least + self.top * (0.5 - 4 / (pi * pi) * odd)

    def below(self, time: float) -> float:
        """The share that takes no longer, by Clenshaw's recurrence."""
        x = (time - self.least) / self.top
        if x <= 0:
            return 0.0
        if x >= 1:
            return 1.0
        angle = pi * x
        twice, one, two = 2 * cos(angle), 0.0, 0.0
        for each in reversed(self.sines):
            one, two = each + twice * one - two, one
        return x + one * sin(angle)

    def quantile(self, share: float, low: float = 0.0) -> float:
        """The time that this share does not exceed; `low` is one that is known to be shorter."""
        left, right = max(low, self.least), self.least + self.top
        here = self.below(left) - share
        if here >= 0:
            return left
        # on the logarithm of what is left above, which falls along a line where a tail is exponential
        rest = 1 - share
        below, above, side = log(rest / (rest - here)), log(rest / LEFT_OVER), 0
        for _ in range(60):  # the Illinois form of the false position
            middle = (left * above - right * below) / (above - below)
            here = self.below(middle) - share
            if abs(here) < 1e-13 or right - left < 1e-12 * self.top:
                return middle
            height = log(rest / max(LEFT_OVER, rest - here))
            if here < 0:
                left, below = middle, height
                above = above / 2 if side < 0 else above
                side = -1
            else:
                right, above = middle, height
                below = below / 2 if side > 0 else below
                side = 1
        return (left + right) / 2

    def masses(self) -> list[float]:
        """What lies in each cell of the grid; never negative, and one in all."""
        function = [0.0] * CELLS
        odd, even = self.sines[0::2], self.sines[1::2]
        for cell in range(1, CELLS // 2 + 1):
            # sin kπ(1 − x) is sin kπx where k is odd, and the opposite where it is even
            row = _sines()[cell]
            ones, twos = sum(map(mul, odd, row[0::2])), sum(map(mul, even, row[1::2]))
            function[cell] = cell / CELLS + ones + twos
            function[-cell] = 1 - cell / CELLS + ones - twos
        return _differences([min(1.0, max(0.0, each)) for each in (*function, 1.0)])


def _differences(function: Sequence[float]) -> list[float]:
    """Steps of a function made to rise, which rounding may have kept from it."""
    found, before = [], 0.0
    for here in function[1:]:
        now = max(before, here)
        found.append(now - before)
        before = now
    return found


def all_of(parts: Sequence[Sequence[float]]) -> list[float]:
    """Masses of the largest of several independent times."""
    function = [1.0] * CELLS
    for masses in parts:
        total = 0.0
        for j, mass in enumerate(masses):
            total += mass
            function[j] *= min(1.0, total)
    return _differences([0.0, *function])


def first_of(masses: Sequence[float], answers: int, visits: int) -> list[float]:
    """Masses of the time after which `answers` of `visits` like ones are done."""
    ways = [comb(visits, done) for done in range(visits + 1)]
    function, total = [0.0], 0.0
    for mass in masses:
        total = min(1.0, total + mass)
        late = sum(
            ways[done] * total**done * (1 - total) ** (visits - done) for done in range(answers)
        )
        function.append(1 - late)
    return _differences(function)

"""Functions that a closed form cannot say stably, as short loops; kernels.mjs says the same."""

from math import exp, expm1, log, log1p

# B(2k) / (2k)! and 2k − 1: the corrections of the Euler–Maclaurin sum.
_BERNOULLI = ((1 / 12, 1), (-1 / 720, 3), (1 / 30_240, 5), (-1 / 1_209_600, 7))


def harmonic(count: float, exponent: float) -> float:
    """The generalised harmonic number H(n, s) = 1 + 2^-s + … + n^-s, also between whole numbers.

    Sixteen terms are added; the rest is the Euler–Maclaurin sum, whose error is then below 1e-14.

    >>> round(harmonic(100, 1), 6)
    5.187378
    """
    if count <= 0:
        return 0.0
    whole = 16.0
    if count <= whole:
        k, total = 1.0, 0.0
        while k <= count:
            total += k**-exponent
            k += 1
        return float(total + (count - (k - 1)) * k**-exponent)
    total = sum(k**-exponent for k in range(1, 16))
    total += _integral(count, exponent) - _integral(whole, exponent)
    total += (whole**-exponent + count**-exponent) / 2
    for factor, order in _BERNOULLI:
        rising = 1.0
        for step in range(order):
            rising *= exponent + step
        power = -exponent - order
        total += factor * rising * (whole**power - count**power)
    return float(total)


def _integral(x: float, exponent: float) -> float:
    """The integral of t^-s from 1 to x; near s = 1 without subtracting like from like."""
    left = (1 - exponent) * log(x)
    return log(x) if left == 0 else log(x) * expm1(left) / left


def erlang_b(servers: float, offered: float) -> float:
    """The share of arrivals that find all servers busy and leave (Erlang's loss formula).

    The recursion of the inverse, 1/B(n) = 1 + n/a · 1/B(n−1), only adds positive numbers.

    >>> round(erlang_b(10, 7), 6)
    0.078741
    """
    if offered <= 0:
        return 0.0
    inverse = 1.0
    for busy in range(1, int(servers) + 1):
        inverse = 1 + inverse * busy / offered
    return 1 / inverse


def erlang_c(servers: float, offered: float) -> float:
    """The share of arrivals that find all servers busy and wait (Erlang's delay formula).

    Meaningful while `offered` is below `servers`; at and past it everybody waits: 1.

    >>> round(erlang_c(14, 10), 7)
    0.1741319
    """
    if offered >= servers:
        return 1.0
    loss = erlang_b(servers, offered)
    return loss / (1 - offered / servers * (1 - loss))


def full_house(servers: float, places: float, offered: float) -> float:
    """The share of arrivals that an M/M/c/K queue turns away: all K places, served and waiting, taken.

    >>> round(full_house(1, 3, 0.5), 6), full_house(2, 2, 1) == erlang_b(2, 1)
    (0.066667, True)
    """
    if offered <= 0:
        return 0.0
    inverse = 1.0
    for present in range(1, int(places) + 1):
        inverse = 1 + inverse * min(present, servers) / offered
    return 1 / inverse


def at_least(need: float, copies: float, one: float) -> float:
    """The chance that at least `need` of `copies` are up, each with chance `one`, independently.

    The smaller side is summed, so that 0.9999999 keeps its last digits.

    >>> round(at_least(2, 3, 0.99), 6)
    0.999702
    """
    need, copies = int(need), int(copies)
    if need <= 0:
        return 1.0
    if need > copies:
        return 0.0
    if one <= 0 or one >= 1:
        return float(one >= 1)
    up, down = log(one), log1p(-one)
    ways, failing, working = 0.0, 0.0, 0.0
    for count in range(copies + 1):
        chance = exp(ways + count * up + (copies - count) * down)
        if count < need:
            failing += chance
        else:
            working += chance
        ways += log((copies - count) / (count + 1)) if count < copies else 0.0
    return 1 - failing if failing < working else working


def any_of(chance: float, tries: float) -> float:
    """1 − (1 − p)^n, the chance that at least one of n happens; exact also when p is tiny.

    >>> any_of(1e-18, 10)
    1e-17
    """
    if chance >= 1:
        return 1.0
    return -expm1(tries * log1p(-chance))


def grown(rate: float, times: float) -> float:
    """(1 + g)^n, exact also when g is tiny.

    >>> round(grown(0.5, 2), 6)
    2.25
    """
    return exp(times * log1p(rate))


def saturating(x: float) -> float:
    """1 − e^−x, exact also when x is tiny.

    >>> saturating(1e-18)
    1e-18
    """
    return -expm1(-x)


def factorial(count: float) -> float:
    """N! = 1 · 2 · … · n.

    >>> factorial(4)
    24.0
    """
    product = 1.0
    for each in range(2, int(count) + 1):
        product *= each
    return product

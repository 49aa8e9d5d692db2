"""Functions that a closed form cannot say stably, as short loops; kernels.mjs says the same."""

from math import log


def harmonic(count: float, exponent: float) -> float:
    """The generalised harmonic number H(n, s) = 1 + 2^-s + … + n^-s, also between whole numbers.

    Sixteen terms are added; the rest is the Euler–Maclaurin sum, whose error is then below 1e-9.

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
    total += exponent / 12 * (whole ** (-exponent - 1) - count ** (-exponent - 1))
    third = exponent * (exponent + 1) * (exponent + 2) / 720
    return float(total - third * (whole ** (-exponent - 3) - count ** (-exponent - 3)))


def _integral(x: float, exponent: float) -> float:
    return log(x) if exponent == 1 else float(x ** (1 - exponent)) / (1 - exponent)

"""Functions that a closed form cannot say stably, as short loops; kernels.mjs says the same."""

from math import exp, expm1, inf, log, log1p, nan, sqrt

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


_LARGE = 1e200  # sums are scaled down past this


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


def erlang_idle(servers: float, offered: float) -> float:
    """The share of time in which no server is busy, with room for all who wait (P0 of M/M/c).

    >>> round(erlang_idle(1, 0.75), 6)
    0.25
    """
    if offered >= servers:
        return 0.0
    total, empty, scale = 1.0, 1.0, 1.0
    for busy in range(1, int(servers) + 1):
        total, empty = scale + total * busy / offered, empty * busy / offered
        if total > _LARGE:
            total, empty, scale = total / _LARGE, empty / _LARGE, scale / _LARGE
    return empty / (total - scale + scale * servers / (servers - offered))


def _house(servers: float, places: float, offered: float) -> tuple[float, float, float, float]:
    """M/M/c/K: the shares of time that it is empty, full and has no idle server, and the mean queue.

    Each sum is kept relative to the state it has reached, and made smaller before it overflows.
    """
    total, empty, busy, queue, scale = 1.0, 1.0, 0.0, 0.0, 1.0
    for present in range(1, int(places) + 1):
        step = min(present, servers) / offered
        waiting = max(0.0, present - servers)
        total, empty = scale + total * step, empty * step
        busy, queue = (
            busy * step + (scale if present >= servers else 0.0),
            queue * step + scale * waiting,
        )
        if total > _LARGE:
            total, empty, busy, queue, scale = (
                each / _LARGE for each in (total, empty, busy, queue, scale)
            )
    return empty / total, scale / total, busy / total, queue / total


def house_empty(servers: float, places: float, offered: float) -> float:
    """The share of time in which an M/M/c/K queue has nobody in it (P0).

    >>> round(house_empty(1, 3, 0.5), 6)
    0.533333
    """
    return _house(servers, places, offered)[0]


def full_house(servers: float, places: float, offered: float) -> float:
    """The share of arrivals that an M/M/c/K queue turns away: all K places, served and waiting, taken.

    >>> round(full_house(1, 3, 0.5), 6), round(full_house(2, 2, 1) / erlang_b(2, 1), 12)
    (0.066667, 1.0)
    """
    return _house(servers, places, offered)[1]


def house_busy(servers: float, places: float, offered: float) -> float:
    """The share of time in which an M/M/c/K queue has no idle server.

    >>> round(house_busy(1, 3, 0.5), 6)
    0.466667
    """
    return _house(servers, places, offered)[2]


def house_queue(servers: float, places: float, offered: float) -> float:
    """How many wait in an M/M/c/K queue, on average (Lq).

    >>> round(house_queue(1, 3, 0.5), 6)
    0.266667
    """
    return _house(servers, places, offered)[3]


def late_answers(servers: float, offered: float, time: float) -> float:
    """The share of requests that an M/M/c queue answers later than `time`, in mean service times.

    >>> round(late_answers(1, 0.5, 2), 6) == round(exp(-1), 6)
    True
    """
    return _late(erlang_c(servers, offered), servers - 1 - offered, time)


def _late(waiting: float, spare: float, time: float) -> float:
    """e^−t + C · (e^−t − e^−(1 + d)t) ÷ d, where d, the spare, may be zero or below."""
    if spare > 0:
        both = exp(-time) * -expm1(-spare * time) / spare
    else:
        both = exp(-(1 + spare) * time) * (expm1(spare * time) / spare if spare else time)
    return exp(-time) + waiting * both


def answer_quantile(servers: float, offered: float, share: float) -> float:
    """The time, in mean service times, within which M/M/c answers such a share of requests.

    >>> round(answer_quantile(1, 0.5, 0.99) / (2 * log(100)), 12)
    1.0
    """
    late = 1 - share
    if share <= 0:
        return 0.0
    waiting, spare = erlang_c(servers, offered), servers - 1 - offered
    low, high = 0.0, 1.0
    while _late(waiting, spare, high) > late:
        low, high = high, high * 2
    for _ in range(80):
        middle = (low + high) / 2
        if middle in (low, high):
            break
        if _late(waiting, spare, middle) > late:
            low = middle
        else:
            high = middle
    return high


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


_FINE = 0.24  # steps of the integral, in standard deviations; its sum is exact to the last digits
_NOTHING = 1e-18


def busiest_share(nodes: float, points: float) -> float:
    """The largest load over the mean when each of n nodes has v random points on a hash ring.

    A node's arcs add up to a gamma variable of shape v, over the sum of all; so this is the mean of
    the largest of n gamma variables, over v. It is added up over the logarithm t of x ÷ v, where
    the density is e^−v(e^t − 1 − t) but for a constant, which the sum of all gives.

    >>> round(busiest_share(10, 1), 6) == round(harmonic(10, 1), 6), round(busiest_share(10, 100), 3)
    (True, 1.159)
    """
    wide = 1 / sqrt(points)
    step = _FINE * wide / (1 + log(nodes) / 2)  # the largest of many scatters less than one
    steps = range(-int((40 / points + 9 * wide) / step), int(15 * wide / step))
    at = [each * step for each in reversed(steps)]
    density = [exp(-points * (expm1(t) - t)) for t in at]
    whole = sum(density)
    total = 0.0
    for t, here in zip(at, density, strict=True):
        if here > _NOTHING:
            below, above = _gamma_sides(points, exp(t), here / (whole * step))
            part = here * exp(t + (nodes - 1) * (log1p(-above) if above < below else log(below)))
            total += part
            if part < _NOTHING * total:  # past the top and down again, nothing more comes
                break
    return nodes * total / whole


def _gamma_sides(shape: float, ratio: float, density: float) -> tuple[float, float]:
    """The chances that a gamma variable is below and above `ratio` times its mean.

    `density` is that of its logarithm there: x^v e^−x ÷ Γ(v).
    """
    term, total, place = 1.0, 1.0, 0.0
    if ratio < 1:
        while term > _NOTHING * total:
            place += 1
            term *= ratio * shape / (shape + place)
            total += term
        below = density / shape * total
        return below, 1 - below
    while term > _NOTHING * total:
        place += 1
        term *= max(0.0, shape - place) / (ratio * shape)
        total += term
    above = density / (ratio * shape) * total
    return 1 - above, above


_LN_2 = 0.6931471805599453
_ROOT_HALF = 0.7071067811865476
_ODD = tuple(1 / odd for odd in range(25, 0, -2))


def unsaturating(share: float) -> float:
    """−ln(1 − q), the mean times until such a share is done; exact also when q is tiny.

    In sums and products alone, so that a page gets the very same bits: a rate that is solved for at
    next to no load magnifies the last one a thousand times.

    >>> round(unsaturating(0.99), 12) == round(log(100), 12), unsaturating(1e-18)
    (True, 1e-18)
    """
    if share >= 1:
        return inf if share == 1 else nan
    left, halvings = 1 - share, 0
    while left < _ROOT_HALF:
        left, halvings = left * 2, halvings + 1
    ratio = (1 - left) / (1 + left) if halvings else share / (2 - share)
    square, total = ratio * ratio, 0.0
    for each in _ODD:
        total = total * square + each
    return halvings * _LN_2 + 2 * ratio * total


def factorial(count: float) -> float:
    """N! = 1 · 2 · … · n.

    >>> factorial(4)
    24.0
    """
    product = 1.0
    for each in range(2, int(count) + 1):
        product *= each
    return product

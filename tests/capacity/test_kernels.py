"""The loops behind the formulas, against the textbook's sums by mpmath with forty digits."""

import mpmath
import pytest
from mpmath import mpf

from capacity import kernels

mpmath.mp.dps = 40
WITHIN = 1e-13
FLEETS = [(1, 0.5), (2, 1.9), (10, 9), (14, 10), (100, 95), (100, 20), (1000, 990), (1000, 999.9), (10_000, 9900), (10_000, 9999)]  # fmt: skip
ROOMS = [(1, 1, 0.5), (1, 3, 0.5), (2, 7, 50 / 37), (4, 20, 3.6), (4, 20, 8.0), (10, 10, 7), (100, 400, 99.0), (100, 2000, 40.0), (50, 2000, 75.0)]  # fmt: skip


def off(found: float, exact: mpf) -> float:
    return float(abs(mpf(found) / exact - 1))


def _terms(servers: int, offered: float) -> tuple[mpf, mpf]:
    """The sum of a^k/k! for k < c, and a^c/c!."""
    term, total = mpf(1), mpf(0)
    for busy in range(1, servers + 1):
        total += term
        term *= mpf(offered) / busy
    return total, term


@pytest.mark.parametrize(("servers", "offered"), FLEETS)
def test_erlang_is_mpmaths(servers: int, offered: float) -> None:
    below, last = _terms(servers, offered)
    waits = last * servers / (servers - mpf(offered))

    assert off(kernels.erlang_b(servers, offered), last / (below + last)) < WITHIN
    assert off(kernels.erlang_c(servers, offered), waits / (below + waits)) < WITHIN
    idle = 1 / (below + waits)
    if idle > 1e-300:
        assert off(kernels.erlang_idle(servers, offered), idle) < 1e-12  # a product of c factors


@pytest.mark.parametrize(("servers", "places", "offered"), ROOMS)
def test_a_queue_with_a_limit_is_mpmaths(servers: int, places: int, offered: float) -> None:
    states = [mpf(1)]
    for present in range(1, places + 1):
        states.append(states[-1] * mpf(offered) / min(present, servers))
    total = mpmath.fsum(states)

    def close(found: float, exact: mpf) -> bool:
        return found == exact or off(found, exact) < WITHIN * 10 or exact < mpf("1e-300")

    assert close(kernels.full_house(servers, places, offered), states[-1] / total)
    assert close(kernels.house_empty(servers, places, offered), states[0] / total)
    assert close(
        kernels.house_busy(servers, places, offered), mpmath.fsum(states[servers:]) / total
    )
    queue = mpmath.fsum((n - servers) * each for n, each in enumerate(states) if n > servers)
    assert close(kernels.house_queue(servers, places, offered), queue / total)


@pytest.mark.parametrize(
    ("need", "copies"), [(1, 1), (2, 3), (3, 5), (1, 5), (90, 100), (700, 1000)]
)
@pytest.mark.parametrize("one", [0.1, 0.5, 0.9, 0.99, 0.9999])
def test_k_of_n_is_mpmaths(need: int, copies: int, one: float) -> None:
    chance = mpf(one)
    ways = [mpmath.binomial(copies, up) * chance**up * (1 - chance) ** (copies - up) for up in range(need, copies + 1)]  # fmt: skip
    exact = mpmath.fsum(ways)

    assert off(kernels.at_least(need, copies, one), exact) < 1e-11 or exact < mpf("1e-290")


@pytest.mark.parametrize("exponent", [0.2, 0.5, 0.8, 0.999, 1, 1.2, 2])
@pytest.mark.parametrize("count", [1, 5, 16, 17, 100, 12_345, 10**6, 10**9])
def test_the_harmonic_number_is_mpmaths(count: int, exponent: float) -> None:
    power = mpf(exponent)
    exact = (
        mpmath.harmonic(count)
        if exponent == 1
        else mpmath.zeta(power) - mpmath.zeta(power, count + 1)
    )

    assert off(kernels.harmonic(count, exponent), exact) < WITHIN


@pytest.mark.parametrize(("servers", "offered"), [(1, 0.5), (2, 1.0), (2, 1.5), (10, 9), (10, 9.5), (100, 80.0), (1000, 990.0)])  # fmt: skip
@pytest.mark.parametrize("share", [0.5, 0.9, 0.99, 0.9999])
def test_a_percentile_of_the_response_leaves_the_rest_late(
    servers: int, offered: float, share: float
) -> None:
    below, last = _terms(servers, offered)
    waits = last * servers / (servers - mpf(offered))
    waiting, spare = waits / (below + waits), servers - 1 - mpf(offered)
    time = mpf(kernels.answer_quantile(servers, offered, share))

    waited = (1 - mpmath.exp(-spare * time)) / spare if spare else time
    late = mpmath.exp(-time) * (1 + waiting * waited)

    assert off(1 - share, late) < 1e-11


def test_nothing_is_lost_of_what_is_tiny() -> None:
    assert kernels.any_of(1e-18, 10) == pytest.approx(1e-17, rel=1e-15)
    assert kernels.saturating(1e-18) == 1e-18
    assert kernels.grown(1e-18, 5) == 1.0

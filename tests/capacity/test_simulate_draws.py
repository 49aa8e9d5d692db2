"""Chance: the same in both languages bit by bit, and of the shape it claims."""

import math

import pytest

from capacity.simulate.draws import AREA, EDGES, HEIGHTS, LAYERS, Draws, fall
from tests.capacity.simulating import asked

SEEDS = (0, 1, 2**31, 2**32, 2**32 + 1, 2**53 - 1)
VARIABILITIES = (0.0, 0.03, 0.25, 0.3, 0.5, 0.9, 1.0, 1.5, 8.0)


@pytest.fixture(scope="module")
def drawn_in_javascript(node: str) -> dict[tuple[int, float | None], list[float]]:
    questions = [(seed, None) for seed in SEEDS] + [(7, each) for each in VARIABILITIES]
    answers = asked(
        node,
        [
            ("draws", {"seed": seed, "count": 20_000} | ({} if each is None else {"mean": 0.003, "variability": each}))
            for seed, each in questions
        ],
    )  # fmt: skip
    return dict(zip(questions, answers, strict=True))


@pytest.mark.parametrize("seed", SEEDS)
def test_uniform_numbers_are_pythons_own_in_javascript(
    seed: int, drawn_in_javascript: dict[tuple[int, float | None], list[float]]
) -> None:
    draws = Draws(seed)

    assert drawn_in_javascript[seed, None] == [draws.uniform() for _ in range(20_000)]


@pytest.mark.parametrize("variability", VARIABILITIES)
def test_service_times_are_the_same_in_javascript(
    variability: float, drawn_in_javascript: dict[tuple[int, float | None], list[float]]
) -> None:
    draws = Draws(7)

    assert drawn_in_javascript[7, variability] == [
        draws.time(0.003, variability) for _ in range(20_000)
    ]


@pytest.mark.parametrize("variability", VARIABILITIES)
def test_service_times_have_the_mean_and_the_spread_they_are_asked_for(variability: float) -> None:
    draws, count = Draws(11), 60_000
    times = [draws.time(2.0, variability) for _ in range(count)]

    mean = sum(times) / count
    spread = sum((each - mean) ** 2 for each in times) / count / mean**2

    assert mean == pytest.approx(2.0, rel=0.02 + 0.02 * variability**0.5)
    assert spread == pytest.approx(variability, rel=0.08, abs=1e-12)


def test_exponential_numbers_follow_the_exponential_law() -> None:
    draws, count = Draws(5), 200_000
    drawn = sorted(draws.exponential() for _ in range(count))

    # Kolmogorov and Smirnov's distance; 1.95 is passed once in a thousand seeds
    distance = max(abs((rank + 0.5) / count + math.expm1(-x)) for rank, x in enumerate(drawn))

    assert distance * math.sqrt(count) < 1.95
    assert drawn[-1] > EDGES[1]  # the tail was reached


def test_very_variable_times_follow_the_gamma_law() -> None:
    draws, count = Draws(6), 100_000
    drawn = sorted(draws.time(1.0, 2.0) for _ in range(count))  # a gamma of shape 1/2

    distance = max(abs((rank + 0.5) / count - math.erf(math.sqrt(x / 2))) for rank, x in enumerate(drawn))  # fmt: skip

    assert distance * math.sqrt(count) < 1.95


def test_the_layers_of_the_ziggurat_have_one_area() -> None:
    areas = [EDGES[i] * (HEIGHTS[i + 1] - HEIGHTS[i]) for i in range(1, LAYERS - 1)]

    assert areas == pytest.approx([AREA] * len(areas), rel=1e-11)
    assert [fall(x / 10) for x in range(300)] == pytest.approx(
        [math.exp(-x / 10) for x in range(300)], rel=1e-13
    )

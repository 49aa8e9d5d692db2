"""Counting latencies: percentiles within the stated error, sums of parts equal to the whole, flat memory."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from capacity.simulate.report import outcome
from capacity.simulate.scene import Scene
from capacity.simulate.tally import PRECISION, Bins
from capacity.simulate.world import World

LATENCIES = st.lists(st.floats(1e-7, 1e5), min_size=1, max_size=200)


def binned(values: Sequence[float]) -> Bins:
    bins = Bins()
    for each in values:
        bins.add(each)
    return bins


@given(LATENCIES, st.floats(0.001, 1))
def test_a_percentile_is_off_by_its_bin_at_most(values: list[float], share: float) -> None:
    rank = next(n for n in range(len(values)) if n + 1 >= share * len(values))
    exact = sorted(values)[rank]

    assert binned(values).percentile(share) == pytest.approx(exact, rel=PRECISION)


@given(LATENCIES, LATENCIES)
def test_tallies_add_up(one: list[float], other: list[float]) -> None:
    together, whole = Bins.sum([binned(one), binned(other)]), binned(one + other)

    assert (together.bins, together.count) == (whole.bins, whole.count)
    assert together.mean == pytest.approx(whole.mean)


def test_memory_does_not_grow_with_the_requests() -> None:
    def kept(rate: float) -> tuple[int, int]:
        scene = Scene.model_validate(
            {
                "stations": [{"id": "web", "servers": 40}],
                "tasks": [{"station": 0, "service": 0.004}],
                "operations": [{"id": "read", "rate": rate, "call": {"to": 0, "timeout": 0.1}}],
                "seconds": 10,
                "warm_up": 1,
            }
        )
        world = World(scene).run()
        whole = Bins.sum(slot.latency for slot in world.slots[0])
        return len(whole.bins), len(world.sim.calendar)

    few, many = kept(300), kept(3000)

    assert many[0] < 3 * few[0]  # ten times the requests, and the bins fill up
    assert many[1] < 50  # and nothing left on the calendar


def test_bad_scenes_are_refused_at_the_door() -> None:
    good = {
        "stations": [{"id": "web"}],
        "tasks": [{"station": 0, "service": 0.1}],
        "operations": [{"id": "read", "rate": 1, "call": {"to": 0}}],
    }
    assert outcome(World(Scene.model_validate(good)).run()).operations[0].answered > 0

    for change, message in (
        ({"tasks": [{"station": 3, "service": 0.1}]}, "no station 3"),
        ({"operations": [{"id": "read", "rate": 1, "call": {"to": 9}}]}, "no task 9"),
        ({"operations": [{"id": "read", "rate": 0, "call": {"to": 0}}]}, "greater than 0"),
        ({"tasks": [{"station": 0, "service": 0.1, "steps": [{"calls": [{"to": 0}]}]}]}, "a later task"),
        ({"warm_up": 60.0}, "leaves nothing"),
        ({"faults": [{"kind": "cold", "target": "hot", "at": 1}]}, "there is no 'hot'"),
    ):  # fmt: skip
        with pytest.raises(ValueError, match=message):
            Scene.model_validate({**good, **change})

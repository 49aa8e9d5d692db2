"""The simulator in the page goes the same path as Python's: every event, every digit."""

from typing import Any

import pytest

from capacity.simulate.report import Outcome, outcome
from capacity.simulate.world import World
from tests.capacity.simulating import any_scene, asked

SEEDS = range(40)


@pytest.fixture(scope="module")
def in_javascript(node: str) -> list[Any]:
    return asked(node, [("scene", any_scene(seed).model_dump(mode="json")) for seed in SEEDS])


@pytest.mark.parametrize("seed", SEEDS)
def test_javascript_goes_the_same_path(seed: int, in_javascript: list[Any]) -> None:
    world = World(any_scene(seed))
    world.trace = []
    here = outcome(world.run())
    there = in_javascript[seed]

    assert world.trace == there["trace"]
    assert here.events == there["outcome"]["events"]
    assert here.model_dump(mode="json") == there["outcome"]
    assert Outcome.model_validate_json(here.model_dump_json()) == here


def test_the_scenes_of_these_tests_try_everything() -> None:
    worlds = [World(any_scene(seed)).run() for seed in SEEDS]
    reports = [outcome(world) for world in worlds]
    lost = {cause for each in reports for one in each.operations for cause in one.lost}

    assert lost == {"lost", "full", "shed", "no leader", "timeout", "breaker", "no quorum"}
    assert sum(each.later_done for each in reports) > 1000
    assert {fault.kind for world in worlds for fault in world.of.faults} >= {"zone_lost", "cold", "spike"}  # fmt: skip
    assert any(len(place.alive) > place.instances for world in worlds for place in world.places)

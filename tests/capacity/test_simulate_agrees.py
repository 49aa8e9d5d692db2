"""The evaluation and the simulation say the same of one plan, each in its own way."""

import json
from random import Random
from typing import Any

import pytest

from bench.bench_agree import RESULT
from capacity.evaluate import evaluate_plan
from capacity.exchange.text import parse
from capacity.plan import plan
from capacity.simulate.planned import Policies, Run, scene_of
from capacity.simulate.report import outcome
from capacity.simulate.spoken import spoken
from capacity.simulate.world import World
from capacity.workload import Workload
from tests.capacity.agreement import Case, any_case, compared
from tests.capacity.simulating import asked

SEEDS = range(20)
REPLICATIONS, REQUESTS = 4, 5000


@pytest.fixture(scope="module")
def cases() -> list[Case]:
    found = [any_case(Random(seed)) for seed in SEEDS]
    return [each for each in found if each]


@pytest.fixture(scope="module")
def simulated(node: str, cases: list[Case]) -> list[Any]:
    scenes = [scene for case in cases for scene in case.scenes(REPLICATIONS, REQUESTS)]
    return asked(node, [("outcome", each.model_dump(mode="json")) for each in scenes])


@pytest.mark.parametrize("number", SEEDS)
def test_mean_and_p99_agree(number: int, cases: list[Case], simulated: list[Any]) -> None:
    runs = simulated[number * REPLICATIONS : (number + 1) * REPLICATIONS]
    found = compared(cases[number], runs)

    # short runs: the interval of four says how far off they may be, or 6 % where they are alike
    for name, each in found.items():
        room = max(0.06 * each.simulated, 1.5 * each.plus_minus)
        assert abs(each.computed - each.simulated) <= room, (name, each)


SHOP = """
client u
service app x4 in a, b time=5ms at_once=4
cache hot hit=80% time=0.5ms at_once=4
sql_database db x2 in a, b time=5ms at_once=4
queue q
worker w x2 time=10ms
u -> app
app -> hot read
app -> db read
app -> q async
q -> w async
"""


def test_rates_and_utilisation_agree_with_caches_queues_and_copies() -> None:
    load = Workload.model_validate({"operations": [{"id": "page", "rate": "400/s"}]})
    planned = plan(parse(SHOP), load)
    found = evaluate_plan(planned)
    report = outcome(World(scene_of(planned, Run(seconds=40))).run())

    for each in report.stations:
        computed = found.component(each.id).utilisation
        assert computed is not None
        assert each.utilisation == pytest.approx(computed, rel=0.05, abs=0.015), each.id
    assert report.operations[0].mean.value == pytest.approx(found.operation("page").mean, rel=0.03)


def test_a_plan_with_faults_goes_one_path_in_both_languages(node: str) -> None:
    load = Workload.model_validate(
        {"operations": [{"id": "page", "rate": "300/s"}, {"id": "save", "rate": "30/s", "writes": True}]}
    )  # fmt: skip
    faults = ("zone a lost at 5s for 5s", "hot cold at 8s", "spike x2 at 10s for 3s")
    policies = Policies(cancels=True, backoff=0.01, jitter=0.5, budget=0.1, failover=2.0)
    run = Run(seconds=15, warm_up=1, faults=tuple(map(spoken, faults)), policies=policies)
    scene = scene_of(plan(parse(SHOP + "app -> db write"), load), run)
    world = World(scene)
    world.trace = []
    here = outcome(world.run())
    (there,) = asked(node, [("scene", scene.model_dump(mode="json"))])

    assert world.trace == there["trace"]
    assert here.model_dump(mode="json") == there["outcome"]
    assert {"lost", "no leader"} <= set(here.operations[1].lost)


def test_the_long_comparison_that_the_book_shows_holds() -> None:
    once = json.loads(RESULT.read_text(encoding="utf-8"))["families"]["once"]

    assert once["drawings"] >= 200
    assert once["mean"]["share that agrees"] >= 0.99
    assert once["p99"]["share that agrees"] >= 0.95

"""The page makes the scene of a drawing as Python does, digit for digit."""

import json
from random import Random
from typing import Any

from pydantic import ValidationError

from capacity.architecture import Architecture
from capacity.plan import CannotRun, plan
from capacity.simulate.planned import Policies, Run, scene_of
from capacity.simulate.scene import Breaker, Scaling
from capacity.workload import Workload
from tests.capacity.everything import any_drawing, any_load
from tests.capacity.in_node import asked

CASES = 240
SCRIPT = """
const answer = given.map(([drawing, load, run]) => {
  try {
    return sceneOf(plan(drawing, load), run);
  } catch (error) {
    if (!(error instanceof WaitingInCircles)) throw new Error(`${error.stack} ${JSON.stringify(drawing)}`);
    return { refused: error.message };
  }
});
"""
MODULES = {
    "plan.mjs": "plan",
    "plan-walk.mjs": "WaitingInCircles",
    "simulate-scene.mjs": "sceneOf",
}


def _run(chance: Random, drawing: Any) -> Run:
    """Every second case keeps to what is usual; the others say all of it."""
    if chance.random() < 0.5:
        return Run()
    name = drawing["components"][-1]["id"]
    policies = Policies(
        cancels=True, backoff=0.2, jitter=0.5, budget=0.1, breaker=Breaker(over=5), failover=3,
        shed={name: 0.5}, scaling={name: Scaling(most=7)},
    )  # fmt: skip
    return Run(seconds=20, seed=chance.randrange(2**53), policies=policies)


def _case(seed: int) -> tuple[Any, Any, Run]:
    chance = Random(seed)
    drawing, load = any_drawing(chance), any_load(chance)
    return drawing, load, _run(chance, drawing)


def _in_python(drawing: Any, load: Any, run: Run) -> dict[str, Any] | None:
    """None where the drawing reaches nothing: there is nothing to simulate."""
    try:
        planned = plan(Architecture.model_validate(drawing), Workload.model_validate(load))
    except CannotRun as error:
        return {"refused": str(error)}
    try:
        made: dict[str, Any] = json.loads(scene_of(planned, run).model_dump_json())
    except ValidationError:
        return None
    return made


def test_the_page_makes_the_same_scene(node: str) -> None:
    cases = [_case(seed) for seed in range(CASES)]
    given = [(drawing, load, run.model_dump(mode="json")) for drawing, load, run in cases]

    there = asked(node, MODULES, SCRIPT, given)

    here = [_in_python(*case) for case in cases]
    compared = [(one, other) for one, other in zip(here, there, strict=True) if one is not None]
    assert [one for one, other in compared if one != other] == []
    tasks = [task for one, _ in compared for task in one.get("tasks", ())]
    assert len(compared) > CASES / 2
    assert any(task["leader"] for task in tasks)
    assert any(task["hit"] for task in tasks)
    assert any(call["breaker"] for task in tasks for step in task["steps"] for call in step["calls"])  # fmt: skip


def test_what_reaches_nothing_has_no_operations_in_the_page_either(node: str) -> None:
    drawing = {"components": [{"id": "a", "kind": "client"}, {"id": "b", "kind": "service"}]}
    load = {"operations": [{"id": "read", "rate": 10}]}

    [there] = asked(node, MODULES, SCRIPT, [(drawing, load, {})])

    assert there["operations"] == there["tasks"] == []

"""The page plans and evaluates a drawing as Python does: every number, every sentence."""

import json
import math
from dataclasses import asdict
from pathlib import Path
from random import Random
from typing import Any

import pytest

from capacity.architecture import Architecture
from capacity.contract import workload_in
from capacity.drawing_file import read_drawing
from capacity.evaluate import evaluate_plan
from capacity.evaluate.loads import loads
from capacity.evaluate.moments import Moments
from capacity.evaluate.spectra import distribution
from capacity.evaluate.times import SHARES
from capacity.plan import CannotRun, plan
from capacity.workload import Workload
from tests.capacity.everything import any_drawing, any_load
from tests.capacity.in_node import asked

CASES = 240
CLOSE = 1e-9
BANK = Path(__file__).parents[2] / "exercises"
SCRIPT = """
const answer = given.map(([drawing, load]) => {
  try {
    const planned = plan(drawing, load);
    return { planned, found: evaluatePlan(planned) };
  } catch (error) {
    if (!(error instanceof WaitingInCircles)) throw new Error(`${error.stack} ${JSON.stringify(drawing)}`);
    return { refused: error.message, at: error.at };
  }
});
"""
MODULES = {
    "plan.mjs": "plan",
    "plan-walk.mjs": "WaitingInCircles",
    "evaluate.mjs": "evaluatePlan",
}


def _case(seed: int) -> tuple[Any, Any]:
    chance = Random(seed)
    return any_drawing(chance), any_load(chance)


def _in_python(drawing: Architecture, load: Workload) -> dict[str, Any]:
    try:
        planned = plan(drawing, load)
    except CannotRun as error:
        return {"refused": str(error), "at": list(error.at)}
    found = {"stations": {}, "operations": {}} | _plain(asdict(planned))
    found["workload"] = None
    for each in found["operations"].values():
        each["operation"] = None
    return {"planned": found, "found": _plain(evaluate_plan(planned).as_json())}


def _plain(value: Any) -> Any:
    return json.loads(json.dumps(value, default=lambda each: each.model_dump(mode="json")))


def _different(here: Any, there: Any, at: str = "") -> list[str]:
    """Where two answers differ by more than rounding."""
    if isinstance(here, dict) and isinstance(there, dict):
        missing = [f"{at}.{each}" for each in here.keys() ^ there.keys()]
        return missing + [line for name in here.keys() & there.keys() for line in _different(here[name], there[name], f"{at}.{name}")]  # fmt: skip
    if isinstance(here, list) and isinstance(there, list) and len(here) == len(there):
        return [line for n, pair in enumerate(zip(here, there, strict=True)) for line in _different(*pair, f"{at}[{n}]")]  # fmt: skip
    if isinstance(here, int | float) and isinstance(there, int | float):
        close = math.isclose(here, there, rel_tol=CLOSE, abs_tol=1e-15)
        return [] if close else [f"{at}: {here!r} here, {there!r} in the page"]
    return [] if here == there else [f"{at}: {here!r} here, {there!r} in the page"]


def _without_what_was_given(said: dict[str, Any]) -> dict[str, Any]:
    if "planned" in said:
        said["planned"]["workload"] = None
        for each in said["planned"]["operations"].values():
            each["operation"] = None
    return said


@pytest.fixture(scope="module")
def in_the_page(node: str) -> list[Any]:
    answers = asked(node, MODULES, SCRIPT, [_case(seed) for seed in range(CASES)])
    return [_without_what_was_given(each) for each in answers]


def test_the_page_plans_and_evaluates_as_python_does(in_the_page: list[Any]) -> None:
    wrong, flat = {}, 0
    for seed, there in enumerate(in_the_page):
        drawing, load = _case(seed)
        case = Architecture.model_validate(drawing), Workload.model_validate(load)
        differences = _different(_in_python(*case), there)
        if differences and _has_a_plateau(*case):
            flat += 1
        elif differences:
            wrong[seed] = differences[:3]

    assert not wrong
    assert flat < CASES / 20


def _has_a_plateau(drawing: Architecture, load: Workload) -> bool:
    """Whether a percentile that is told is any of many times: exactly 99 % take the quick way."""
    loaded = loads(plan(drawing, load))
    for operation in loaded.plan.operations.values():
        moments = Moments(loaded.plan, operation, loaded.queues)
        moments.run()
        times = distribution(moments)
        if times.top < 1e-6 * times.least:  # a fixed time but for a hair, which phases round away
            return True
        for share in SHARES:
            found = times.quantile(share)
            if times.below(found * 1.00001) - times.below(found / 1.00001) < 1e-11:
                return True
    return False


def test_these_drawings_try_everything(in_the_page: list[Any]) -> None:
    found = [each["found"] for each in in_the_page if "found" in each]
    kinds = {finding["kind"] for each in found for finding in each["findings"]}
    timed = [one for each in found for one in each["operations"] if one["p99"] is not None]
    modes = {
        step["mode"]
        for each in in_the_page
        if "planned" in each
        for operation in each["planned"]["operations"].values()
        for steps in operation["steps"].values()
        for step in steps
    }

    assert len(timed) > 100
    assert sum("refused" in each for each in in_the_page) > 2
    assert modes == {"in_turn", "parallel", "one_of"}
    assert kinds >= {"no-client", "not-served", "unknown-operation", "unused", "overload", "busy", "turned-away",
                     "storage", "bandwidth", "zone-capacity", "time-outs"}  # fmt: skip
    assert any(one["lag_p99"] for each in found for one in each["operations"])


def test_the_page_reads_amounts_as_people_write_them(node: str) -> None:
    drawing = {
        "components": [
            {"id": "u", "kind": "client"},
            {"id": "db", "kind": "sql_database", "service_time": "5 ms", "storage": "2 TB", "price": "$70"},
        ],
        "calls": [{"from": "u", "to": "db", "kind": "read", "delay": "1 ms"}],
    }  # fmt: skip
    load = {
        "operations": [{"id": "read", "rate": "2k/s", "promises": {"availability": "3 nines"}}],
        "budget": "$0.10/h",
    }

    [there] = asked(node, MODULES, SCRIPT, [(drawing, load)])

    here = _in_python(Architecture.model_validate(drawing), Workload.model_validate(load))
    assert not _different(here, _without_what_was_given(there))


def test_the_page_evaluates_every_stored_answer_alike(node: str) -> None:
    cases = [
        (read_drawing(answer), workload_in(exercise))
        for exercise in sorted(BANK.glob("*/exercise.yaml"))
        for answer in sorted((exercise.parent / "answers").glob("strong-*.yaml"))[:3]
    ]
    given = [(one.model_dump(mode="json", by_alias=True), load.model_dump(mode="json")) for one, load in cases]  # fmt: skip

    answers = asked(node, MODULES, SCRIPT, given)

    assert len(cases) >= 3
    for case, there in zip(cases, answers, strict=True):
        assert not _different(_in_python(*case), _without_what_was_given(there))

"""How long a grade takes, against a JSON round trip of the same answer; and how fast bad input is refused."""

import json
import time
from collections.abc import Callable
from pathlib import Path

from capacity import yaml_door
from capacity.frozen import BadInput
from grader import bank
from grader.grade import grade
from grader.reading import look_over, read_answer

ANSWER = Path(__file__).parents[1] / "tests" / "exercises" / "probes" / "postgres-redis.yaml"
BOMB = "a: &a [x, x]\n" + "".join(f"k{n}: &k{n} [{', '.join(['*a'] * 9)}]\n" for n in range(9))


def measure() -> dict[str, float]:
    """Milliseconds, and ratios, each the best of several runs: the machine may be busy."""
    exercise = bank.exercise("url-shortener")
    raw = yaml_door.load_file(ANSWER)["answer"]
    answer = read_answer(raw)
    found = {
        "a grade, ms": _best(lambda: grade(exercise, answer)),
        "a JSON round trip of the answer, ms": _best(lambda: json.loads(json.dumps(raw))),
        "reading the answer, ms": _best(lambda: read_answer(raw)),
        "looking it over, ms": _best(lambda: look_over(raw, exercise)),
        "loading the exercise, ms": _best(lambda: bank.load(bank.EXERCISES / "url-shortener"), 3),
        "refusing a 2 MB body, ms": _best(lambda: _refused(b"x" * 2_000_000)),
        "refusing 100,000-deep JSON, ms": _best(lambda: _refused("[" * 100_000)),
        "refusing a YAML bomb, ms": _best(lambda: _refused_yaml(BOMB)),
        "refusing 100,000 characters of SQL, ms": _best(
            lambda: _refused({"data_model": {"ddl": "CREATE TABLE t (a int);" * 4348}})
        ),
        "20,000 characters of broken SQL, ms": _best(
            lambda: look_over({"data_model": {"ddl": "CREATE TABLE x (a int, " * 860}}, exercise)
        ),
    }
    round_trip = found["a JSON round trip of the answer, ms"]
    return {**found, "a grade against a JSON round trip": found["a grade, ms"] / round_trip}


def _best(work: Callable[[], object], runs: int = 15) -> float:
    """The shortest of several runs, in milliseconds."""
    times = []
    for _ in range(runs):
        began = time.perf_counter()
        work()
        times.append(time.perf_counter() - began)
    return min(times) * 1000


def _refused(raw: object) -> None:
    try:
        read_answer(raw)
    except BadInput:
        return
    raise AssertionError("this should have been refused")


def _refused_yaml(text: str) -> None:
    try:
        yaml_door.load(text, "bomb.yaml")
    except BadInput:
        return
    raise AssertionError("this should have been refused")

"""How long a picture takes, against writing the same drawing as JSON; and reading its text form."""

import json
import random
import time
from collections.abc import Callable
from pathlib import Path

from capacity import yaml_door
from capacity.architecture import Architecture
from capacity.draw import svg
from capacity.exchange.text import parse, write
from grader.reading import read_answer

ANSWER = (
    Path(__file__).parents[1]
    / "exercises"
    / "url-shortener"
    / "answers"
    / "strong-wide-column.yaml"
)


def measure() -> dict[str, float]:
    """Milliseconds and ratios, each the best of several runs: the machine may be busy."""
    usual = read_answer(yaml_door.load_file(ANSWER)["answer"]).architecture
    large = _large(300)
    found: dict[str, float] = {}
    for name, drawing in (
        (f"{len(usual.components)} components", usual),
        ("300 components", large),
    ):
        picture = _best(lambda: svg(drawing, title="x"))  # noqa: B023 - used at once
        as_json = _best(lambda: json.dumps(drawing.model_dump(mode="json")))  # noqa: B023
        text = write(drawing)
        found[f"a picture of {name}, ms"] = picture
        found[f"a picture of {name} against JSON"] = picture / as_json
        found[f"reading the text of {name}, ms"] = _best(lambda: parse(text))  # noqa: B023
    return found


def _large(count: int) -> Architecture:
    chance = random.Random(1)
    kinds = ["service", "cache", "sql_database", "queue", "worker"]
    boxes = [f"{chance.choice(kinds)} n{number}" for number in range(count)]
    arrows = [f"n{chance.randrange(number)} -> n{number}" for number in range(1, count)]
    return parse("\n".join(boxes + arrows))


def _best(work: Callable[[], object], runs: int = 9) -> float:
    times = []
    for _ in range(runs):
        began = time.perf_counter()
        work()
        times.append(time.perf_counter() - began)
    return min(times) * 1000

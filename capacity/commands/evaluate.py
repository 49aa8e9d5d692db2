"""Evaluate a drawing under a load: times, availability, cost, and what is too busy.

python -m capacity evaluate my-drawing.txt --contract url-shortener
python -m capacity evaluate exercises/url-shortener/answers/strong-cache-aside.yaml --contract url-shortener
python -m capacity evaluate my-drawing.yaml --contract my-load.yaml --json

FILE is YAML, JSON, lines of text, a Mermaid flowchart, or a stored answer. The contract is the name
of an exercise, or a file with a load. Without one a figure is run under its own workload, and any
other drawing is asked 100 requests a second.
"""

import argparse
import json
from pathlib import Path

from capacity.commands import Refused, columns
from capacity.contract import of_figure, workload_in
from capacity.drawing_file import read_drawing
from capacity.evaluate import ComponentResult, Evaluation, OperationResult, evaluate, say
from capacity.format import human
from capacity.plan import CannotRun
from capacity.workload import Workload

EXERCISES = Path(__file__).parents[2] / "exercises"
USUAL = Workload.model_validate({"operations": [{"id": "request", "rate": "100/s"}]})
BAR = 20  # characters of a full bar
MARKS = {True: "kept  ", False: "BROKEN", None: "?     "}


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar="FILE", help="a drawing, or an answer with one")
    parser.add_argument("--contract", default="", metavar="EXERCISE", help="whose load, or a file")
    parser.add_argument("--json", action="store_true", help="print everything as JSON")


def run(options: argparse.Namespace) -> str:
    drawing = read_drawing(options.file)
    try:
        found = evaluate(drawing, load(options.contract, options.file))
    except CannotRun as error:
        raise Refused(str(error)) from None
    if options.json:
        return json.dumps(found.as_json(), ensure_ascii=False, indent=2, allow_nan=False)
    return said(found)


def load(contract: str, drawing: Path) -> Workload:
    """The load of an exercise, or in a file; without either that of the figure in `drawing`. Raises Refused."""
    if not contract:
        return of_figure(drawing) or USUAL
    exercise = EXERCISES / contract / "exercise.yaml"
    path = exercise if exercise.exists() else Path(contract)
    if not path.is_file():
        known = sorted(each.parent.name for each in EXERCISES.glob("*/exercise.yaml"))
        raise Refused(f"There is no exercise or file '{contract}'. Exercises: {', '.join(known)}.")
    return workload_in(path)


def said(found: Evaluation) -> str:
    """The whole, in the order in which one asks."""
    blocks = [
        ["Promises", *(f"  {MARKS[each.kept]} {each.sentence}" for each in found.all_promises)],
        ["Operations at their peak", *columns([_HEAD, *map(_operation, found.operations)])],
        ["Components", *columns([_component(each) for each in found.components if _is_used(each)])],
        ["What is full first", f"  {found.bottleneck.sentence}"] if found.bottleneck else [],
        ["Stopped by one loss", *_single_points(found)],
        ["To look at", *(f"  {each.sentence}" for each in found.findings)],
        [f"Costs {say.dollars(found.cost.total)} a month", *_cost(found)],
        [
            "Not drawn, so taken from the catalogue",
            *(f"  {each.sentence}" for each in found.assumed),
        ],
    ]
    return "\n\n".join("\n".join(block) for block in blocks if len(block) > 1)


_HEAD = ("", "rate", "p50", "p99", "succeeds", "handed over, done by")


def _operation(each: OperationResult) -> tuple[str, ...]:
    return (
        each.title,
        say.rate(each.rate),
        _time(each.p50),
        _time(each.p99),
        "?" if each.availability is None else say.share(each.availability),
        _time(each.lag_p99) if each.lag_p99 is not None else "",
    )


def _time(value: float | None) -> str:
    return "?" if value is None else say.time(value)


def _is_used(each: ComponentResult) -> bool:
    return each.reads + each.writes > 0


def _component(each: ComponentResult) -> tuple[str, ...]:
    busy = each.utilisation
    filled = 0 if busy is None else min(BAR, round(busy * BAR))
    bar = "·" * BAR if busy is None else "█" * filled + "░" * (BAR - filled)
    kept = (
        f"{human(each.stored, 'B')} of {human(each.storage, 'B')}"
        if each.stored and each.storage
        else ""
    )
    return (
        each.title,
        bar,
        "as many as come" if busy is None else say.share(busy),
        say.rate(each.reads + each.writes),
        kept,
    )


def _single_points(found: Evaluation) -> list[str]:
    return [
        f"  {one.title} stops {say.share(one.lost)} of “{each.title}”"
        for each in found.operations
        for one in each.single_points
    ]


def _cost(found: Evaluation) -> list[str]:
    return columns([(title, say.dollars(dollars)) for title, dollars in found.cost.lines])


def _assumed(found: Evaluation) -> list[str]:
    """Each assumption once, with everything it was made for."""
    alike: dict[str, list[str]] = {}
    for each in found.assumed:
        who, _, what = each.sentence.partition(": ")
        alike.setdefault(what, []).append(who)
    return [f"  {', '.join(dict.fromkeys(who))}: {what}" for what, who in alike.items()]

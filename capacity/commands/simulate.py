"""Run a drawing request by request, with failures on a schedule.

python -m capacity simulate my-drawing.txt --contract url-shortener --fault "zone b lost at 20s for 30s"
python -m capacity simulate my-drawing.yaml --contract my-load.yaml --seconds 120 --seed 7 --json

python -m capacity simulate my-drawing.txt --shape "ramp x1 to x3" --policy "app scale 60% from 2 to 20"

FILE and the contract are as for `evaluate`. Faults: zone b lost, db loses 1, db slow x3, hot cold,
db delay 50ms, db loss 5%, db full, db hot 60%, spike x3, redirect spike x3; each `at 20s`, and mostly
`for 10s`. Shapes of the load: day, ramp x0.5 to x3, redirect day; it is steady at the peak otherwise.
Policies: cancel, backoff 100ms jitter 50%, budget 10%, breaker 50% of 20 for 5s, failover 5s, app shed
200ms, app scale 60% from 2 to 20 every 15s after 60s. The same seed gives the same run, to the last digit.
"""

import argparse
import json
from pathlib import Path

from capacity.commands import Refused, columns
from capacity.commands.evaluate import load
from capacity.drawing_file import read_drawing
from capacity.format import human
from capacity.plan import CannotRun, plan
from capacity.simulate.effects import Effect, effects
from capacity.simulate.planned import Run, scene_of
from capacity.simulate.report import OperationOutcome, Outcome, outcome
from capacity.simulate.scene import Scene
from capacity.simulate.shapes import UnreadableShape, shapes
from capacity.simulate.spoken import UnreadableFault, checked, spoken
from capacity.simulate.spoken_policies import UnreadablePolicy, policies
from capacity.simulate.world import World
from capacity.suggest import did_you_mean

MOST_REQUESTS = 3_000_000  # a few minutes of computing
LONGEST = 100_000
BARS = "▁▂▃▄▅▆▇█"


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar="FILE", help="a drawing, or an answer with one")
    parser.add_argument("--contract", default="", metavar="EXERCISE", help="whose load, or a file")
    parser.add_argument(
        "--fault", action="append", default=[], help="what goes wrong; may be said several times"
    )
    parser.add_argument("--shape", action="append", default=[], help="how the load goes")
    parser.add_argument("--policy", action="append", default=[], help="what is done about trouble")
    parser.add_argument("--seconds", type=float, default=60.0, help="how long (60)")
    parser.add_argument("--seed", type=int, default=1, help="which run (1)")
    parser.add_argument("--json", action="store_true", help="print everything as JSON")


def run(options: argparse.Namespace) -> str:
    scene = _scene(options)
    world = World(scene).run()
    report, told = outcome(world), effects(world)
    if options.json:
        said = [{**each.model_dump(mode="json"), "sentence": each.sentence} for each in told]
        whole = {"outcome": report.model_dump(mode="json"), "effects": said}
        return json.dumps(whole, ensure_ascii=False, indent=2)
    return page(report, told)


def _scene(options: argparse.Namespace) -> Scene:
    if not 1 <= options.seconds <= LONGEST:
        raise Refused(f"--seconds {options.seconds:g}: take between 1 and {LONGEST:,}.")
    if not 0 <= options.seed < 2**53:
        raise Refused(f"--seed {options.seed}: take a whole number from 0 on.")
    workload = load(options.contract, options.file)
    try:
        run = Run(
            seconds=options.seconds,
            warm_up=min(5.0, options.seconds / 10),
            bucket=max(1.0, options.seconds / 120),
            seed=options.seed,
            shapes=shapes(options.shape, workload, options.seconds),
            policies=policies(options.policy),
        )
        planned = plan(read_drawing(options.file), workload)
        faults = tuple(spoken(each) for each in options.fault)
        if not any(planned.operations[each].entries for each in planned.operations):
            raise Refused(" ".join(each.sentence for each in planned.findings))
        scene = scene_of(planned, run)
        faults = tuple(checked(each, scene) for each in faults)
        _check_stations(run, scene)
    except (CannotRun, UnreadableFault, UnreadablePolicy, UnreadableShape) as error:
        raise Refused(str(error)) from None
    tops = [max([1.0, *(factor for _, factor in each.shape)]) for each in scene.operations]
    requests = sum(each.rate * top for each, top in zip(scene.operations, tops, strict=True)) * scene.seconds  # fmt: skip
    if requests > MOST_REQUESTS:
        fits = MOST_REQUESTS / requests * scene.seconds
        raise Refused(
            f"In {scene.seconds:g} s there are up to {human(requests)} requests; {human(MOST_REQUESTS)} "
            f"can be run. Take --seconds {fits:.2g}, and faults within them."
        )
    return scene.model_copy(update={"faults": faults})


def _check_stations(run: Run, scene: Scene) -> None:
    """A policy is for a part that is there. Raises Refused."""
    there = [each.id for each in scene.stations]
    for name in (*run.policies.shed, *run.policies.scaling):
        if name not in there:
            raise Refused(f"--policy: there is no '{name}' to shed or scale.{did_you_mean(name, there)}")  # fmt: skip


def page(report: Outcome, told: tuple[Effect, ...]) -> str:
    """The run for a person: a table, a small chart for each operation, a sentence for each fault."""
    lines = [f"{report.seconds:g} s from seed {report.seed}; {human(report.events)} events. Figures without the first {report.warm_up:g} s; ± is the 95 % interval of ten stretches."]  # fmt: skip
    for each in report.operations:
        lines += ["", f"{each.title}: {human(each.goodput, 'request/s')} answered, {_lost(each)}", *_latencies(each), *_chart(each, int(report.seconds / report.bucket))]  # fmt: skip
    lines += ["", *columns([("station", "at work", "waiting"), *((each.title, human(each.utilisation, "%"), f"{each.waiting:.3g}") for each in report.stations)])]  # fmt: skip
    return "\n".join([*lines, *([""] if told else []), *(each.sentence for each in told)])


def _lost(each: OperationOutcome) -> str:
    if not each.lost:
        return "nothing lost" + (f", {each.unfinished} unfinished" if each.unfinished else "")
    causes = ", ".join(f"{count} {cause}" for cause, count in each.lost.items())
    return f"{human(sum(each.lost.values()) / max(1, each.arrived), '%')} lost ({causes})"


def _latencies(each: OperationOutcome) -> list[str]:
    rows = []
    for name, found in (
        ("mean", each.mean),
        ("p50", each.p50),
        ("p95", each.p95),
        ("p99", each.p99),
    ):
        spread = "" if found.plus_minus is None else f"± {human(found.plus_minus, 's')}"
        rows.append((name, human(found.value, "s"), spread))
    return columns(rows)


def _chart(each: OperationOutcome, buckets: int) -> list[str]:
    points = each.points[:buckets]
    rows = [
        ("arrived", [float(one.arrived) for one in points]),
        ("answered", [float(one.answered) for one in points]),
        ("attempts", [float(one.attempts) for one in points]),
        ("p99", [one.p99 or 0.0 for one in points]),
    ]
    top = max([1.0, *(value for name, row in rows if name != "p99" for value in row)])
    late = max([1e-12, *(value for value in rows[-1][1])])
    return columns([(name, bars(row, late if name == "p99" else top)) for name, row in rows])


def bars(values: list[float], top: float) -> str:
    """Numbers as a row of small bars, the highest as high as `top`."""
    return "".join(BARS[min(7, int(value / top * 7.999))] for value in values)

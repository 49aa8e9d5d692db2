"""A learner's drawing, run under the brief's load: evaluated once, however many rules ask.

What a drawing does not say is taken from the catalogue. Nobody loses a point to an assumption of ours alone: where
a promise is broken, it is looked at once more with everything that was assumed `BENEFIT` times better.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

from capacity.architecture import Architecture
from capacity.evaluate import Evaluation, Promised, evaluate_plan
from capacity.evaluate.loads import Loads, loads, waited_for
from capacity.plan import CannotRun, Plan, Station, plan
from capacity.workload import Workload

BENEFIT = 2.0  # of the doubt: work in half the time, half as often down (what is managed: never), at half the price
SAID = 2  # assumptions that one sentence repeats


@dataclass(frozen=True)
class Run:
    """A drawing that can run under a load."""

    plan: Plan

    @cached_property
    def peak(self) -> Evaluation:
        """Everything at its peak, at once."""
        return evaluate_plan(self.plan)

    @cached_property
    def loads(self) -> Loads:
        return loads(self.plan)

    @cached_property
    def kindly(self) -> "Run":
        """The same where what nobody said is better than it is usually taken to be."""
        stations = {name: _better(each) for name, each in self.plan.stations.items()}
        return Run(replace(self.plan, stations=stations))

    @cached_property
    def average(self) -> "Run":
        """The same on average, without the peak."""
        calm = self.plan.workload.at_average()
        operations = {
            name: replace(each, operation=calm.operation(name))
            for name, each in self.plan.operations.items()
        }
        return Run(replace(self.plan, workload=calm, operations=operations))

    def carries(self, operation: str) -> bool:
        """Whether requests of the operation enter anywhere."""
        return bool(self.plan.operations[operation].entries)

    def waited_for(self, operation: str) -> list[str]:
        """The components that somebody waits for in an operation, callers first."""
        waited = waited_for(self.plan.operations[operation])
        return [each for each in waited if each in self.plan.stations]

    def promised(self, operation: str, what: str) -> Promised | None:
        """A promise of an operation beside what was found; None where nothing is promised."""
        found = self.peak.operation(operation).promises
        return next((each for each in found if each.what == what), None)

    def busiest(self, operation: str) -> tuple[str, float] | None:
        """Of what an operation waits for, what is busiest at the peak, and how busy."""
        found = [
            (busy, each)
            for each in self.waited_for(operation)
            if (busy := self.loads.queues[each][0].utilisation)
        ]
        busy, name = max(found, default=(0.0, ""))
        return (name, busy) if name else None

    def assumed(self, components: Iterable[str], *fields: str) -> str:
        """What was assumed of some components, as sentences; the first few."""
        found = [
            one.sentence
            for each in components
            for one in self.plan.stations[each].assumed
            if one.field in fields
        ]
        return " ".join(dict.fromkeys(found[:SAID]))


class NotRun(ValueError):
    """A drawing that cannot run, in a sentence, with the components that are to blame."""

    def __init__(self, sentence: str, at: tuple[str, ...] = ()) -> None:
        super().__init__(sentence)
        self.at = at


def run(drawing: Architecture, workload: Workload) -> Run:
    """The drawing, made ready to run. Raises NotRun."""
    found = _run(drawing, workload)
    if isinstance(found, NotRun):
        raise found
    return found


@lru_cache(64)
def _run(drawing: Architecture, workload: Workload) -> Run | NotRun:
    try:
        return Run(plan(drawing, workload))
    except CannotRun as error:
        return NotRun(str(error), error.at)


def forget() -> None:
    """Runs everything anew from here on."""
    _run.cache_clear()


def _better(station: Station) -> Station:
    """A station of which what was assumed is better than that."""
    assumed = {each.field for each in station.assumed}
    changed: dict[str, float] = {}
    if "service_time" in assumed:
        changed["service_time"] = station.service_time / BENEFIT
        changed["write_time"] = station.write_time / BENEFIT
    if (
        "availability" in assumed
    ):  # what a provider pays for is a floor; its own copies are not drawn
        down = 0.0 if station.managed else (1 - station.availability) / BENEFIT
        changed["availability"] = 1 - down
    if "price" in assumed:
        changed["price"] = station.price / BENEFIT
    return replace(station, **changed) if changed else station  # type: ignore[arg-type]

"""One operation, walked from its clients to the last thing it touches."""

from collections import deque
from collections.abc import Mapping
from itertools import pairwise

from capacity.architecture import ENTRANCES, Call
from capacity.generated import zipf_hit_ratio
from capacity.plan.arrows import Arrows
from capacity.plan.steps import Caller
from capacity.plan.values import (
    OUTSIDE,
    Finding,
    OperationPlan,
    PlannedCall,
    Station,
    Step,
    WaitingInCircles,
)
from capacity.suggest import did_you_mean
from capacity.workload import Operation, Workload

ITEMS = 1e6  # things that can be asked for, where nobody says


class Walk:
    """The plan of one operation, and what there is to say about it."""

    def __init__(self, arrows: Arrows, stations: dict[str, Station], operation: Operation) -> None:
        self.arrows = arrows
        self.stations = stations
        self.operation = operation
        self.findings: list[Finding] = []
        self._left_out: frozenset[tuple[str, str]] = frozenset()  # hand-overs that close a circle
        self._after: dict[str, list[tuple[str, bool]]] = {}  # what `_next` has found

    def plan(self) -> OperationPlan:
        entries = self._entries()
        first = self._from_outside(entries)
        order = self._order(entries)
        waited_for = self._reached(entries, waiting=True)
        hot = hottest_item(self.operation)
        behind_cache: set[str] = set()
        steps: dict[str, tuple[Step, ...]] = {}
        for each in order:
            if each == OUTSIDE:
                steps[each] = first
                continue
            caller = Caller(
                self.arrows,
                self.stations,
                self.operation,
                each,
                behind_queue=each not in waited_for,
                behind_cache=each in behind_cache,
                hot=hot,
            )
            found = tuple(kept for step in caller.steps() if (kept := self._kept(step)))
            if found:
                steps[each] = found
            after = {call.target for step in found for call in step.calls if call.misses}
            behind_cache |= after | (set(_targets(found)) if each in behind_cache else set())
        return OperationPlan(self.operation, entries, steps, order)

    # --- where it begins ---------------------------------------------------------------------------

    def _entries(self) -> tuple[str, ...]:
        drawing = self.arrows.drawing
        clients = [each.id for each in drawing.of_kind("client")]
        calling = [each for each in clients if self._calls(each)]
        if calling:
            return tuple(calling)
        if clients:
            sentence = f"No client has an arrow for “{self.operation.said}”: nothing carries it."
            self.findings.append(Finding("not-served", sentence, tuple(clients), "problem"))
            return ()
        if self._doors:
            sentence = f"No client is drawn; requests are taken to enter at {self._doors_said}."
            self.findings.append(Finding("no-client", sentence, self._doors, "problem"))
            return (OUTSIDE,)
        if drawing.components:
            sentence = "No client is drawn, and nothing that could be a door: nothing is asked."
            self.findings.append(Finding("no-client", sentence, (), "problem"))
        return ()

    @property
    def _doors(self) -> tuple[str, ...]:
        """What nobody calls and could be called: an entrance first, else a service."""
        called = {call.target for call in self.arrows.drawing.calls}
        free = [each for each in self.arrows.drawing.components if each.id not in called]
        for kinds in (ENTRANCES - {"dns"}, {"service", "function"}):
            found = tuple(each.id for each in free if each.kind in kinds and self._calls(each.id))
            if found:
                return found
        return ()

    @property
    def _doors_said(self) -> str:
        return " and ".join(self.arrows.drawing.component(each).title for each in self._doors)

    def _from_outside(self, entries: tuple[str, ...]) -> tuple[Step, ...]:
        if entries != (OUTSIDE,):
            return ()
        doors = self._doors
        calls = tuple(
            PlannedCall(
                id=f"->{door}",
                source=OUTSIDE,
                target=door,
                count=1.0,
                writes=self.operation.writes,
                waits=True,
                share=1 / len(doors),
            )
            for door in doors
        )
        return (Step("one_of", calls, waits=True),)

    # --- what it reaches ---------------------------------------------------------------------------

    def _calls(self, component: str) -> list[Call]:
        if component == OUTSIDE:
            return []
        calls = self.arrows.of(component, self.operation)
        return [call for call in calls if self.arrows.kind(call.target) != "client"]

    def _next(self, component: str) -> list[tuple[str, bool]]:
        """Who comes after a component, and whether it waits for them."""
        if component == OUTSIDE:
            return [(each, True) for each in self._doors]
        found = self._after.get(component)
        if found is None:
            found = self._after[component] = [
                (call.target, self.arrows.waits(call))
                for call in self._calls(component)
                if (call.source, call.target) not in self._left_out
            ]
        return found

    def _reached(self, entries: tuple[str, ...], *, waiting: bool) -> set[str]:
        found = set(entries)
        to_see = deque(entries)
        while to_see:
            for target, waits in self._next(to_see.popleft()):
                if target not in found and (waits or not waiting):
                    found.add(target)
                    to_see.append(target)
        return found

    def _order(self, entries: tuple[str, ...]) -> tuple[str, ...]:
        """Callers before those they call. Raises WaitingInCircles; a circle of hand-overs is opened."""
        while True:
            order, circle = self._depth_first(entries)
            if not circle:
                return order
            self._open(circle)

    def _depth_first(self, entries: tuple[str, ...]) -> tuple[tuple[str, ...], list[str]]:
        """The order, or a way that comes back to where it began."""
        done: dict[str, None] = {}
        on_the_way: dict[str, None] = {}
        for entry in entries:
            stack = [(entry, iter(self._next(entry)))] if entry not in done else []
            on_the_way = dict.fromkeys([entry])
            while stack:
                here, after = stack[-1]
                target = next((each for each, _ in after if each not in done), None)
                if target is None:
                    stack.pop()
                    del on_the_way[here]
                    done[here] = None
                elif target in on_the_way:
                    way = list(on_the_way)
                    return (), [*way[way.index(target) :], target]
                else:
                    on_the_way[target] = None
                    stack.append((target, iter(self._next(target))))
        return tuple(reversed(done)), []

    def _open(self, way: list[str]) -> None:
        """Leaves the last hand-over out of a circle. Raises WaitingInCircles where there is none."""
        said = " → ".join(self._title(each) for each in way)
        links = list(pairwise(way))
        handed = [
            each
            for each in links
            if not any(waits for to, waits in self._next(each[0]) if to == each[1])
        ]
        if not handed:
            raise WaitingInCircles(
                f"In “{self.operation.said}” each waits for the next, and the last for the first: {said}. "
                "Take one arrow away, or hand over instead of waiting.",
                tuple(way[:-1]),
            )
        closing = handed[-1]
        self._left_out = self._left_out | {closing}
        self._after.clear()
        sentence = f"The work goes round: {said}. What {self._title(closing[0])} hands back to {self._title(closing[1])} is not counted."
        self.findings.append(Finding("circle", sentence, tuple(way[:-1])))

    def _title(self, component: str) -> str:
        return self.arrows.drawing.component(component).title

    def _kept(self, step: Step) -> Step | None:
        """The step without what was left out of a circle."""
        if not self._left_out:
            return step
        calls = tuple(
            call for call in step.calls if (call.source, call.target) not in self._left_out
        )
        if len(calls) == len(step.calls):
            return step
        return Step(step.mode, calls, step.waits, step.any_will_do) if calls else None


def hottest_item(operation: Operation) -> float:
    """The share of requests for the most wanted thing, by Zipf's law."""
    if not operation.skew:
        return 0.0
    return zipf_hit_ratio(1, operation.items or ITEMS, operation.skew)


def _targets(steps: tuple[Step, ...]) -> list[str]:
    return [call.target for step in steps for call in step.calls]


def unknown_operations(arrows: Arrows, workload: Workload) -> list[Finding]:
    """Arrows that are marked with something nobody asked for."""
    if not workload.operations:
        return []
    found = []
    for call in arrows.drawing.calls:
        for name in call.operations:
            if name.lower() not in arrows.operations:
                guess = did_you_mean(name, sorted(arrows.operations))
                sentence = (
                    f"{call.id} is marked with “{name}”, which is none of the operations.{guess}"
                )
                found.append(Finding("unknown-operation", sentence, (call.id,)))
    return found


def unused(arrows: Arrows, operations: Mapping[str, OperationPlan]) -> list[Finding]:
    """Boxes that no operation touches, and that feed nothing that is touched."""
    touched = {each for one in operations.values() for each in one.order}
    sources = [
        each.id
        for each in arrows.drawing.components
        if each.kind in ("scheduler", "third_party", "worker") and arrows.out[each.id]
    ]
    started = set(sources)
    to_see = deque(sources)
    while to_see:
        for call in arrows.out[to_see.popleft()]:
            if call.target not in started:
                started.add(call.target)
                to_see.append(call.target)
    copies = {other for one in touched for other in arrows.twins.get(one, ())}
    found = []
    for each in arrows.drawing.components:
        feeds = any(call.target in touched for call in arrows.out[each.id])
        if each.id in touched | started | copies or each.kind == "client" or feeds:
            continue
        called = any(call.target == each.id for call in arrows.drawing.calls)
        why = "no operation comes by" if called else "no arrow leads there"
        found.append(Finding("unused", f"{each.title} is not used: {why}.", (each.id,)))
    return found

"""What a drawing does: who reaches what for an operation, who waits for whom, whose loss stops it.

Breadth-first search over the calls, each component visited once; paths are never enumerated, since
their number explodes. "Waits" means a request, a read or a write: an asynchronous call hands over
and goes on, a replicating one copies behind everybody's back.
"""

from collections import deque
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import get_args

from capacity.architecture import (
    BUFFERS,
    COMPUTE,
    DURABLE_STORES,
    ENTRANCES,
    Architecture,
    Call,
    Component,
    Kind,
)
from capacity.boxes import is_managed, role
from grader.verdict import Evidence

Step = Callable[[Call], bool]
KINDS = get_args(Kind)  # clients first, stores last


def in_order(drawn: Architecture) -> Architecture:
    """The same drawing from clients to stores, then by name: of two paths as good, the same is cited."""
    titles = {
        each.id: (KINDS.index(each.kind), each.title.casefold(), each.id)
        for each in drawn.components
    }
    return Architecture.model_construct(
        components=tuple(sorted(drawn.components, key=lambda each: titles[each.id])),
        calls=tuple(
            sorted(
                drawn.calls,
                key=lambda each: (
                    titles[each.source],
                    titles[each.target],
                    each.kind,
                    each.operations,
                ),
            )
        ),
        zones=drawn.zones,
    )


@dataclass(frozen=True)
class Drawing:
    """An architecture, seen for the operations that the exercise knows."""

    architecture: Architecture
    operations: frozenset[str]
    # kinds of boxes that do an operation's work beside services, and in which it may end beside durable stores
    works_in: Mapping[str, tuple[Kind, ...]] = field(default_factory=dict)
    ends_in: Mapping[str, tuple[Kind, ...]] = field(default_factory=dict)

    @cached_property
    def _needs_of(self) -> dict[str, dict[str, list[list[str]]]]:
        return {}

    @cached_property
    def clients(self) -> tuple[str, ...]:
        """Where requests come from: clients, else what nobody calls and no store is."""
        clients = [each.id for each in self.architecture.of_kind("client")]
        return tuple(clients)

    def serves(self, call: Call, operation: str) -> bool:
        """Whether a call takes part in an operation. One named for unknown things takes part in all."""
        known = self._served[id(call)]
        return not known or operation in known

    @cached_property
    def _served(self) -> dict[int, frozenset[str]]:
        """The operations of the exercise that each call is named for, by the call's identity."""
        return {
            id(call): self.operations.intersection(each.lower() for each in call.operations)
            for call in self.architecture.calls
        }

    def waiting(self, operation: str) -> Step:
        """The calls of an operation whose caller waits."""
        return lambda call: call.waits and self.serves(call, operation)

    def any_call(self, operation: str) -> Step:
        """The calls of an operation, also those that only hand over."""
        return lambda call: call.kind != "replicate" and self.serves(call, operation)

    def reach(
        self, starts: Iterable[str], step: Step, *, around: Iterable[str] = ()
    ) -> dict[str, str | None]:
        """Everything that can be reached, each with the component it was reached from."""
        avoided = set(around)
        came_from: dict[str, str | None] = {each: None for each in starts if each not in avoided}
        waiting = deque(came_from)
        while waiting:
            here = waiting.popleft()
            for call in self.architecture.calls_from[here]:
                if call.target not in came_from and call.target not in avoided and step(call):
                    came_from[call.target] = here
                    waiting.append(call.target)
        return came_from

    def path(
        self,
        starts: Iterable[str],
        goals: Iterable[str],
        step: Step,
        *,
        around: Iterable[str] = (),
    ) -> list[str]:
        """A shortest path from any start to any goal; empty when there is none."""
        came_from = self.reach(starts, step, around=around)
        wanted = set(goals)
        goal = next((each for each in came_from if each in wanted), None)
        return trail(came_from, goal) if goal is not None else []

    def working_path(self, operation: str) -> list[str]:
        """A path on which a client waits for compute and compute for a durable store.

        Where an operation may do its work or end elsewhere, as a decision in a gateway that counts in memory,
        the exercise says so.
        """
        if operation not in self._paths:
            self._paths[operation] = self._working_path(operation)
        return self._paths[operation]

    @cached_property
    def _paths(self) -> dict[str, list[str]]:
        return {}

    def _working_path(self, operation: str) -> list[str]:
        step = self.waiting(operation)
        reached = self.reach(self.clients, step)
        works = COMPUTE | set(self.works_in.get(operation, ()))
        compute = [each for each in reached if self.kind(each) in works]
        behind = self.reach(compute, step)
        ends = DURABLE_STORES | set(self.ends_in.get(operation, ()))
        store = next((each for each in behind if self.kind(each) in DURABLE_STORES), None)
        store = store or next((each for each in behind if self.kind(each) in ends), None)
        if store is None:
            return []
        tail = trail(behind, store)
        return [*trail(reached, tail[0])[:-1], *tail]

    def kind(self, component: str) -> str:
        return self.architecture.component(component).kind

    def title(self, component: str) -> str:
        return self.architecture.component(component).title

    def written(self, path: Iterable[str]) -> str:
        """A path as a person reads it: Browser → Redirect → Links."""
        return " → ".join(self.title(each) for each in path)

    def call_between(self, source: str, target: str) -> Call | None:
        return next(
            (each for each in self.architecture.calls_from[source] if each.target == target), None
        )

    # --- what an operation stands on ---------------------------------------------------------------

    def succeeds(self, operation: str, down: frozenset[str]) -> bool:
        """Whether an operation still works with some components down.

        Every call that waits must succeed; calls to components that stand in for one another need
        one of them; a cache is passed by where its caller can reach the store itself.
        """
        needs = self._all_needs(operation)
        failed = set(down)
        spreading = True
        while spreading:
            broken = [
                each
                for each, groups in needs.items()
                if each not in failed and any(failed.issuperset(group) for group in groups)
            ]
            failed.update(broken)
            spreading = bool(broken)
        return not failed.issuperset(self._callers(operation))

    def _callers(self, operation: str) -> tuple[str, ...]:
        """The clients that ask for an operation; who asks for another cannot tell whether this one works."""
        step = self.waiting(operation)
        asking = [
            each for each in self.clients if any(map(step, self.architecture.calls_from[each]))
        ]
        return tuple(asking) or self.clients

    def _all_needs(self, operation: str) -> dict[str, list[list[str]]]:
        """What each component on the paths of an operation needs, found once; furthest from clients first."""
        if operation not in self._needs_of:
            reached = self.reach(self.clients, self.waiting(operation))
            self._needs_of[operation] = {
                each: self._needs(each, operation) for each in reversed(list(reached))
            }
        return self._needs_of[operation]

    def single_points(self, operation: str) -> list[Component]:
        """Components of which one stands, and whose loss stops the operation."""
        if not self.succeeds(operation, frozenset()):
            return []
        reached = self.reach(self.clients, self.waiting(operation))
        return [
            each
            for each in self.architecture.components
            if each.id in reached
            and each.kind != "client"
            and each.instances < 2
            and not is_managed(each)
            and not self.succeeds(operation, frozenset({each.id}))
        ]

    def single_zones(self, operation: str) -> list[str]:
        """Zones whose loss stops the operation; none when fewer than two are drawn."""
        zones = {zone for each in self.architecture.components for zone in each.zones}
        if len(zones) < 2:
            return []
        return [
            zone
            for zone in sorted(zones)
            if not self.succeeds(
                operation,
                frozenset(
                    each.id
                    for each in self.architecture.components
                    if each.zones == (zone,) and not (is_managed(each) and each.instances > 1)
                ),
            )
        ]

    def _needs(self, here: str, operation: str) -> list[list[str]]:
        """Groups of components: one of each group must work for `here` to do its part."""
        step = self.waiting(operation)
        targets = [call.target for call in self.architecture.calls_from[here] if step(call)]
        targets = [
            each for each in dict.fromkeys(targets) if not self._is_optional(here, each, operation)
        ]
        groups: list[list[str]] = []
        for each in targets:
            for group in groups:
                if any(self._stand_in(here, each, other) for other in group):
                    group.append(each)
                    break
            else:
                groups.append([each])
        return groups

    def _is_optional(self, here: str, target: str, operation: str) -> bool:
        """A cache beside the way to the store: without it the operation is slower, not stopped."""
        if self.kind(target) != "cache":
            return False
        stores = [each.id for each in self.architecture.components if each.kind in DURABLE_STORES]
        return bool(self.path([here], stores, self.waiting(operation), around=[target]))

    def _stand_in(self, here: str, one: str, other: str) -> bool:
        """Whether either will do: copies of one store, or the same box drawn once for each place."""
        if self.kind(one) != self.kind(other):
            return False
        if self._copy_of_one_another(one, other):
            return True
        if self.kind(here) not in ENTRANCES | {"client"} and self.kind(one) not in ENTRANCES:
            return False
        return role(self.architecture.component(one)) == role(self.architecture.component(other))

    def _copy_of_one_another(self, one: str, other: str) -> bool:
        return any(
            call.kind == "replicate" and {call.source, call.target} == {one, other}
            for call in self.architecture.calls
        )

    # --- copies -----------------------------------------------------------------------------------

    def copies(self, component: Component) -> int:
        """How many can stand in for it: its instances, and boxes that replicate with it."""
        twins = sum(
            call.kind == "replicate" and component.id in (call.source, call.target)
            for call in self.architecture.calls
        )
        return component.instances + twins

    def behind_entrance(self, component: str) -> bool:
        """Whether something that spreads requests calls it."""
        return any(
            call.target == component and self.kind(call.source) in ENTRANCES | BUFFERS
            for call in self.architecture.calls
        )

    @cached_property
    def unused(self) -> list[Component]:
        """Boxes without a call, or that nothing a client, timer or partner starts ever reaches."""
        architecture = self.architecture
        starts = [
            each.id
            for each in architecture.components
            if each.kind in ("client", "scheduler", "third_party", "worker", "dns")
        ]
        reached = self.reach(starts, lambda _call: True)
        touched = {end for call in architecture.calls for end in (call.source, call.target)}
        return [
            each
            for each in architecture.components
            if each.id not in touched
            or (each.id not in reached and not self._feeds(each.id, reached))
        ]

    def _feeds(self, component: str, reached: dict[str, str | None]) -> bool:
        """Whether it calls into what is in use, as a pool of keys or a monitor does."""
        return any(call.target in reached for call in self.architecture.calls_from[component])


def trail(came_from: dict[str, str | None], goal: str) -> list[str]:
    """The way back from a goal, in walking order."""
    path: list[str] = []
    here: str | None = goal
    while here is not None:
        path.append(here)
        here = came_from[here]
    return path[::-1]


def box(component: Component) -> Evidence:
    """A box as evidence, in words: 'Links ×3'."""
    return Evidence(section="architecture", at=component.id, quote=in_words(component))


def in_words(component: Component) -> str:
    """'Links ×3' or, for one that stands alone, 'Links ×1'."""
    shards = f", {component.shards} shards" if component.shards > 1 else ""
    return f"{component.title} ×{component.instances}{shards}"


def arrow(call: Call, drawing: Drawing) -> Evidence:
    """A call as evidence, in words: 'Redirect → Clicks, write'."""
    quote = f"{drawing.title(call.source)} → {drawing.title(call.target)}, {call.kind}"
    return Evidence(section="architecture", at=call.id, quote=quote)

"""The arrows of a drawing, as they are meant: which take part in an operation, and which way work goes."""

import re
from dataclasses import dataclass
from functools import cached_property

from capacity.architecture import (
    BUFFERS,
    COMPUTE,
    DURABLE_STORES,
    ENTRANCES,
    WAITS,
    Architecture,
    Call,
    Component,
)
from capacity.boxes import role
from capacity.components import defaults
from capacity.workload import Operation

STORES: frozenset[str] = DURABLE_STORES | {"search_index"}
ON_A_MISS = re.compile(
    r"\bmiss(?:es)?\b|\bnot (?:here|there|found|cached)\b|\bfall ?back\b", re.IGNORECASE
)


@dataclass(frozen=True)
class Arrows:
    """A drawing, seen for a set of operations."""

    drawing: Architecture
    operations: frozenset[str]  # ids in small letters

    @cached_property
    def out(self) -> dict[str, tuple[Call, ...]]:
        """The calls of each component, in the drawn order; who reads from a queue is handed its work."""
        out: dict[str, list[Call]] = {each.id: [] for each in self.drawing.components}
        for call in self.drawing.calls:
            takes = call.kind == "read" and self.kind(call.target) in BUFFERS
            if takes and self.kind(call.source) in COMPUTE:
                turned = {"source": call.target, "target": call.source, "kind": "async"}
                out[call.target].append(call.model_copy(update=turned))
            else:
                out[call.source].append(call)
        return {name: tuple(calls) for name, calls in out.items()}

    @cached_property
    def kinds(self) -> dict[str, str]:
        return {each.id: each.kind for each in self.drawing.components}

    def kind(self, component: str) -> str:
        return self.kinds[component]

    @cached_property
    def regions(self) -> dict[str, frozenset[str]]:
        """The regions that each component stands in."""
        places = {
            each.id: each.id if each.kind == "region" else each.within or ""
            for each in self.drawing.zones
        }
        return {
            each.id: frozenset(places.get(zone, "") for zone in each.zones) - {""}
            for each in self.drawing.components
        }

    def of(self, component: str, operation: Operation) -> list[Call]:
        """The calls that a component makes in an operation."""
        return [call for call in self.out[component] if self.serves(call, operation)]

    def serves(self, call: Call, operation: Operation) -> bool:
        """A call that names no operation that is known takes part in all of them."""
        if not call.operations:
            return True
        named = {each.lower() for each in call.operations} & self.operations
        return not named or operation.id.lower() in named

    def is_marked(self, call: Call) -> bool:
        return any(each.lower() in self.operations for each in call.operations)

    def waits(self, call: Call) -> bool:
        """Whether the caller waits. A queue waits for nobody."""
        return call.kind in WAITS and self.kinds[call.source] not in BUFFERS

    def writes(self, call: Call, operation: Operation) -> bool:
        """Whether a call changes something; a plain request does what its operation does."""
        return operation.writes if call.kind == "request" else call.kind != "read"

    def asks_a_cache(self, call: Call, operation: Operation) -> bool:
        """A read of something that may have no answer, beside the way to the store."""
        target = self.drawing.component(call.target)
        is_cache = target.kind == "cache" or target.hit_ratio is not None
        reading = self.waits(call) and not self.writes(call, operation)
        # a cache that calls others fetches what it has not: it always answers
        return is_cache and reading and not self._fetches(call.target, operation)

    def _fetches(self, component: str, operation: Operation) -> bool:
        return any(self.waits(call) for call in self.of(component, operation))

    def is_on_the_way_to_a_store(self, component: str, operation: Operation) -> bool:
        """A store, or a proxy that leads to stores and nothing else."""
        if self.kind(component) in STORES:
            return True
        behind = [call.target for call in self.of(component, operation) if self.waits(call)]
        entrance = self.kind(component) in ENTRANCES
        return entrance and bool(behind) and all(self.kind(each) in STORES for each in behind)

    def reads_through(self, component: Component) -> bool:
        """Whether what it calls is only asked for what it does not have."""
        if component.kind == "client":
            return False
        return component.kind in ("cache", "cdn") or component.hit_ratio is not None

    def stand_in(self, source: str, one: str, other: str) -> bool:
        """Whether either will do: copies of one store, or one box drawn once for each place."""
        if self.kind(one) != self.kind(other):
            return False
        if self.copy_one_another(one, other):
            return True
        spreads = source == "" or self.kind(source) in ENTRANCES | BUFFERS | {"client"}
        if not spreads and self.kind(one) not in ENTRANCES:
            return False
        boxes = [self.drawing.component(each) for each in (one, other)]
        return role(boxes[0]) == role(boxes[1])

    def copy_one_another(self, one: str, other: str) -> bool:
        return other in self.twins.get(one, ())

    @cached_property
    def twins(self) -> dict[str, tuple[str, ...]]:
        """For each store the stores of its kind that it is copied to, or from."""
        found: dict[str, list[str]] = {}
        for call in self.drawing.calls:
            if call.kind == "replicate" and self.kind(call.source) == self.kind(call.target):
                found.setdefault(call.source, []).append(call.target)
                found.setdefault(call.target, []).append(call.source)
        return {one: tuple(dict.fromkeys(others)) for one, others in found.items()}

    def holds_its_server(self, call: Call) -> bool:
        if call.blocking is not None:
            return call.blocking
        return defaults(self.kind(call.source)).blocking

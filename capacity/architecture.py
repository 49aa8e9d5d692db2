"""One schema for every drawing: the book's figures, the stored answers and a learner's own.

A drawing is components, the calls between them, and the zones they stand in.

>>> drawing = Architecture.model_validate({
...     "components": [{"id": "app", "kind": "service", "instances": 3}, {"id": "db", "kind": "sql_database"}],
...     "calls": [{"from": "app", "to": "db", "kind": "read"}],
... })
>>> drawing.component("app").instances
3
"""

from functools import cached_property
from typing import Annotated, Literal, Self

from pydantic import Field, StringConstraints, model_validator

from capacity.frozen import Frozen, did_you_mean

Kind = Literal[
    "client",
    "dns",
    "cdn",
    "waf",
    "load_balancer",
    "api_gateway",
    "reverse_proxy",
    "service",
    "function",
    "worker",
    "cache",
    "queue",
    "stream",
    "sql_database",
    "key_value_store",
    "document_store",
    "wide_column_store",
    "search_index",
    "object_store",
    "block_storage",
    "file_store",
    "data_warehouse",
    "scheduler",
    "coordinator",
    "third_party",
]
CallKind = Literal["request", "read", "write", "async", "replicate"]

DURABLE_STORES: frozenset[str] = frozenset(
    {
        "sql_database",
        "key_value_store",
        "document_store",
        "wide_column_store",
        "object_store",
        "block_storage",
        "file_store",
        "data_warehouse",
    }
)
COMPUTE: frozenset[str] = frozenset({"service", "function", "worker"})
BUFFERS: frozenset[str] = frozenset({"queue", "stream"})
ENTRANCES: frozenset[str] = frozenset(
    {"dns", "cdn", "waf", "load_balancer", "api_gateway", "reverse_proxy"}
)
WAITS: frozenset[str] = frozenset({"request", "read", "write"})  # the caller waits for an answer

MOST_COMPONENTS = 300  # a drawing past this is not read by a person any more
MOST_CALLS = 1200

Id = Annotated[str, StringConstraints(pattern=r"^[A-Za-z][A-Za-z0-9_-]{0,39}$")]
Label = Annotated[str, StringConstraints(max_length=200)]
Share = Annotated[float, Field(ge=0, le=1)]


class Zone(Frozen):
    """A place that fails as a whole: an availability zone, a region, a rack."""

    id: Id
    name: Label = ""


class Component(Frozen):
    """One box: what it is, how many of it run, and where.

    `instances` are copies that can stand in for one another (a store's primary and replicas, of
    each shard); `shards` are parts that each hold a different share of the data.
    """

    id: Id
    kind: Kind
    name: Label = ""
    instances: Annotated[int, Field(ge=1, le=1000)] = 1
    zones: tuple[Id, ...] = ()
    shards: Annotated[int, Field(ge=1, le=10_000)] = 1
    hit_ratio: Share | None = None
    holds: tuple[Label, ...] = ()  # entities of the data model that live here
    note: Annotated[str, StringConstraints(max_length=2000)] = ""

    @property
    def title(self) -> str:
        return self.name or self.id


class Call(Frozen):
    """One arrow: who calls whom, how, and for which operations (none named: for all of them).

    `request`, `read` and `write` wait for an answer; `async` hands over and goes on; `replicate`
    copies data between stores.
    """

    source: Id = Field(alias="from")
    target: Id = Field(alias="to")
    kind: CallKind = "request"
    operations: tuple[Label, ...] = ()
    per_request: Annotated[float, Field(gt=0, le=1e6)] = 1
    label: Label = ""

    @property
    def waits(self) -> bool:
        return self.kind in WAITS

    @property
    def id(self) -> str:
        """How evidence and drawings name this call: 'app->db'."""
        return f"{self.source}->{self.target}"

    def serves(self, operation: str) -> bool:
        return not self.operations or operation in self.operations


class Architecture(Frozen):
    """A whole drawing. Every call joins two components that exist; every id is used once."""

    components: Annotated[tuple[Component, ...], Field(max_length=MOST_COMPONENTS)] = ()
    calls: Annotated[tuple[Call, ...], Field(max_length=MOST_CALLS)] = ()
    zones: Annotated[tuple[Zone, ...], Field(max_length=50)] = ()

    @model_validator(mode="after")
    def _names_meet(self) -> Self:
        ids = [each.id for each in self.components]
        zones = [each.id for each in self.zones]
        for kind, names in (("component", ids), ("zone", zones)):
            twice = next((name for name in names if names.count(name) > 1), None)
            if twice:
                raise ValueError(f"the {kind} '{twice}' is there twice.")
        known = set(ids)
        for number, call in enumerate(self.calls):
            for end, name in (("from", call.source), ("to", call.target)):
                if name not in known:
                    guess = did_you_mean(name, ids)
                    raise ValueError(
                        f"calls[{number}].{end}: there is no component '{name}'.{guess}"
                    )
            if call.source == call.target:
                raise ValueError(f"calls[{number}]: '{call.source}' calls itself.")
        for number, each in enumerate(self.components):
            for zone in each.zones:
                if zones and zone not in zones:
                    raise ValueError(
                        f"components[{number}].zones: there is no zone '{zone}'.{did_you_mean(zone, zones)}"
                    )
        return self

    @cached_property
    def by_id(self) -> dict[str, Component]:
        return {each.id: each for each in self.components}

    @cached_property
    def calls_from(self) -> dict[str, tuple[Call, ...]]:
        out: dict[str, list[Call]] = {each.id: [] for each in self.components}
        for call in self.calls:
            out[call.source].append(call)
        return {name: tuple(calls) for name, calls in out.items()}

    def component(self, name: str) -> Component:
        return self.by_id[name]

    def of_kind(self, *kinds: str) -> tuple[Component, ...]:
        return tuple(each for each in self.components if each.kind in kinds)

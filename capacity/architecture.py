"""One schema for every drawing: the book's figures, the stored answers and a learner's own.

A drawing is components, the calls between them, and the zones they stand in. Everything that is not
said is left open; `capacity.plan` fills it from the catalogue and says so. Amounts are written as
people write them: service_time: 5 ms, price: $70/month, storage: 2 TB.

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

from capacity.amounts import Availability, Bandwidth, Delay, Price, Room, Share, WorkTime
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
Mode = Literal["in_turn", "parallel", "one_of"]  # how a caller makes several calls
When = Literal["always", "miss"]  # whether a call is only made when a cache had no answer
Place = Literal["zone", "region"]

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
MostCopies = 1000
Count = Annotated[int, Field(ge=1, le=MostCopies)]


class Zone(Frozen):
    """A place that fails as a whole: an availability zone, or a region that zones lie within."""

    id: Id
    name: Label = ""
    kind: Place = "zone"
    within: Id | None = None  # the region it lies in
    availability: Availability | None = None


class Component(Frozen):
    """One box: what it is, how many of it run, and where.

    `instances` are copies that can stand in for one another (a store's primary and replicas, of
    each shard); `shards` are parts that each hold a different share of the data. What one instance is
    and does stands in the rest; None means that nobody said.
    """

    id: Id
    kind: Kind
    name: Label = ""
    instances: Count = 1
    zones: tuple[Id, ...] = ()
    shards: Annotated[int, Field(ge=1, le=10_000)] = 1
    hit_ratio: Share | None = None
    service_time: WorkTime | None = None  # its own work on one request, without what it waits for
    write_time: WorkTime | None = None  # the same for a write, where it differs
    variability: Annotated[float, Field(ge=0, le=100)] | None = None  # of that time: variance/mean²
    concurrency: Annotated[int, Field(ge=1, le=100_000)] | None = None  # requests at once
    queue_limit: Annotated[int, Field(ge=0, le=10**9)] | None = None  # waiting, for each shard
    timeout: WorkTime | None = None  # how long it waits for each call that it makes
    retries: Annotated[int, Field(ge=0, le=20)] | None = None  # of each call that it makes
    need: Count | None = None  # instances that must be up for it to do its work
    read_quorum: Count | None = None  # copies that must answer a read
    write_quorum: Count | None = None  # copies that must answer a write
    availability: Availability | None = None  # of one instance
    managed: bool | None = None  # copies of it are somebody else's work
    storage: Room | None = None  # that one instance holds
    bandwidth: Bandwidth | None = None  # that one instance sends
    price: Price | None = None  # of one instance, a month
    holds: tuple[Label, ...] = ()  # entities of the data model that live here
    note: Annotated[str, StringConstraints(max_length=2000)] = ""

    @model_validator(mode="after")
    def _copies_suffice(self) -> Self:
        for field in ("need", "read_quorum", "write_quorum"):
            wanted = getattr(self, field)
            if wanted is not None and wanted > self.instances:
                raise ValueError(
                    f"{field} is {wanted}, but '{self.id}' has {self.instances} instances."
                )
        return self

    @property
    def title(self) -> str:
        return self.name or self.id


class Call(Frozen):
    """One arrow: who calls whom, how, and for which operations (none named: for all of them).

    `request`, `read` and `write` wait for an answer; `async` hands over and goes on; `replicate`
    copies data between stores. A caller makes its calls in turn, unless they are `parallel` (all at
    once) or `one_of` (one of them for each request, with its `share`).
    """

    source: Id = Field(alias="from")
    target: Id = Field(alias="to")
    kind: CallKind = "request"
    operations: tuple[Label, ...] = ()
    per_request: Annotated[float, Field(gt=0, le=1e6)] = 1
    label: Label = ""
    mode: Mode = "in_turn"
    share: Share | None = None  # of the requests that take this one of several ways
    when: When | None = None
    blocking: bool | None = None  # the caller does nothing else while it waits
    timeout: WorkTime | None = None
    retries: Annotated[int, Field(ge=0, le=20)] | None = None
    delay: Delay | None = None  # on the network, there and back

    @model_validator(mode="after")
    def _fits(self) -> Self:
        if self.share is not None and self.mode != "one_of":
            raise ValueError("share: belongs to calls of mode one_of; elsewhere use per_request.")
        if self.mode == "parallel" and self.kind in ("async", "replicate"):
            raise ValueError(f"mode: nobody waits for a call of kind {self.kind}; leave it out.")
        return self

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
        self._places_nest()
        return self

    def _places_nest(self) -> None:
        """A zone lies in a region, and a region in nothing."""
        kinds = {each.id: each.kind for each in self.zones}
        for number, each in enumerate(self.zones):
            if each.within is None:
                continue
            if each.within not in kinds:
                guess = did_you_mean(each.within, kinds)
                raise ValueError(
                    f"zones[{number}].within: there is no region '{each.within}'.{guess}"
                )
            if kinds[each.within] != "region" or each.kind != "zone":
                raise ValueError(f"zones[{number}].within: only a zone lies within a region.")

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

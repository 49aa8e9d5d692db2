"""A component with nothing left open: what is drawn first, then the catalogue."""

from dataclasses import dataclass, field
from functools import lru_cache

from capacity.architecture import DURABLE_STORES, Architecture, Component
from capacity.boxes import is_managed
from capacity.components import Default, Defaults, defaults
from capacity.plan.values import Assumed, Station

# Kinds whose copies each hold all data of a shard, so that each copy takes part in every write.
COPYING: frozenset[str] = DURABLE_STORES | {"search_index", "coordinator"}


@dataclass
class _Open:
    """Reads one component, and remembers what had to be assumed."""

    component: Component
    known: Defaults
    assumed: list[Assumed] = field(default_factory=list)

    def fill(self, name: str, given: float | None, default: Default | None) -> float | None:
        if given is not None or default is None:
            return given
        said = f"{self.component.title}: {default.sentence}."
        self.assumed.append(Assumed(self.component.id, name, default.value, said))
        return default.value

    def default(self, name: str) -> float | None:
        """A default that no drawing can say otherwise."""
        return self.fill(name, None, getattr(self.known, name))


@lru_cache(4096)  # a search changes one component of many, and plans again
def station(component: Component) -> Station:
    """The component as it is run."""
    known = defaults(component.kind)
    managed = component.managed if component.managed is not None else is_managed(component)
    elastic = component.concurrency is None and (
        known.elastic is True or (known.elastic == "managed" and managed)
    )
    fill = _Open(component, known)
    own_time = fill.fill("service_time", component.service_time, known.service_time) or 0.0
    write_time = component.write_time
    if write_time is None and component.service_time is None:
        write_time = fill.default("write_time")
    at_once, servers = _servers(component, fill, elastic=elastic)
    up = known.managed if managed and known.managed else known.availability
    priced_by_use = elastic and component.price is None
    quorums = {
        which: _quorum(component, getattr(component, which), getattr(known, which))
        for which in ("read_quorum", "write_quorum")
    }
    fill.default("batch")
    return Station(
        id=component.id,
        title=component.title,
        kind=component.kind,
        copies=component.instances,
        shards=component.shards,
        places=_places(component, managed=managed),
        at_once=at_once,
        servers=servers,
        service_time=own_time,
        write_time=own_time if write_time is None else write_time,
        variability=_or(fill.fill("variability", component.variability, known.variability), 1.0),
        hit_ratio=fill.fill("hit_ratio", component.hit_ratio, known.hit_ratio) or 0.0,
        queue_limit=component.queue_limit,
        need=component.need or 1,
        read_quorum=quorums["read_quorum"],
        write_quorum=quorums["write_quorum"],
        availability=_or(fill.fill("availability", component.availability, up), 1.0),
        managed=managed,
        storage=component.storage if elastic else fill.fill("storage", component.storage, known.storage),
        bandwidth=component.bandwidth if elastic else fill.fill("bandwidth", component.bandwidth, known.bandwidth),
        rate_limit=fill.default("rate_limit") if elastic else None,
        price=0.0 if priced_by_use and known.elastic == "managed" else fill.fill("price", component.price, known.price) or 0.0,
        stored_price=fill.default("stored") or 0.0,
        traffic_price=fill.default("traffic") or 0.0,
        read_price=(fill.default("each_million") or 0.0) if priced_by_use else 0.0,
        write_price=_or(fill.default("each_million_writes"), _value(known.each_million)) if priced_by_use else 0.0,
        assumed=tuple(fill.assumed),
    )  # fmt: skip


def stations(drawing: Architecture) -> dict[str, Station]:
    """Everything that is drawn but clients, who are not ours to run."""
    return {each.id: station(each) for each in drawing.components if each.kind != "client"}


def _servers(component: Component, fill: _Open, *, elastic: bool) -> tuple[int | None, int | None]:
    """How many requests one copy, and one shard, work on at once."""
    if elastic:
        most = fill.default("most_at_once")
        return None, int(most) if most else None
    at_once = int(fill.fill("at_once", component.concurrency, fill.known.at_once) or 1)
    return at_once, at_once * component.instances


def _quorum(component: Component, given: int | None, usual: str | None) -> int:
    if given is not None:
        return given
    return component.instances // 2 + 1 if usual == "majority" else 1


def _places(component: Component, *, managed: bool) -> tuple[str | None, ...]:
    """The zone of each copy, in turn. What a provider runs in several zones is in none of them."""
    zones = component.zones
    if not zones or (managed and len(zones) > 1):
        return (None,) * component.instances
    return tuple(zones[number % len(zones)] for number in range(component.instances))


def _or(value: float | None, otherwise: float) -> float:
    return otherwise if value is None else value


def _value(default: Default | None) -> float:
    return default.value if default else 0.0

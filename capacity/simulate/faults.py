"""Faults while they happen, and scaling that follows the load.

Whoever changes a line here changes `capacity/browser/simulate-faults.mjs` too.
"""

from typing import TYPE_CHECKING

from capacity.simulate.kernel import Process
from capacity.simulate.parts import Place
from capacity.simulate.scene import Fault, Scaling

if TYPE_CHECKING:
    from capacity.simulate.world import World

TIE = 1e-9  # a utilisation this close to the target is the target


def happen(world: "World", fault: Fault) -> Process:
    """One fault, from its time to its end."""
    hit = [each for each in world.places if concerns(world, fault, each)]
    if fault.kind in ("zone_lost", "instances_lost"):
        for place in hit:
            world.sim.at(world.sim.now, lose(world, place, fault))
        return
    if fault.kind == "spike":
        numbers = [
            number
            for number, each in enumerate(world.of.operations)
            if fault.target in ("all", each.id)
        ]
        for number in numbers:
            world.factors[number] *= fault.amount
    for place in hit:
        begin(place, fault)
    if fault.seconds is None:
        return
    yield fault.seconds
    if fault.kind == "spike":
        for number in numbers:
            world.factors[number] /= fault.amount
    for place in hit:
        end(place, fault)


def concerns(world: "World", fault: Fault, place: Place) -> bool:
    if fault.kind == "zone_lost":
        return any(lies_in(world, each, fault.target) for each in place.of.zones)
    return fault.kind != "spike" and fault.target == place.of.id


def begin(place: Place, fault: Fault) -> None:
    if fault.kind == "slow":
        place.slow *= fault.amount
    elif fault.kind == "cold":
        place.fill = 0.0
    elif fault.kind == "delay":
        place.delay += fault.amount
    elif fault.kind == "loss":
        place.lossy = fault.amount
    elif fault.kind == "full":
        place.full = True
    elif fault.kind == "hot":
        place.hot = fault.amount


def end(place: Place, fault: Fault) -> None:
    if fault.kind == "slow":
        place.slow /= fault.amount
    elif fault.kind == "delay":
        place.delay -= fault.amount
    elif fault.kind == "loss":
        place.lossy = 0.0
    elif fault.kind == "full":
        place.full = False
    elif fault.kind == "hot":
        place.hot = 0.0


def lose(world: "World", place: Place, fault: Fault) -> Process:
    """Instances go; after the failover time nobody asks them any more; later they come back."""
    gone = [number for number in range(len(place.alive)) if place.alive[number] and goes(world, place, number, fault)]  # fmt: skip
    if fault.kind == "instances_lost":
        gone = gone[: int(fault.amount)]
    began = world.sim.now
    place.lose(gone)
    place.blind += len(gone)
    leads = place.leader in gone
    if leads:
        place.no_leader = True
    place.resize(world.sim)
    lasts = fault.seconds
    blind = place.of.failover
    if lasts is not None and lasts < blind:
        blind = lasts
    yield blind
    place.blind -= len(gone)
    if lasts is None or lasts > blind:
        elect(place)
    if lasts is None:
        return
    yield began + lasts - world.sim.now
    for number in gone:
        place.alive[number] = True
    elect(place)
    place.resize(world.sim)


def goes(world: "World", place: Place, number: int, fault: Fault) -> bool:
    if fault.kind == "instances_lost":
        return True
    zones = place.of.zones
    return lies_in(world, zones[number % len(zones)], fault.target)


def lies_in(world: "World", zone: str, lost: str) -> bool:
    """Whether a zone is the one that is lost, or lies in the region that is."""
    return lost in (zone, world.of.within.get(zone))


def elect(place: Place) -> None:
    """The first copy that lives leads, unless the old leader does."""
    if not place.alive[place.leader]:
        for number in range(len(place.alive)):
            if place.alive[number]:
                place.leader = number
                break
    place.no_leader = not place.alive[place.leader]


def follow(world: "World", place: Place, scaling: Scaling) -> Process:
    """Looks at the busy servers ten times between decisions; more instances are there after a delay."""
    coming = 0
    while world.sim.now < world.of.seconds:
        busy = 0
        servers = 0
        for _ in range(10):
            yield scaling.every / 10.0
            for shard in place.shards:
                busy += shard.station.busy
                servers += shard.station.servers
        living = place.living
        wanted = rounded_up(living * busy / (servers * scaling.target)) if servers else living
        wanted = max(scaling.least, min(scaling.most, wanted))
        if wanted > living and wanted > coming:
            coming = wanted
            world.sim.at(world.sim.now + scaling.delay, grow(world, place, wanted))
        elif wanted < living and world.sim.now > scaling.delay:
            coming = wanted
            place.scale(world.sim, wanted)


def grow(world: "World", place: Place, instances: int) -> Process:
    if place.living < instances:
        place.scale(world.sim, instances)
    return
    yield 0.0


def rounded_up(value: float) -> int:
    whole = int(value)
    return whole if value - whole <= TIE else whole + 1

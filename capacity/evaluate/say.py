"""What was found, in sentences for the person who drew it."""

from collections.abc import Iterator, Sequence

from capacity.evaluate.availability import Availability
from capacity.evaluate.lag import Lag
from capacity.evaluate.loads import Loads
from capacity.evaluate.repeats import Doubt
from capacity.evaluate.values import ComponentResult, OperationResult, Promised
from capacity.format import digits, human
from capacity.plan import Finding, OperationPlan, Plan
from capacity.workload import Operation

A_YEAR = 365 * 86_400.0
BUSY = 0.7  # past it an M/M/1 server answers over three times slower than idle
NEARLY_FULL = 0.7


def share(value: float) -> str:
    return human(value, "%")


def downtime(chance: float) -> str:
    """How long a year it fails: '53 min a year'."""
    return f"{time((1 - chance) * A_YEAR)} a year"


def time(value: float) -> str:
    """A time as people say it.

    >>> time(0.0042), time(300), time(86_400 * 3.65)
    ('4.2 ms', '5 min', '3.65 days')
    """
    for name, length in (("days", 86_400.0), ("h", 3600.0), ("min", 60.0)):
        if value >= 2 * length:
            return f"{digits(value / length)} {name}"
    return human(value, "s")


def rate(value: float) -> str:
    return human(value, "request/s")


def dollars(value: float) -> str:
    return f"${value:,.0f}"


def overload(loaded: Loads, full: Sequence[str]) -> str:
    """Which stations cannot keep up, and by how much."""
    said = []
    for name in full:
        station, queue = loaded.plan.stations[name], loaded.queues[name][0]
        said.append(
            f"{station.title} would need {queue.offered:.1f} of {station.servers} servers"
            f"{' in its busiest shard' if station.shards > 1 else ''} ({share(queue.utilisation or 0)} busy)"
        )
    return f"{'; '.join(said)}: the queue only grows, so there is no such time."


def turned_away(loaded: Loads, name: str) -> str:
    station, queue = loaded.plan.stations[name], loaded.queues[name][0]
    return (
        f"{station.title} turns away {share(queue.turned_away)}: its queue of {station.queue_limit} is full. "
        "How long the others take has no closed form; simulate it to see."
    )


def repeated(loaded: Loads, doubted: Doubt) -> str:
    """Why there is no percentile."""
    title = loaded.plan.stations[doubted.at].title
    return (
        f"One request comes to {title} more than once, and its waits there depend on one another: "
        "no closed form says how long they are together. Simulate it to see."
    )


def limited(loaded: Loads, caller: str, called: str) -> str:
    """Why there are no times behind servers that are kept."""
    who, whom = (loaded.plan.stations[each].title for each in (caller, called))
    return (
        f"{who} keeps its servers while it waits, and they are so few that they limit who waits at "
        f"{whom}: no closed form says how long that takes. Simulate it to see."
    )


def p99(
    operation: Operation,
    promised: float,
    found: OperationResult,
    least: float | None,
    most: float | None,
) -> Promised:
    """The promise beside the percentile, or beside the bounds between which it surely lies."""
    said, here = operation.said, found.p99
    if here is not None:
        kept = here <= promised
        sentence = (
            f"{said}: 99 of 100 are answered within {time(here)}; promised are {time(promised)}."
        )
        return Promised("p99", promised, here, kept, sentence)
    if most is not None and most <= promised:
        sentence = f"{said}: 99 of 100 are surely answered within {time(promised)}, as promised. {found.why}"
        return Promised("p99", promised, None, kept=True, sentence=sentence)
    if least is not None and least > promised:
        sentence = f"{said}: 99 of 100 take more than {time(least)}; promised are {time(promised)}. {found.why}"
        return Promised("p99", promised, None, kept=False, sentence=sentence)
    grows = "only grows" in found.why
    return Promised("p99", promised, None, False if grows else None, f"{said}: {found.why}")


def availability(operation: Operation, promised: float, up: Availability) -> Promised:
    if up.chance is None:
        return Promised("availability", promised, None, None, f"{operation.said}: {up.why}")
    alone = ", ".join(each.title for each in up.single_points)
    points = f" Alone it is stopped by: {alone}." if alone else ""
    sentence = (
        f"{operation.said}: {share(up.chance)} succeed, {downtime(up.chance)} fail; "
        f"promised are {share(promised)}.{points}"
    )
    return Promised("availability", promised, up.chance, up.chance >= promised, sentence)


def freshness(
    loaded: Loads, operation: OperationPlan, promised: float, slowest: Lag | None
) -> Promised:
    said = operation.operation.said
    if not operation.entries:
        return Promised("freshness", promised, None, None, f"{said}: nothing carries it.")
    if slowest is None:
        sentence = f"{said}: whoever changes what it shows waits until it is changed."
        return Promised("freshness", promised, 0.0, kept=True, sentence=sentence)
    way = " → ".join(loaded.plan.stations[each.target].title for each in slowest.way)
    if slowest.p99 is None:
        title = loaded.plan.stations[slowest.grows_at].title
        sentence = (
            f"{said}: on the way {way} the queue of {title} only grows; it falls behind for ever."
        )
        return Promised("freshness", promised, None, kept=False, sentence=sentence)
    sentence = f"{said}: 99 of 100 changes are there after {time(slowest.p99)}, by {way}; promised are {time(promised)}."
    return Promised("freshness", promised, slowest.p99, slowest.p99 <= promised, sentence)


def budget(promised: float | None, total: float) -> tuple[Promised, ...]:
    if promised is None:
        return ()
    sentence = f"It costs {dollars(total)} a month; the budget is {dollars(promised)}."
    return (Promised("budget", promised, total, total <= promised, sentence),)


def bottleneck(most: ComponentResult) -> str:
    utilisation = most.utilisation or 0.0
    if utilisation >= 1:
        return f"{most.title} is asked for {utilisation:.2f} times what it can do: the load is too much by {share(1 - 1 / utilisation)}."
    return f"{most.title} is busiest, {share(utilisation)}: everything could grow {1 / utilisation:.1f} times until it is full."


def limits(loaded: Loads, components: Sequence[ComponentResult]) -> Iterator[Finding]:
    """What is too busy, too full or too much for a line."""
    for each in components:
        station = loaded.plan.stations[each.id]
        busy = each.utilisation or 0.0
        if busy >= 1:
            yield Finding("overload", overload(loaded, [each.id]), (each.id,), "problem")
        elif busy > BUSY:
            yield Finding(
                "busy",
                f"{each.title} is {share(busy)} busy at the peak; plan with {share(BUSY)}.",
                (each.id,),
            )
        if each.turned_away > 1e-9:
            yield Finding(
                "turned-away",
                f"{each.title} turns away {share(each.turned_away)} at the peak.",
                (each.id,),
                "problem",
            )
        if each.stored and each.storage and each.stored > each.storage * NEARLY_FULL:
            full = each.stored > each.storage
            yield Finding(
                "storage",
                f"{each.title} keeps {human(each.stored, 'B')} in each copy{' of a shard' if station.shards > 1 else ''}; {human(each.storage, 'B')} fit.",
                (each.id,),
                "problem" if full else "note",
            )
        if each.bandwidth and each.sent > each.bandwidth * NEARLY_FULL:
            full = each.sent > each.bandwidth
            yield Finding(
                "bandwidth",
                f"{each.title} sends {human(each.sent, 'B/s')} from each copy; {human(each.bandwidth, 'B/s')} fit on its line.",
                (each.id,),
                "problem" if full else "note",
            )
        if station.rate_limit and each.reads + each.writes > station.rate_limit:
            yield Finding(
                "rate-limit",
                f"{each.title} is asked {rate(each.reads + each.writes)}; its limit is {rate(station.rate_limit)} unless it is raised.",
                (each.id,),
            )
    yield from _zones_lost(loaded)


def _zones_lost(loaded: Loads) -> Iterator[Finding]:
    """Components whose other zones could not carry the peak."""
    for name, station in loaded.plan.stations.items():
        if not station.servers or not station.at_once:
            continue
        offered = loaded.queues[name][0].offered
        for zone in dict.fromkeys(station.places):
            left = sum(place != zone for place in station.places)
            if (
                zone is not None
                and left > 0
                and offered >= left * station.at_once > 0
                and offered < station.servers
            ):
                sentence = f"Without zone {zone}, {station.title} would be {share(offered / (left * station.at_once))} busy: the others cannot carry the peak."
                yield Finding("zone-capacity", sentence, (name, zone))


def times(planned: Plan, operations: Sequence[OperationResult]) -> Iterator[Finding]:
    """What the numbers leave out: time-outs and retries are for a simulation to show."""
    for result in operations:
        operation = planned.operations[result.id]
        calls = [call for each in operation.order for call in operation.calls_of(each)]
        shortest = min((call.timeout for call in calls if call.timeout is not None), default=None)
        if shortest is not None and (result.p999 is None or result.p999 > shortest):
            sentence = f"{result.title}: a time-out of {time(shortest)} would cut some requests short, and retries would add load. The times here are without either; simulate it to see."
            yield Finding(
                "time-outs",
                sentence,
                tuple(dict.fromkeys(call.id for call in calls if call.timeout is not None)),
            )

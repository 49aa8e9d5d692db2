"""What one component does in one operation: its calls, put in order, with what each depends on.

What a drawing leaves to be understood is understood here:

- Who reads a cache and reads a store looks into the cache first, and into the store on a miss.
- Several caches of one caller are asked in turn, until one of them answers.
- A write into a cache that the caller also reads is the filling of it after a miss.
- A cache or a CDN with calls of its own reads through: they are made on a miss.
- A read and a write of the same store, neither marked with an operation, are for the operations that
  read and for those that write.
- Calls to boxes that stand in for one another share the requests.
"""

from dataclasses import dataclass, replace

from capacity.architecture import DURABLE_STORES, Call
from capacity.components import defaults, everywhere
from capacity.numbers import number
from capacity.plan.arrows import ON_A_MISS, Arrows
from capacity.plan.stations import COPYING
from capacity.plan.values import OUTSIDE, PlannedCall, Station, Step
from capacity.workload import Operation


@dataclass(frozen=True)
class Caller:
    """A component in an operation, with what is known of it when its turn comes."""

    arrows: Arrows
    stations: dict[str, Station]
    operation: Operation
    id: str
    behind_queue: bool = False  # nobody who asked is waiting
    behind_cache: bool = False  # the most wanted things are answered before
    hot: float = 0.0  # share of the most wanted thing in what is asked for

    def steps(self) -> tuple[Step, ...]:
        calls = [call for call in self._drawn() if self._is_meant(call)]
        caches = self._caches(calls)
        planned = [(call, self._planned(call, caches)) for call in calls]
        planned.sort(key=lambda pair: (pair[0] not in caches, not pair[1].waits))
        return tuple(self._grouped(planned))

    def _drawn(self) -> list[Call]:
        calls = self.arrows.of(self.id, self.operation)
        return [call for call in calls if call.target in self.stations]  # nobody calls a client

    def _is_meant(self, call: Call) -> bool:
        """False for the half of an unmarked pair of read and write that is for other operations."""
        other = "write" if call.kind == "read" else "read" if call.kind == "write" else ""
        if not other or self.behind_queue or self.arrows.is_marked(call):
            return True
        pair = any(each.target == call.target and each.kind == other for each in self._drawn())
        return not pair or (call.kind == "write") == self.operation.writes

    def _caches(self, calls: list[Call]) -> list[Call]:
        asked = [each for each in calls if self.arrows.asks_a_cache(each, self.operation)]
        return asked if len(calls) > len(asked) or len(asked) > 1 else []

    def _misses(self, call: Call, caches: list[Call]) -> tuple[str, ...]:
        """The caches that must have had no answer."""
        if call.when == "always" or (call.kind == "async" and call.when != "miss"):
            return ()
        own = self.arrows.drawing.component(self.id) if self.id else None
        through = own is not None and self.arrows.reads_through(own) and self.arrows.waits(call)
        first = (self.id,) if through else ()
        asked = [each.target for each in caches]
        if call in caches:
            return (*first, *asked[: caches.index(call)])
        fills = call.target in asked and self.arrows.writes(call, self.operation)
        reads = not self.arrows.writes(call, self.operation) and self.arrows.waits(call)
        store = reads and self.arrows.is_on_the_way_to_a_store(call.target, self.operation)
        said = call.when == "miss" or (reads and bool(ON_A_MISS.search(call.label)))
        if said or (fills and not self.operation.writes) or store:
            return (*first, *(asked or (first or self._own(said=said))))
        return first

    def _own(self, *, said: bool) -> tuple[str, ...]:
        station = self.stations.get(self.id)
        return (self.id,) if said and station and station.hit_ratio else ()

    def _planned(self, call: Call, caches: list[Call]) -> PlannedCall:
        writes = self.arrows.writes(call, self.operation)
        waits = self.arrows.waits(call)
        misses = tuple(dict.fromkeys(self._misses(call, caches)))
        target = self.stations[call.target]
        visits, answers = _visits(target, writes=writes)
        component = self.arrows.drawing.by_id.get(self.id)
        timeout = call.timeout or (component.timeout if component else None)
        retries = (
            call.retries if call.retries is not None else component.retries if component else None
        )
        return PlannedCall(
            id=call.id,
            source=self.id,
            target=call.target,
            count=call.per_request * self._asked(call),
            writes=writes,
            waits=waits,
            blocking=waits and bool(self.id) and self.arrows.holds_its_server(call),
            misses=misses,
            on_writes=call.kind == "replicate",
            visits=visits,
            answers=answers,
            hot=self._hottest(target, behind_cache=self.behind_cache or bool(misses)),
            delay=self._delay(call),
            timeout=timeout,
            retries=retries or 0,
        )

    def _asked(self, call: Call) -> float:
        """How often a call is made that says nothing of it: clients keep addresses, streams batch."""
        asked = defaults(self.arrows.kind(call.target)).asked
        if asked and self._is_client:
            return asked.value
        batch = None if self.id == OUTSIDE else defaults(self.arrows.kind(self.id)).batch
        return 1 / batch.value if batch and call.per_request == 1 else 1.0

    def _delay(self, call: Call) -> float:
        if call.delay is not None:
            return call.delay
        if self._is_client:
            return 0.0  # what is promised is promised at our door
        here, there = self.arrows.regions[call.source], self.arrows.regions[call.target]
        if here and there and not here & there:
            return number("us-east-europe").quantity.to("s")
        usual = everywhere().delay
        return usual.value if usual else 0.0

    @property
    def _is_client(self) -> bool:
        return self.id == OUTSIDE or self.arrows.kind(self.id) == "client"

    def _hottest(self, target: Station, *, behind_cache: bool) -> float:
        """The share of the busiest shard: the most wanted thing, and its part of the rest."""
        even = 1 / target.shards
        if behind_cache or target.shards == 1:
            return even
        return self.hot + (1 - self.hot) * even

    def _grouped(self, planned: list[tuple[Call, PlannedCall]]) -> list[Step]:
        """Calls that are made at once, or of which one is made, become one step."""
        groups: list[list[tuple[Call, PlannedCall]]] = []
        for pair in planned:
            group = next((each for each in groups if self._belongs(each[0], pair)), None)
            if group is None:
                groups.append([pair])
            else:
                group.append(pair)
        return [self._step(group) for group in groups]

    def _belongs(self, first: tuple[Call, PlannedCall], pair: tuple[Call, PlannedCall]) -> bool:
        (one, planned), (other, also) = first, pair
        alike = (planned.waits, planned.misses) == (also.waits, also.misses)
        if not alike or one.mode != other.mode:
            return False
        if one.mode != "in_turn":
            return True
        same = (one.kind, one.target != other.target) == (other.kind, True)
        return same and self.arrows.stand_in(self.id, one.target, other.target)

    def _step(self, group: list[tuple[Call, PlannedCall]]) -> Step:
        calls = [planned for _, planned in group]
        mode = group[0][0].mode
        stand_in = mode == "in_turn" and len(group) > 1
        if stand_in or mode == "one_of":
            shares = _shares([call for call, _ in group])
            calls = [_with_share(each, share) for each, share in zip(calls, shares, strict=True)]
            mode = "one_of"
        return Step(
            mode=mode,
            calls=tuple(calls),
            waits=calls[0].waits,
            any_will_do=stand_in and self._hold_the_same([each.target for each in calls]),
        )

    def _hold_the_same(self, targets: list[str]) -> bool:
        """Boxes of one store that do not copy each other hold different parts: each is needed."""
        first, *others = targets
        if self.arrows.kind(first) not in DURABLE_STORES:
            return True
        return all(self.arrows.copy_one_another(first, each) for each in others)


def _visits(target: Station, *, writes: bool) -> tuple[int, int]:
    """How many copies take part, and how many of them must have answered."""
    if target.kind not in COPYING or target.servers is None:
        return 1, 1
    if writes:
        return target.copies, target.write_quorum
    return target.read_quorum, target.read_quorum


def _shares(calls: list[Call]) -> list[float]:
    """What is said, and of what is left an equal part for each that says nothing."""
    said = sum(each.share or 0.0 for each in calls)
    silent = sum(each.share is None for each in calls)
    left = max(0.0, 1 - said)
    return [left / silent if each.share is None else each.share for each in calls]


def _with_share(call: PlannedCall, share: float) -> PlannedCall:
    return replace(call, share=share)

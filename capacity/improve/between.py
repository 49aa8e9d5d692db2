"""What could stand between a caller and what it calls: a cache that spares a read, a queue that takes over work.

Only what keeps the meaning of a drawing is proposed: a queue or a log takes over what a reading operation writes
beside its answer, and work that is made to be done later; never the write that an operation is about.
"""

from collections.abc import Iterator

from capacity.architecture import BUFFERS, DURABLE_STORES, Call
from capacity.evaluate.loads import waited_for
from capacity.improve.change import Edit, Edits
from capacity.improve.state import State

SLOW_WORK = frozenset({"worker", "third_party", "search_index", "data_warehouse"})
WORTH_A_CACHE = DURABLE_STORES | {"search_index", "third_party"}


def beside(state: State, call: Call) -> Iterator[Edits]:
    """A cache that spares a read, or a queue that takes over work nobody waits for."""
    arrows = {each.id: each for each in state.drawing.components}
    source, target = arrows[call.source], arrows[call.target]
    if not call.waits or source.kind == "client" or source.kind in BUFFERS:
        return
    slow = {name for (name, what), gap in state.gaps.items() if gap and what != "served"}
    serving = [
        each
        for each in state.plan.workload.operations
        if call.serves(each.id) and _makes(state, each.id, call.id)
    ]
    reading = tuple(
        each.id
        for each in serving
        if not each.writes and (each.id in slow or slow & {target.id, ""})
    )
    if call.kind != "write" and reading and target.kind in WORTH_A_CACHE:
        asks = [each.target for each in state.drawing.calls if each.source == call.source]
        if not any(arrows[each].kind == "cache" for each in asks):
            name = _free(state, f"cache_{target.id}")
            yield (Edit(kind="cache", at=call.id, after=name, operations=reading),)
    side = tuple(
        each.id
        for each in serving
        if (call.kind == "write" and not each.writes)
        or (call.kind != "read" and target.kind in SLOW_WORK and source.kind != "worker")
    )  # fmt: skip
    if side and len(side) == len(serving) and (slow & {*side, target.id}):
        name = _free(state, f"queue_{target.id}")
        yield (Edit(kind="queue", at=call.id, after=name, operations=side),)
        yield (
            Edit(
                kind="stream", at=call.id, after=_free(state, f"log_{target.id}"), operations=side
            ),
        )


def _makes(state: State, operation: str, call: str) -> bool:
    """Whether somebody waits for the call in an operation, and not only after a cache."""
    planned = state.plan.operations[operation]
    waited = set(waited_for(planned))
    return any(
        each.id == call and each.waits and not each.misses
        for component in waited
        for each in planned.calls_of(component)
    )


def _free(state: State, name: str) -> str:
    """An id that nothing has: the name, cut to what an id may be, with a number where it is taken."""
    taken = {each.id for each in state.drawing.components}
    short, number = name[:36], 1
    found = short
    while found in taken:
        number += 1
        found = f"{short}_{number}"
    return found

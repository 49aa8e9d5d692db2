"""Random drawings, for promises that hold for all of them."""

from typing import get_args

from hypothesis import strategies as st

from capacity.architecture import Architecture, Call, CallKind, Component, Kind, Zone

NAMES = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=20)
IDS = [f"n{number}" for number in range(8)]


TIMES = st.floats(1e-9, 86_400) | st.sampled_from([0.005, 1.5, 3600.0])
PARAMETERS = st.fixed_dictionaries(
    {},
    optional={
        "service_time": TIMES,
        "write_time": TIMES,
        "variability": st.floats(0, 100),
        "concurrency": st.integers(1, 1000),
        "queue_limit": st.integers(0, 10_000),
        "timeout": TIMES,
        "retries": st.integers(0, 20),
        "need": st.just(1),
        "read_quorum": st.just(1),
        "write_quorum": st.just(1),
        "availability": st.floats(0.5, 1),
        "managed": st.booleans(),
        "storage": st.floats(1, 1e15),
        "bandwidth": st.floats(1, 1e12),
        "price": st.just(0) | st.floats(1e-6, 1e6),
    },
)
ON_CALLS = st.fixed_dictionaries(
    {},
    optional={
        "when": st.sampled_from(["always", "miss"]),
        "blocking": st.booleans(),
        "timeout": TIMES,
        "retries": st.integers(0, 20),
        "delay": st.just(0) | st.floats(1e-9, 100),
    },
) | st.fixed_dictionaries(
    {"mode": st.just("one_of")}, optional={"share": st.just(0) | st.floats(1e-6, 1)}
)


@st.composite
def architectures(draw: st.DrawFn) -> Architecture:
    count = draw(st.integers(0, 8))
    zones = draw(st.sampled_from([(), ("a",), ("a", "b")]))
    components = [
        Component(
            id=IDS[number],
            kind=draw(st.sampled_from(get_args(Kind))),
            name=draw(NAMES),
            instances=draw(st.integers(1, 20)),
            shards=draw(st.integers(1, 5)),
            zones=draw(st.sampled_from([(), zones])),
            hit_ratio=draw(st.one_of(st.none(), st.integers(0, 100).map(lambda each: each / 100))),
            holds=tuple(draw(st.lists(NAMES.filter(str.strip), max_size=2))),
            note=draw(NAMES),
            **draw(PARAMETERS),
        )
        for number in range(count)
    ]
    pairs = st.tuples(st.integers(0, max(0, count - 1)), st.integers(0, max(0, count - 1))).filter(
        lambda pair: pair[0] != pair[1]
    )
    calls = [
        Call(
            source=IDS[one],
            target=IDS[other],
            kind=draw(st.sampled_from(get_args(CallKind))),
            operations=tuple(draw(st.lists(st.sampled_from(["create", "read it"]), max_size=2))),
            per_request=draw(st.sampled_from([1.0, 0.5, 3.0])),
            label=draw(NAMES),
            **draw(ON_CALLS),
        )
        for one, other in (draw(st.lists(pairs, max_size=10)) if count > 1 else [])
    ]
    regions = (Zone(id="eu", kind="region", availability=0.999),) if zones else ()
    inside = st.sampled_from([None, "eu"])
    return Architecture(
        components=tuple(components),
        calls=tuple(calls),
        zones=tuple(Zone(id=each, within=draw(inside)) for each in zones) + regions,
    )

"""Random drawings, for promises that hold for all of them."""

from typing import get_args

from hypothesis import strategies as st

from capacity.architecture import Architecture, Call, CallKind, Component, Kind, Zone

NAMES = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=20)
IDS = [f"n{number}" for number in range(8)]


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
        )
        for one, other in (draw(st.lists(pairs, max_size=10)) if count > 1 else [])
    ]
    return Architecture(
        components=tuple(components),
        calls=tuple(calls),
        zones=tuple(Zone(id=each) for each in zones),
    )

"""What a drawing does: paths by waiting calls, losses, copies; properties that hold for any drawing."""

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from capacity.architecture import Architecture, Component
from grader.graph import Drawing

OPERATIONS = frozenset({"create", "redirect"})
KINDS = ["client", "load_balancer", "service", "cache", "queue", "sql_database", "key_value_store"]


@st.composite
def drawings(draw: st.DrawFn) -> Architecture:
    size = draw(st.integers(2, 8))
    ids = [f"n{number}" for number in range(size)]
    components = [
        {"id": name, "kind": draw(st.sampled_from(KINDS)), "instances": draw(st.integers(1, 3))}
        for name in ids
    ]
    pair = st.tuples(st.sampled_from(ids), st.sampled_from(ids)).filter(
        lambda ends: ends[0] != ends[1]
    )
    calls = [
        {
            "from": source,
            "to": target,
            "kind": draw(st.sampled_from(["request", "read", "write", "async", "replicate"])),
        }
        for source, target in draw(st.lists(pair, max_size=14))
    ]
    return Architecture.model_validate({"components": components, "calls": calls})


@given(drawings())
@settings(max_examples=150)
def test_more_instances_never_add_a_single_point_of_failure(architecture: Architecture) -> None:
    before = {each.id for each in Drawing(architecture, OPERATIONS).single_points("redirect")}
    doubled = tuple(
        each.model_copy(update={"instances": each.instances + 1})
        for each in architecture.components
    )

    after = Drawing(architecture.model_copy(update={"components": doubled}), OPERATIONS)

    assert {each.id for each in after.single_points("redirect")} <= before


@given(drawings())
@settings(max_examples=150)
def test_a_new_call_never_takes_a_working_path_away(architecture: Architecture) -> None:
    path = Drawing(architecture, OPERATIONS).working_path("redirect")
    extra = Component.model_validate({"id": "extra", "kind": "sql_database"})
    grown = Architecture.model_validate(
        {
            **architecture.model_dump(by_alias=True),
            "components": [*architecture.components, extra],
            "calls": [*architecture.calls, {"from": architecture.components[0].id, "to": "extra"}],
        }
    )

    assert not path or Drawing(grown, OPERATIONS).working_path("redirect")


@given(drawings())
@settings(max_examples=150)
def test_a_working_path_begins_at_a_client_and_ends_at_a_durable_store(
    architecture: Architecture,
) -> None:
    drawing = Drawing(architecture, OPERATIONS)

    path = drawing.working_path("create")

    if path:
        assert drawing.kind(path[0]) == "client"
        assert drawing.kind(path[-1]) in ("sql_database", "key_value_store")
        assert all(drawing.call_between(*step) for step in pairwise(path))


def test_three_hundred_boxes_all_joined_are_judged_at_once() -> None:
    components = [{"id": f"n{n}", "kind": KINDS[n % 7]} for n in range(300)]
    calls = [
        {"from": f"n{n}", "to": f"n{(n * 7 + k) % 300}"}
        for n in range(300)
        for k in range(1, 5)
        if (n * 7 + k) % 300 != n
    ]
    drawing = Drawing(
        Architecture.model_validate({"components": components, "calls": calls}), OPERATIONS
    )

    assert drawing.working_path("redirect")
    assert isinstance(drawing.single_points("redirect"), list)

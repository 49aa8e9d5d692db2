"""What is run: what a drawing leaves to be understood is understood, and said."""

import pytest
from hypothesis import given, settings

from capacity.architecture import Architecture
from capacity.components import catalogue, defaults
from capacity.exchange.text import parse
from capacity.plan import CannotRun, Plan, WaitingInCircles, plan
from capacity.workload import Workload
from tests.capacity.drawings import architectures

LOAD = Workload.model_validate(
    {
        "operations": [
            {"id": "show", "rate": "1k/s", "peak_factor": 2, "skew": 1, "items": 1000},
            {"id": "save", "writes": True, "rate": "10/s"},
        ]
    }
)


def planned(text: str) -> Plan:
    return plan(parse(text), LOAD)


def calls(made: Plan, operation: str, source: str) -> dict[str, tuple[str, ...]]:
    """Who is called, and which caches must have missed."""
    return {each.target: each.misses for each in made.operations[operation].calls_of(source)}


def test_a_cache_beside_a_store_is_looked_into_first() -> None:
    made = planned(
        "client u\nservice app\nsql_database db\ncache hot\nu -> app\napp -> db read\napp -> hot read"
    )

    assert list(calls(made, "show", "app").items()) == [("hot", ()), ("db", ("hot",))]


def test_a_proxy_before_stores_is_called_on_a_miss() -> None:
    made = planned(
        "client u\nservice app\ncache hot\nreverse_proxy pool\nsql_database db1\nsql_database db2\n"
        "u -> app\napp -> hot read\napp -> pool\npool -> db1\npool -> db2"
    )

    step = made.operations["show"].steps["pool"][0]
    assert calls(made, "show", "app")["pool"] == ("hot",)
    assert (step.mode, step.any_will_do) == ("one_of", False)  # each holds its part
    assert calls(made, "save", "app")["pool"] == ()


def test_a_cache_with_calls_of_its_own_reads_through() -> None:
    made = planned(
        "client u\ncdn edge\nservice app\nqueue log\nu -> edge\nedge -> app\nedge -> log async"
    )

    assert calls(made, "show", "edge") == {"app": ("edge",), "log": ()}


def test_an_unmarked_read_and_write_of_one_store_belong_to_operations_that_read_and_write() -> None:
    made = planned(
        "client u\nservice app\nsql_database db\nu -> app\napp -> db read\napp -> db write"
    )

    assert [each.writes for each in made.operations["show"].calls_of("app")] == [False]
    assert [each.writes for each in made.operations["save"].calls_of("app")] == [True]


def test_one_box_drawn_for_each_place_shares_the_load() -> None:
    made = planned(
        "client u\nload_balancer lb\nservice app1\nservice app2\nservice other\n"
        "u -> lb\nlb -> app1\nlb -> app2\nlb -> other"
    )

    shared, alone = made.operations["show"].steps["lb"]
    assert (shared.mode, shared.any_will_do) == ("one_of", True)
    assert [each.share for each in shared.calls] == [0.5, 0.5]
    assert alone.calls[0].target == "other"


def test_a_write_takes_all_copies_and_waits_for_a_majority() -> None:
    made = planned("client u\nservice app\nkey_value_store kv x3\nu -> app\napp -> kv")

    write = made.operations["save"].calls_of("app")[0]
    read = made.operations["show"].calls_of("app")[0]
    assert (write.visits, write.answers, read.visits) == (3, 2, 1)


def test_the_most_wanted_thing_makes_one_shard_hot_unless_a_cache_answers_for_it() -> None:
    store = "client u\nservice app\nkey_value_store kv shards=4\nu -> app\napp -> kv read\n"

    bare = planned(store).operations["show"].calls_of("app")[0]
    cached = planned(f"{store}cache hot\napp -> hot read").operations["show"].calls_of("app")[1]

    most_wanted = 1 / 7.485470860550345  # the harmonic number of 1,000
    assert bare.hot == pytest.approx(most_wanted + (1 - most_wanted) / 4)
    assert cached.hot == 0.25


def test_who_reads_from_a_queue_is_handed_its_work() -> None:
    made = planned(
        "client u\nservice app\nqueue jobs\nworker w\nu -> app\napp -> jobs async\nw -> jobs read"
    )

    call = made.operations["save"].calls_of("jobs")[0]
    assert (call.target, call.waits) == ("w", False)


def test_components_that_wait_for_one_another_are_named_in_order() -> None:
    with pytest.raises(WaitingInCircles) as refused:
        planned("client u\nservice a\nservice b\nservice c\nu -> a\na -> b\nb -> c\nc -> a")

    assert refused.value.at == ("a", "b", "c")
    assert "a → b → c → a" in str(refused.value)


def test_work_that_is_handed_back_is_counted_once() -> None:
    made = planned(
        "client u\nservice a\nqueue q\nworker w\nu -> a\na -> q async\nq -> w\nw -> q async"
    )

    assert [each.kind for each in made.findings] == ["circle"]
    assert made.operations["save"].order == ("u", "a", "q", "w")


@pytest.mark.parametrize(
    ("text", "kind", "at"),
    [
        ("service app\nsql_database db\napp -> db", "no-client", ("app",)),
        ("sql_database db", "no-client", ()),
        ("client u\nservice app", "not-served", ("u",)),
        ("client u\nservice app\nu -> app for shwo", "unknown-operation", ("u->app",)),
        ("client u\nservice app\ncache hot\nu -> app", "unused", ("hot",)),
    ],
)
def test_what_is_incomplete_is_said(text: str, kind: str, at: tuple[str, ...]) -> None:
    found = {each.kind: each.at for each in planned(text).findings}

    assert found[kind] == at


def test_what_is_not_drawn_comes_from_the_catalogue_and_is_said() -> None:
    made = planned("client u\nservice app time=5ms\nu -> app").stations["app"]

    said = {each.field: each.sentence for each in made.assumed}
    assert "service_time" not in said
    assert made.servers == 4
    assert said["at_once"].startswith("app: assumed 4 at once in an instance")


def test_every_default_says_where_it_is_from() -> None:
    for kind in catalogue():
        for name, default in defaults(kind):
            if hasattr(default, "sentence"):
                assert default.assumed == (default.source == "an assumption of ours"), (kind, name)
                assert default.written in default.sentence


@given(drawing=architectures())
@settings(max_examples=150, deadline=None)
def test_any_drawing_gives_a_plan_or_a_reason(drawing: Architecture) -> None:
    blamed: tuple[str, ...] = ()
    made = Plan(LOAD, {}, {})
    try:
        made = plan(drawing, LOAD)
    except CannotRun as refused:
        blamed = refused.at

    assert made.operations or blamed
    for operation in made.operations.values():
        place = {each: number for number, each in enumerate(operation.order)}
        for source in operation.steps:
            for call in operation.calls_of(source):
                assert place[source] < place[call.target]
                assert set(call.misses) <= set(made.stations)

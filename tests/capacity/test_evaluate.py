"""What a drawing does under a load: against sums done by hand, known formulas, and enumeration."""

import json
from math import exp, log, prod

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from capacity import yaml_door
from capacity.architecture import Architecture
from capacity.contract import workload_in
from capacity.drawing_file import of_mapping
from capacity.evaluate import Evaluation, evaluate
from capacity.evaluate.availability import availability
from capacity.evaluate.loads import loads
from capacity.exchange.text import parse
from capacity.generated import response_percentile_one_server, wait_allen_cunneen
from capacity.kernels import erlang_c
from capacity.plan import CannotRun, plan
from capacity.workload import Workload
from grader.bank import EXERCISES
from tests.capacity import by_enumeration
from tests.capacity.drawings import architectures

SHORTENER = EXERCISES / "url-shortener"
BARE = "managed=no up=100% price=0"


def asked(rate: float, **more: object) -> Workload:
    return Workload.model_validate({"operations": [{"id": "page", "rate": rate, **more}]})


def found(text: str, rate: float, **more: object) -> Evaluation:
    return evaluate(parse(text), asked(rate, **more))


# --- times -----------------------------------------------------------------------------------------


def test_one_server_answers_as_the_formula_says() -> None:
    page = found("client u\nservice app time=10ms at_once=1\nu -> app", 70).operation("page")

    assert page.mean == pytest.approx(1 / 30, rel=1e-4)
    for share, quantile in (
        (0.5, page.p50),
        (0.95, page.p95),
        (0.99, page.p99),
        (0.999, page.p999),
    ):
        assert quantile == pytest.approx(response_percentile_one_server(70, 0.01, share), rel=2e-3)


def test_servers_in_a_row_add_their_times_and_not_their_percentiles() -> None:
    chain = "client u\nservice a time=10ms at_once=1\nservice b time=5ms at_once=1\nu -> a\na -> b delay=0"
    page = found(chain, 60).operation("page")

    fast, slow = 200 - 60, 100 - 60  # both are exponential, so their sum is known
    late = (fast * exp(-slow * page.p99) - slow * exp(-fast * page.p99)) / (fast - slow)
    assert late == pytest.approx(0.01, rel=3e-3)
    assert page.p99 < 0.99 * log(100) * (1 / fast + 1 / slow)


def test_many_servers_wait_as_erlang_says() -> None:
    text = "client u\nservice app x3 time=10ms at_once=2\nu -> app"
    app = found(text, 500).component("app")

    assert app.utilisation == pytest.approx(500 * 0.01 / 6)
    assert app.wait == pytest.approx(erlang_c(6, 5) * 0.01 / (6 - 5))


def test_uneven_work_waits_longer_on_one_server_as_pollaczek_and_khinchine_say() -> None:
    text = "client u\nservice app time=10ms at_once=1 variability=4\nu -> app"

    assert found(text, 70).component("app").wait == pytest.approx(0.7 * 0.01 / 0.3 * (1 + 4) / 2)
    assert wait_allen_cunneen(70, 0.01, 1, 1, 4) == pytest.approx(0.7 * 0.01 / 0.3 * (1 + 4) / 2)


def test_a_fixed_time_is_a_fixed_time() -> None:
    text = "client u\nservice app time=10ms variability=0 at_once=100\nthird_party t time=30ms variability=0 managed=yes\nu -> app\napp -> t delay=5ms"
    page = found(text, 1).operation("page")

    assert page.mean == pytest.approx(0.045, rel=1e-3)
    assert page.p50 == pytest.approx(0.045, rel=1e-2)


def test_a_cache_mixes_two_ways() -> None:
    text = (
        "client u\nservice app time=1us at_once=1000\ncache hot time=1ms at_once=1000 hit=80%\n"
        "sql_database db time=20ms at_once=1000\nu -> app\napp -> hot read delay=0\napp -> db read delay=0"
    )
    page = found(text, 10).operation("page")

    # past 20 ms or so only misses are left: 0.2 · P(cache + store > t)
    late = 0.2 * (20 * exp(-page.p99 / 0.02) - exp(-page.p99 / 0.001)) / 19
    assert late == pytest.approx(0.01, rel=5e-3)
    assert page.mean == pytest.approx(0.001 + 0.2 * 0.02, rel=2e-3)


def test_calls_at_once_take_as_long_as_the_longest() -> None:
    text = "client u\nservice app time=1us at_once=1000\nsearch_index s time=10ms at_once=1000\nu -> app\napp -> s parallel n=10 delay=0"
    page = found(text, 1).operation("page")

    assert page.p99 == pytest.approx(-0.01 * log(1 - 0.99 ** (1 / 10)), rel=5e-3)
    assert page.mean == pytest.approx(0.01 * sum(1 / k for k in range(1, 11)), rel=5e-3)


def test_a_majority_is_waited_for_and_not_the_slowest() -> None:
    text = "client u\nservice app time=1us at_once=1000\nkey_value_store kv x3 write_time=10ms at_once=1000\nu -> app\napp -> kv write delay=0"
    page = found(text, 1, writes=True).operation("page")

    assert page.mean == pytest.approx(0.01 * (1 / 3 + 1 / 2), rel=5e-3)


def test_calls_that_arrive_together_wait_longer() -> None:
    text = "client u\nservice app time=1us at_once=1000\nsearch_index s time=10ms at_once=10\nu -> app\napp -> s {} n=5"

    together = found(text.format("parallel"), 150).component("s")
    in_turn = found(text.format(""), 150).component("s")

    assert together.utilisation == in_turn.utilisation
    assert in_turn.wait * (5 + 1) / 2 < together.wait < in_turn.wait * 12


TWICE = "client u\nservice app time=1ms at_once=64\nsql_database db time=10ms at_once={}\nu -> app\napp -> db read n=2 delay=0"


def test_coming_twice_to_a_busy_queue_has_a_mean_and_no_percentile() -> None:
    text = TWICE.format(1)
    page = found(text, 30, promises={"p99": "300 ms"}).operation("page")

    # the mean is that of a network of queues, to which coming again is an arrival like any other
    assert page.mean == pytest.approx(0.001 + 2 * (0.01 / (1 - 0.6)), rel=0.03)
    assert (page.p50, page.p99) == (None, None)
    assert page.why.startswith("One request comes to db more than once")
    assert [each.kept for each in page.promises] == [None]


@pytest.mark.parametrize(("promised", "kept"), [("2 s", True), ("20 ms", False)])
def test_a_promise_far_from_what_is_in_doubt_is_judged(promised: str, *, kept: bool) -> None:
    text = TWICE.format(1)
    page = found(text, 30, promises={"p99": promised}).operation("page")

    assert page.p99 is None
    assert [each.kept for each in page.promises] == [kept]


def test_coming_twice_where_nobody_waits_has_all_its_numbers() -> None:
    page = found(TWICE.format(16), 30).operation("page")

    assert page.p99 is not None
    assert page.why == ""


def test_a_caller_that_blocks_is_busy_while_it_waits() -> None:
    text = "client u\nservice app time=2ms at_once=10\nthird_party t time=98ms\nu -> app\napp -> t {} delay=0"

    assert found(text.format(""), 50).component("app").utilisation == pytest.approx(0.01)
    assert found(text.format("blocking"), 50).component("app").utilisation == pytest.approx(0.5)


def test_the_busiest_shard_is_the_one_with_what_everybody_wants() -> None:
    text = "client u\nservice app\nkey_value_store kv shards=10 time=1ms at_once=1\nu -> app\napp -> kv read"

    even = found(text, 1000).component("kv")
    skewed = found(text, 1000, skew=1, items=1000).component("kv")

    most_wanted = 1 / 7.485470860550345
    assert even.utilisation == pytest.approx(0.1)
    assert skewed.utilisation == pytest.approx(most_wanted + (1 - most_wanted) * 0.1)


def test_replicas_share_reads_and_all_of_them_write() -> None:
    text = "client u\nservice app\nsql_database db x3 time=1ms write_time=1ms at_once=1\nu -> app\napp -> db"

    assert found(text, 300).component("db").utilisation == pytest.approx(0.1)
    assert found(text, 300, writes=True).component("db").utilisation == pytest.approx(0.3)


def test_work_behind_a_queue_does_not_keep_the_caller_but_has_a_lag() -> None:
    text = "client u\nservice app time=1ms\nqueue q time=1ms at_once=1\nworker w time=100ms at_once=1\nu -> app\napp -> q async delay=0\nq -> w delay=0"
    page = found(text, 5).operation("page")

    assert page.p99 == pytest.approx(0.001 * log(100), rel=1e-2)
    assert page.lag_p99 == pytest.approx(0.2 * log(100), rel=1e-2)  # M/M/1 at 0.5, and a little


# --- what has no number ----------------------------------------------------------------------------


def test_a_queue_that_only_grows_is_said_with_its_component_and_by_how_much() -> None:
    drawn = found(
        "client u\nservice app time=10ms at_once=1\nu -> app", 150, promises={"p99": "1 s"}
    )

    page = drawn.operation("page")
    assert (page.mean, page.p99) == (None, None)
    assert "app would need 1.5 of 1 servers (150 % busy)" in page.why
    assert drawn.bottleneck is not None
    assert "1.50 times what it can do" in drawn.bottleneck.sentence
    assert [each.kept for each in drawn.all_promises] == [False]


def test_a_full_queue_turns_away_and_gives_no_times() -> None:
    drawn = found("client u\nservice app time=10ms at_once=1 queue=2\nu -> app", 90)

    assert drawn.component("app").turned_away == pytest.approx(0.9**3 * 0.1 / (1 - 0.9**4))
    assert drawn.operation("page").p99 is None
    assert "simulate" in drawn.operation("page").why


# --- availability ----------------------------------------------------------------------------------


def test_in_a_row_and_side_by_side() -> None:
    row = found("client u\nservice a up=99% \nsql_database b up=99%\nu -> a\na -> b", 1)
    pair = found("client u\nservice a x2 up=99%\nu -> a", 1)

    assert row.operation("page").availability == pytest.approx(0.99**2)
    assert pair.operation("page").availability == pytest.approx(0.9999)
    assert [each.id for each in row.operation("page").single_points] == ["a", "b"]
    assert pair.operation("page").single_points == ()


def test_a_zone_is_a_thing_that_fails() -> None:
    text = "zone a up=99%\nzone b up=99%\nclient u\nservice app x2 up=100% in {}\nu -> app"

    one = found(text.format("a"), 1).operation("page")
    two = found(text.format("a, b"), 1).operation("page")

    assert one.availability == pytest.approx(0.99)
    [alone] = one.single_points
    assert (alone.id, alone.title, alone.is_zone) == ("a", "zone a", True)
    assert two.availability == pytest.approx(0.9999)
    assert two.single_points == ()


def test_a_cache_is_passed_by() -> None:
    text = "client u\nservice app x2\ncache hot up=50%\nsql_database db x2\nu -> app\napp -> hot read\napp -> db read"

    page = found(text, 1).operation("page")

    assert page.single_points == ()
    assert page.availability == pytest.approx((1 - 0.005**2) ** 2)


@st.composite
def small_drawings(draw: st.DrawFn) -> str:
    """A client, up to five boxes behind it in up to two zones of a region, and few copies of each."""
    kinds = st.sampled_from(
        ["service", "load_balancer", "cache", "sql_database", "key_value_store", "cdn"]
    )
    lines = ["region eu up=99.9%", "zone a in eu up=99%", "zone b up=98%", "client u"]
    count = draw(st.integers(1, 5))
    for number in range(count):
        copies = draw(st.integers(1, 3 if count < 4 else 2))
        place = draw(st.sampled_from(["", "in a", "in a, b", "in b"]))
        lines.append(f"{draw(kinds)} n{number} x{copies} up=9{draw(st.integers(0, 9))}% {place}")
    lines.append("u -> n0")
    for number in range(1, count):
        for source in draw(st.sets(st.integers(0, number - 1), min_size=1, max_size=2)):
            how = draw(
                st.sampled_from(["", "read", "write", "one_of", "replicate", "async", "read"])
            )
            lines.append(f"n{source} -> n{number} {how}")
    return "\n".join(lines)


@given(drawn=small_drawings(), rate=st.sampled_from([0.1, 3000.0]), writes=st.booleans())
@settings(max_examples=60, deadline=None)
def test_availability_is_the_sum_over_all_states(drawn: str, rate: float, *, writes: bool) -> None:
    loaded = loads(plan(parse(drawn), asked(rate, writes=writes)))
    operation = loaded.plan.operations["page"]

    exact = availability(loaded, operation).chance

    by_hand = by_enumeration.availability(loaded, operation)
    assert exact == pytest.approx(by_hand, abs=1e-12)


# --- what must always hold -------------------------------------------------------------------------


@given(drawing=architectures(), rate=st.floats(0.01, 1000), writes=st.booleans())
@settings(max_examples=40, deadline=None)
def test_any_drawing_is_evaluated_or_refused_in_words(
    drawing: Architecture, rate: float, *, writes: bool
) -> None:
    said = ""
    try:
        result = evaluate(drawing, asked(rate, writes=writes, skew=1))
    except CannotRun as refused:
        said = str(refused)
        result = Evaluation((), (), None, evaluate(Architecture(), Workload()).cost, (), (), ())

    json.dumps(result.as_json(), allow_nan=False)  # no infinity, no NaN
    assert result.operations or said
    for each in result.operations:
        assert each.p99 is not None or each.why
        if each.p99 is not None:
            assert 0 <= each.p50 <= each.p95 <= each.p99 <= each.p999


TWO_TIERS = "client u\nload_balancer lb x2\nservice app x{app} time=10ms at_once=2\nsql_database db x3 time=2ms at_once=4\nu -> lb\nlb -> app\napp -> db read n=2"


@given(app=st.integers(2, 12), rate=st.floats(1, 300))
@settings(max_examples=15, deadline=None)
def test_more_instances_never_hurt_and_more_load_never_helps(app: int, rate: float) -> None:
    here = found(TWO_TIERS.format(app=app), rate)
    more = found(TWO_TIERS.format(app=app + 1), rate)
    busier = found(TWO_TIERS.format(app=app), rate * 1.1)

    assert more.operation("page").availability >= here.operation("page").availability - 1e-15
    assert more.component("app").utilisation <= here.component("app").utilisation
    if busier.operation("page").p99 is not None:
        assert busier.operation("page").p99 >= here.operation("page").p99 * (1 - 1e-6)


# --- the stored answers ----------------------------------------------------------------------------


def answer(name: str) -> Evaluation:
    path = SHORTENER / "answers" / f"{name}.yaml"
    drawing = of_mapping(yaml_door.load_file(path), name)
    return evaluate(drawing, workload_in(SHORTENER / "exercise.yaml"))


@pytest.mark.parametrize(
    "name", ["strong-cache-aside", "strong-serverless-edge", "strong-wide-column"]
)
def test_a_strong_answer_keeps_every_promise_at_its_peak(name: str) -> None:
    made = [each for each in answer(name).all_promises if each.kept is not None]

    assert len(made) >= 4
    assert [each.sentence for each in made if not each.kept] == []


@pytest.mark.parametrize(
    "name", ["beginner-single-server", "single-database", "everything-postponed"]
)
def test_a_single_server_keeps_neither_time_nor_availability(name: str) -> None:
    broken = {each.what for each in answer(name).all_promises if each.kept is False}

    assert {"p99", "availability"} <= broken


def test_waiting_for_the_click_to_be_stored_breaks_redirects() -> None:
    redirect = answer("synchronous-clicks").operation("redirect")

    assert "Click statistics would need" in redirect.why


def test_money_is_machines_data_requests_and_traffic() -> None:
    text = "client u\nservice app x4 price=$70\nsql_database db price=$100 managed=no\nu -> app\napp -> db write"
    drawn = found(text, 10, writes=True, keeps="1 kB", kept_for="1 year", response="1 kB")

    kept = 10 * 365 * 86_400 * 1000 * 0.115e-9
    traffic = 10 * 30 * 86_400 * 1000 * 0.09e-9
    assert drawn.cost.total == pytest.approx(4 * 70 + 100 + kept + traffic)
    assert drawn.cost.total == pytest.approx(sum(dollars for _, dollars in drawn.cost.lines))
    assert prod(each.cost >= 0 for each in drawn.components)


def test_a_load_that_is_changed_is_changed_however_it_is_asked() -> None:
    load = asked(10, peak_factor=3)
    assert load.operation("page").peak == 30

    assert load.times(2).operation("page").peak == 60
    assert load.at_average().operation("page").peak == 10

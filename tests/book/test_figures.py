"""Every figure that can be run is what its chapter says it is: the engine is asked."""

import pytest

from book.figures import HERE, Claim, figure, figure_of
from book.figures.claims import found
from capacity.evaluate import evaluate
from capacity.frozen import BadInput
from capacity.workload import Workload

FIGURES = sorted(each.stem for each in HERE.glob("*.yaml"))


@pytest.mark.parametrize("name", FIGURES)
def test_a_figure_is_what_it_claims_to_be(name: str) -> None:
    one = figure(name)
    assert one.workload, f"{name} has no workload, so nobody can say whether it holds"
    assert one.claim, f"{name} says nothing of itself; the engine says {found(one)!r}"

    true = found(one)

    assert one.claim.verdict == true.verdict
    assert sorted(one.claim.breaks) == sorted(true.breaks)
    assert sorted(one.claim.stops) == sorted(true.stops)


def test_a_final_figure_promises_something() -> None:
    for name in FIGURES:
        one = figure(name)
        promises = [each.promises for each in one.workload.operations] if one.workload else []
        kept = any(each.p99 or each.availability or each.freshness for each in promises)
        assert kept or (one.claim and one.claim.verdict == "bad"), name


@pytest.mark.parametrize("name", FIGURES)
def test_the_engine_finds_no_problem_in_a_final_figure(name: str) -> None:
    one = figure(name)
    result = evaluate(one.architecture, one.workload or Workload())
    problems = [each.sentence for each in result.findings if each.severity == "problem"]
    assert not problems or (one.claim and one.claim.verdict == "bad"), problems


ONE_SERVER = {
    "title": "One server",
    "description": "One server.",
    "architecture": "client people\nservice app time=10ms at_once=1\npeople -> app",
    "workload": {"operations": [{"id": "page", "rate": "95/s", "promises": {"p99": "100 ms"}}]},
}


def test_the_engine_finds_what_a_drawing_breaks_and_what_stops_it() -> None:
    assert found(figure_of(ONE_SERVER, "here")) == Claim(
        verdict="bad", breaks=("page p99",), stops=("app",)
    )


@pytest.mark.parametrize(
    ("claim", "said"),
    [
        ({"verdict": "bad"}, "a bad figure says what it breaks"),
        ({"verdict": "final", "stops": ["app"]}, "a final one has neither"),
        ({"verdict": "good"}, "claim"),
    ],
)
def test_a_claim_that_says_nothing_is_refused(claim: dict[str, object], said: str) -> None:
    with pytest.raises(BadInput, match=said):
        figure_of({**ONE_SERVER, "claim": claim}, "here")


def test_a_claim_without_a_load_is_refused() -> None:
    without = {key: value for key, value in ONE_SERVER.items() if key != "workload"}
    with pytest.raises(BadInput, match="no workload to try it under"):
        figure_of({**without, "claim": {"verdict": "final"}}, "here")

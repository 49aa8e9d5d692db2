"""Whatever JSON is handed in, it is graded or refused with sentences; nothing else happens."""

import json
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from capacity.frozen import BadInput
from grader import bank
from grader.answer import Answer
from grader.grade import grade
from grader.reading import read_answer
from grader.report import Report

EXERCISE = bank.exercise("url-shortener")
SECTIONS = tuple(Answer.model_fields)
ATOMS = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=40)
ANY = st.recursive(
    ATOMS,
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=12), inner, max_size=4)
    ),
    max_leaves=12,
)
WORDS = st.sampled_from(
    "We a cache queue not because → link redirect 302 code -- ## - | ``` \n ; ( ) p99 100 ms no out of scope "  # noqa: SIM905
    "create read write /* */ CREATE TABLE links (code text) 3 TB 38/s \u200b \u0430 ３ ½ 🔗 \x00".split(
        " "
    )
)
PROSE = st.lists(WORDS, max_size=30).map(" ".join)
IDS = st.sampled_from(["a", "b", "c", "cache", "db", "lb"])
KINDS = st.sampled_from(["client", "service", "cache", "sql_database", "queue", "cdn", "worker", "?"])  # fmt: skip
BOX = st.fixed_dictionaries(
    {"id": IDS, "kind": KINDS},
    optional={
        "instances": st.integers(-1, 2000),
        "zones": st.lists(IDS, max_size=2),
        "name": PROSE,
        "shards": ANY,
    },
)
CALL = st.fixed_dictionaries(
    {"from": IDS, "to": IDS},
    optional={
        "kind": st.sampled_from(["read", "write", "async", "x"]),
        "operations": st.lists(IDS, max_size=2),
    },
)
NEARLY = st.fixed_dictionaries(
    {},
    optional={
        "functional": PROSE | st.lists(PROSE, max_size=5) | ANY,
        "non_functional": PROSE,
        "deep_dives": PROSE,
        "interface": PROSE | ANY,
        "estimates": st.dictionaries(st.sampled_from(["write_rate", "storage", "hit_ratio", "x"]), PROSE | ANY, max_size=4),
        "api": st.lists(st.fixed_dictionaries({}, optional={"method": st.sampled_from(["GET", "POST", "?"]), "path": PROSE, "statuses": ANY}), max_size=4),
        "data_model": st.one_of(PROSE, st.fixed_dictionaries({}, optional={"ddl": PROSE, "entities": ANY}), ANY),
        "architecture": st.one_of(PROSE, st.fixed_dictionaries({}, optional={"components": st.lists(BOX, max_size=6), "calls": st.lists(CALL, max_size=8)}), ANY),
        "extra": ANY,
    },
)  # fmt: skip
MODEST = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def refused(error: BadInput) -> None:
    """A refusal says in sentences what is wrong."""
    assert error.problems
    assert all(each.message for each in error.problems)


def graded(raw: object) -> Report | None:
    """The report, or None where the input was refused with at least one sentence."""
    try:
        answer = read_answer(raw)
    except BadInput as error:
        return refused(error)
    report = grade(EXERCISE, answer)
    assert 0 <= report.score <= 100
    assert json.loads(report.model_dump_json())["score"] == report.score
    return report


@given(ANY)
@MODEST
def test_any_json_is_graded_or_refused(raw: object) -> None:
    graded(raw)


@given(st.dictionaries(st.sampled_from(SECTIONS), ANY, max_size=6))
@MODEST
def test_any_sections_are_graded_or_refused(raw: object) -> None:
    graded(raw)


@given(NEARLY)
@MODEST
def test_what_is_nearly_an_answer_is_graded_or_refused(raw: object) -> None:
    graded(raw)


@given(st.binary(max_size=200) | st.text(max_size=200))
@MODEST
def test_any_bytes_are_graded_or_refused(raw: object) -> None:
    graded(raw)


def twenty_thousand_words() -> dict[str, Any]:
    words = "We read a cache first because it is not slow, so redirects see 302. " * 285
    sections = dict.fromkeys(("functional", "non_functional", "deep_dives", "interface"), words)
    working = [{"name": f"n{number}", "value": "1", "working": words[:8000]} for number in range(8)]
    assert sum(len(each.split()) for each in (*sections.values(), *(n["working"] for n in working))) > 20_000  # fmt: skip
    return {**sections, "estimates": working}


def three_hundred_boxes() -> dict[str, Any]:
    kinds = ["client", "load_balancer", "service", "cache", "sql_database", "queue"]
    boxes = [{"id": f"b{n}", "kind": kinds[n % 6], "instances": 2} for n in range(300)]
    calls = [{"from": f"b{n}", "to": f"b{(7 * n + step) % 300}"} for n in range(300) for step in (1, 2, 3, 5)]  # fmt: skip
    return {"architecture": {"components": boxes, "calls": [each for each in calls if each["from"] != each["to"]]}}  # fmt: skip


@pytest.mark.parametrize("raw", [twenty_thousand_words(), three_hundred_boxes()])
def test_largest_answers_are_graded(raw: dict[str, Any]) -> None:
    assert graded(raw) is not None


@pytest.mark.parametrize(
    "raw",
    [
        {"estimates": {f"n{number}": "1" for number in range(101)}},
        {"api": [{}] * 101},
        {"architecture": {"components": [{"id": f"b{n}", "kind": "service"} for n in range(301)]}},
        {"functional": "x" * 20_001},
        {"functional": {"$ref": "#/deep_dives"}},
        {"__class__": "Answer"},
        "[" * 60 + "]" * 60,
    ],
)
def test_what_is_too_much_or_not_an_answer_is_refused(raw: object) -> None:
    with pytest.raises(BadInput):
        read_answer(raw)


def test_nobody_takes_checks_out_of_the_denominator_by_calling_a_part_unread() -> None:
    claimed = {"unread": [{"field": "architecture", "message": "a person will look"}]}

    assert read_answer(claimed).unread == ()
    assert read_answer(claimed, as_it_is=True).unread == ()

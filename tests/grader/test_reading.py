"""The door for answers: good ones come in from any form, bad ones are refused with the field named."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from capacity.frozen import BadInput
from grader import bank
from grader.answer import Answer
from grader.grade import grade
from grader.reading import look_over, read_answer

EXERCISE = bank.exercise("url-shortener")
DRAWING = "client b\nservice app\nsql_database db\nb -> app\napp -> db"


def refused(raw: object) -> list[str]:
    with pytest.raises(BadInput) as error:
        read_answer(raw)
    return [str(each) for each in error.value.problems]


def test_an_answer_comes_in_as_dict_text_or_bytes() -> None:
    raw = {
        "functional": ["one", "two"],
        "estimates": {"read_rate": "3.9k/s"},
        "architecture": {"text": DRAWING},
    }

    answers = [
        read_answer(raw),
        read_answer(json.dumps(raw)),
        read_answer(json.dumps(raw).encode()),
    ]

    assert answers[0] == answers[1] == answers[2]
    assert answers[0].functional == "- one\n- two"
    assert answers[0].architecture.component("app").kind == "service"


@pytest.mark.parametrize(
    ("raw", "field"),
    [
        (b"x" * 2_000_000, "answer: 2,000,000 bytes are too many"),
        ("[" * 100_000, "answer: is nested deeper than 50 levels"),
        ('{"a":' * 100_000, "answer: is nested deeper than 50 levels"),
        ("[]", "answer: must be an object"),
        ("{", "answer: is not JSON"),
        (b"\xff", "answer: is not UTF-8"),
        ({"functionl": "x"}, "functionl: "),
        ({"functional": "x" * 30_000}, "functional: "),
        ({"estimates": [{"title": "x"}]}, "estimates[0]"),
        ({"api": [{"method": "FETCH"}]}, "api[0].method: 'FETCH' is not known here"),
        ({"api": [{"method": "GET", "statuses": "three"}]}, "api[0].statuses: 'three' is not a status code"),
        ({"api": [{"method": "GET", "statuses": 99}]}, "api[0].statuses"),
        ({"architecture": {"text": "client b\nb -> nowhere"}}, "architecture.text line 2, column 6"),
        ({"architecture": {"text": 5}}, "architecture.text: It must be text"),
        ({"architecture": {"text": "x", "components": [{"id": "a", "kind": "cache"}]}}, "architecture.components"),
        ({"architecture": {"components": [{"id": "a", "kind": "cash"}]}}, "architecture.components[0].kind: 'cash' is not known here. Did you mean 'cache'?"),
        ({"architecture": {"components": [{"id": "a", "kind": "cache", "instances": 10**9}]}}, "architecture.components[0].instances"),
        ({"data_model": {"ddl": "x" * 100_000}}, "data_model.ddl"),
        (None, "answer: must be an object"),
    ],
)  # fmt: skip
def test_bad_input_names_its_field(raw: object, field: str) -> None:
    assert any(each.startswith(field) for each in refused(raw)), refused(raw)


def test_a_drawing_that_cannot_be_read_may_be_handed_in_as_it_is() -> None:
    answer = read_answer({"architecture": {"text": "klient b"}}, as_it_is=True)

    report = grade(EXERCISE, answer)

    assert answer.unread[0].field == "architecture.text line 1, column 1"
    assert report.check("working-paths").verdict == "cannot judge"
    assert any("could not be judged" in each for each in report.needs_person)


def test_a_drawing_may_be_a_mermaid_flowchart() -> None:
    lines = "client b\nservice app x3\nsql_database db\nb -> app\napp -> db read for redirect"
    chart = "flowchart LR\n  b((b)):::client --> app[app ×3]:::service\n  app -->|read for redirect| db[(db)]:::sql_database"

    drawn, written = (read_answer({"architecture": {"text": each}}) for each in (chart, lines))

    assert drawn.architecture.components == written.architecture.components
    assert [each.id for each in drawn.architecture.calls] == ["b->app", "app->db"]


def test_look_over_says_how_numbers_were_read_and_what_is_wrong() -> None:
    raw = {
        "estimates": [
            {"name": "read_rate", "value": "~3.9k redirects/s"},
            {"name": "storage", "value": "1.2 TB/dya"},
            {"name": "read_rat", "value": "5/s"},
        ],
        "data_model": {"ddl": "CREATE TABLE t (\n a int\n b int);"},
        "architecture": {"text": DRAWING + " for shorten"},
    }

    seen = look_over(raw, EXERCISE)

    fields = {each.field: each.message for each in seen.problems}
    assert seen.readings == {"estimates[0]": "3.9k requests/s"}
    assert "Did you mean 'day'?" in fields["estimates[1].value"]
    assert "Did you mean 'read_rate'?" in fields["estimates[2].name"]
    assert fields["data_model.ddl"].startswith("Line 3")
    assert "There is no operation 'shorten'" in fields["architecture.calls[1].operations"]
    assert seen.architecture is not None


@pytest.mark.parametrize(
    ("value", "working", "reading"),
    [
        ("3.86k/s", "× 100", "3.86k requests/s. The working comes to the same."),
        ("3.86k/s", "write_rate * 100", "3.86k requests/s. The working comes to the same."),
        ("3.86k/s", "see the brief", "3.86k requests/s"),
        ("38.6k/s", "38.6/s × 100", "`38.6/s × 100` comes to 3.86k/s, and not 38.6k/s: 10 times too much."),
        ("3.86k/s", "38.6/s × 100 B", "3.86k requests/s"),
        ("3.86k/s", "(((", "3.86k requests/s"),
    ],
)  # fmt: skip
def test_look_over_says_whether_a_working_leads_to_its_number(
    value: str, working: str, reading: str
) -> None:
    estimates = [
        {"name": "write_rate", "value": "38.6/s"},
        {"name": "read_rate", "value": value, "working": working},
    ]

    seen = look_over({"estimates": estimates}, EXERCISE)

    assert reading in seen.readings["estimates[1]"]
    assert seen.problems == ()


def test_look_over_keeps_what_it_can_read_beside_what_it_cannot() -> None:
    seen = look_over(
        {
            "api": [{"method": "FETCH"}],
            "estimates": {"read_rate": "3.9k/s"},
            "architecture": {"text": DRAWING},
        },
        EXERCISE,
    )

    assert [each.field for each in seen.problems] == ["api[0].method"]
    assert seen.readings == {"estimates[0]": "3.9k requests/s"}
    assert seen.architecture is not None


JSON_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=30),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=12), inner, max_size=4),
    max_leaves=12,
)  # fmt: skip
SECTIONS = st.dictionaries(st.sampled_from(sorted(Answer.model_fields)), JSON_VALUES, max_size=4)


@given(SECTIONS | JSON_VALUES)
@settings(max_examples=200)
def test_any_json_is_an_answer_or_refused_by_name(raw: object) -> None:
    look_over(raw, EXERCISE)

    try:
        score = grade(EXERCISE, read_answer(raw)).score
    except BadInput as error:
        score = 0
        problems = error.problems
    else:
        problems = ()

    assert problems or 0 <= score <= 100


def test_nobody_can_claim_that_a_part_cannot_be_read() -> None:
    claimed = {"unread": [{"field": "architecture", "message": "x"}], "functional": "x"}

    assert read_answer(claimed, as_it_is=True).unread == ()

"""Endpoints become an OpenAPI document and come back as they were; what a document cannot say is refused."""

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from capacity import yaml_door
from capacity.frozen import BadInput
from grader import bank
from grader.answer import Endpoint
from grader.grade import grade
from grader.openapi import read_openapi
from grader.openapi_text import write_openapi
from grader.reading import read_answer

STORED = Path(__file__).parents[2] / "exercises/url-shortener/answers/strong-cache-aside.yaml"

WORDS = st.sampled_from(
    [
        "code", "long_url", "limit (query)", "limit (query, at most 100)", "Idempotency-Key (header, required)",
        "201 with code", "header X; body: any", "a, b", "nothing", "an \"alias\": 'x'", "- # {}", "→ 302",
    ]
)  # fmt: skip
PROSE = st.lists(WORDS, max_size=4).map(", ".join)
ENDPOINT = st.builds(
    Endpoint,
    method=st.sampled_from(["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]),
    path=st.sampled_from(["/", "/v1/links", "/{code}", "/links/{code}/stats"]),
    request=PROSE,
    response=PROSE,
    statuses=st.lists(st.integers(200, 599), unique=True, max_size=4).map(tuple),
    notes=PROSE,
)


@given(st.lists(ENDPOINT, max_size=4, unique_by=lambda each: (each.path, each.method)))
def test_what_is_written_reads_back_as_the_same_endpoints(endpoints: list[Endpoint]) -> None:
    by_path = sorted(range(len(endpoints)), key=lambda at: first_of(endpoints, at))

    back = read_openapi(write_openapi(endpoints)) if endpoints else ()

    for at, each in zip(by_path, back, strict=True):
        was = endpoints[at]
        assert (each.method, each.path, each.notes) == (was.method, was.path, was.notes)
        assert set(each.statuses) == set(was.statuses)
        assert parts(each.request) == parts(was.request)
        assert parts(each.response) == parts(was.response)


def first_of(endpoints: list[Endpoint], at: int) -> tuple[int, int]:
    """A document lists methods under their path, at the place of the first of them."""
    path = endpoints[at].path
    return next(n for n, each in enumerate(endpoints) if each.path == path), at


def parts(text: str) -> list[str]:
    return text.split(", ")


def test_a_stored_answer_earns_the_same_with_its_api_as_a_document() -> None:
    shortener = bank.exercise("url-shortener")
    raw = yaml_door.load_file(STORED, "answer")["answer"]
    rows = read_answer(raw)

    text = write_openapi(rows.api)

    assert yaml.safe_load(text)["openapi"] == "3.0.3"
    as_document = read_answer({**raw, "api": {"openapi": text}})
    assert grade(shortener, as_document).score == grade(shortener, rows).score


@pytest.mark.parametrize(
    ("endpoints", "field", "said"),
    [
        ([{"method": "WS", "path": "/live"}], "api[0].method", "stays in the table"),
        ([{"method": "GET", "path": "links"}], "api[0].path", "must begin with /"),
        ([{"method": "GET", "path": "/a"}] * 2, "api[1].path", "stands in the table twice"),
        ([{"path": "/a"}], "api[0].method", "is missing"),
    ],
)
def test_what_a_document_has_no_words_for_is_refused(
    endpoints: list[dict[str, str]], field: str, said: str
) -> None:
    with pytest.raises(BadInput) as refused:
        write_openapi([Endpoint.model_validate(each) for each in endpoints])

    assert refused.value.problems[0].field == field
    assert said in refused.value.problems[0].message

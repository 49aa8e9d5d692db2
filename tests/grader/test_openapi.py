"""An API document becomes the same endpoints as a list; a broken one names the place that is wrong."""

import json
import textwrap

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from capacity import yaml_door
from capacity.frozen import BadInput
from grader import bank
from grader.grade import grade
from grader.openapi import read_openapi
from grader.reading import look_over, read_answer

EXERCISE = bank.exercise("url-shortener")
LINKS = textwrap.dedent("""\
    openapi: 3.0.3
    info: {title: Links, version: "1"}
    servers: [{url: "https://sho.rt/v1"}]
    security: [{key: []}]
    paths:
      /links:
        parameters:
          - {name: X-Trace, in: header}
        post:
          summary: Create a short link
          description: Repeats with the same Idempotency-Key give the first answer.
          parameters:
            - {name: Idempotency-Key, in: header, required: true, schema: {type: string}}
          requestBody:
            content: {application/json: {schema: {$ref: "#/components/schemas/NewLink"}}}
          responses:
            "201":
              description: made
              content: {application/json: {schema: {$ref: "#/components/schemas/Link"}}}
            400: {description: no URL}
            409: {description: alias taken}
            4XX: {description: other}
            default: {$ref: "#/components/responses/Problem"}
        get:
          operationId: listLinks
          parameters:
            - {$ref: "#/components/parameters/Cursor"}
            - {name: limit, in: query, schema: {type: integer, maximum: 100}}
          responses:
            "200": {description: a page, content: {application/json: {schema: {type: object, properties: {items: {type: array, items: {$ref: "#/components/schemas/Link"}}, next_cursor: {type: string}}}}}}
      /{code}:
        get:
          security: []
          parameters: [{name: code, in: path, required: true}]
          responses:
            "302": {description: go on, headers: {Location: {schema: {type: string}}}}
            "404": {description: unknown}
    components:
      parameters:
        Cursor: {name: cursor, in: query}
      responses:
        Problem: {description: a problem}
      schemas:
        NewLink: {allOf: [{type: object, properties: {long_url: {type: string}}}, {properties: {alias: {type: string}}}]}
        Link: {type: object, properties: {short_code: {type: string}, parent: {$ref: "#/components/schemas/Link"}}}
      securitySchemes:
        key: {type: http, scheme: bearer}
    """)  # fmt: skip


def test_document_becomes_endpoints() -> None:
    post, listing, follow = read_openapi(LINKS)

    assert (post.method, post.path, post.statuses) == ("POST", "/v1/links", (201, 400, 409))
    assert post.request == "X-Trace (header), Idempotency-Key (header, required), long_url, alias"
    assert "short_code" in post.response
    assert "authentication by key http bearer" in post.notes
    assert "limit (query, at most 100)" in listing.request
    assert "cursor (query)" in listing.request
    assert "next_cursor" in listing.response
    assert (follow.path, follow.statuses) == ("/v1/{code}", (302, 404))
    assert "Location header" in follow.response
    assert "authentication" not in follow.notes


def test_document_earns_what_the_list_earns() -> None:
    report = grade(EXERCISE, read_answer({"api": LINKS}))

    earned = {each.id: each.verdict for each in report.checks if each.phase == "api"}
    assert earned["create-endpoint"] == "met"
    assert earned["redirect-endpoint"] == "met"
    assert earned["create-idempotent"] == "met"
    assert earned["create-protected"] == "met"
    assert earned["errors-named"] == "met"


def test_document_may_come_as_yaml_json_or_a_mapping() -> None:
    mapping = yaml_door.load(LINKS, "api")
    answers = [
        read_answer({"api": LINKS}),
        read_answer({"api": {"openapi": LINKS}}),
        read_answer({"api": json.dumps(mapping, indent="\t")}),
        read_answer(json.dumps({"api": mapping})),
    ]

    assert all(each.api == answers[0].api for each in answers)
    assert answers[0].openapi == LINKS


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("paths: {}", "api.openapi: is missing. Begin with 'openapi: 3.0.3'"),
        ("swagger: '2.0'\npaths: {}", "api.swagger: Swagger 2 is not read"),
        ("openapi: 3.1.0", "api.paths: is missing or empty."),
        ("openapi: 3.0.0\npaths: {links: {}}", "api.paths.links: a path begins with /."),
        ("openapi: 3.0.0\npaths: {/a: {psot: {}}}", "api.paths./a.psot: is not a method. Did you mean 'post'?"),
        ("openapi: 3.0.0\npaths: {/a: {get: {responses: {2oo: {}}}}}", "api.paths./a.get.responses.2oo: '2oo' is not a status code."),
        ("openapi: 3.0.0\npaths: {/a: {get: {responses: {200: {$ref: '#/components/respones/X'}}}}}\ncomponents: {responses: {X: {}}}", "there is no '#/components/respones/X'. Did you mean 'responses'?"),
        ("openapi: 3.0.0\npaths: {/a: {$ref: 'other.yaml#/a'}}", "is in another document"),
        ("openapi: 3.0.0\npaths: {/a: {$ref: '#/paths/~1a'}}", "api.paths./a.$ref: refers to itself."),
        ("openapi: 3.0.0\npaths: {/a: {get: {parameters: [{in: query}]}}}", "parameters[0].name: is missing."),
        ("openapi: 3.0.0\npaths: {/a: {get: &x {}, put: *x}}", "anchors and aliases"),
        ("openapi: 3.0.0\npaths:\n  /a: [", "line 4"),
        ("just words", "is no OpenAPI document"),
        ("openapi: 3.0.0\nx: " + "[" * 50_000, "characters long"),
        ("openapi: 3.0.0\nx: " + "[" * 5_000, "nested deeper than 40 levels"),
        ('{"openapi": ' + "[" * 5_000, "nested deeper than 40 levels"),
    ],
)  # fmt: skip
def test_broken_document_names_the_place(text: str, said: str) -> None:
    with pytest.raises(BadInput) as refused:
        read_answer({"api": text})

    assert said in str(refused.value)


def test_broken_document_handed_in_as_it_is_cannot_be_judged() -> None:
    report = grade(
        EXERCISE, read_answer({"api": "openapi: 3.0.0\npaths: [", "functional": "x"}, as_it_is=True)
    )

    assert report.check("create-endpoint").verdict == "cannot judge"
    assert "I could not read the API" in report.check("errors-named").because
    assert report.needs_person


def test_broken_document_is_said_while_typing() -> None:
    problems = look_over({"api": "openapi: 3.0.0\npaths: {/a: {gte: {}}}"}, EXERCISE).problems

    assert [each.field for each in problems] == ["api.paths./a.gte"]


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=12) | st.sampled_from(["#/paths", "200", "get"]),
    lambda inner: st.lists(inner, max_size=3)
    | st.dictionaries(st.sampled_from(["$ref", "get", "/a", "responses", "parameters", "content", "schema", "200", "x", "properties", "items", "allOf", "security"]), inner, max_size=4),
    max_leaves=20,
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(paths=JSON, components=JSON)
def test_any_json_is_endpoints_or_a_named_place(paths: object, components: object) -> None:
    text = json.dumps({"openapi": "3.0.0", "paths": paths, "components": components})
    places = ["api"]
    try:
        read_openapi(text)
    except BadInput as refused:
        places = [each.field for each in refused.problems]

    assert all(each.startswith("api") for each in places)

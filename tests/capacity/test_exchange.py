"""Drawings in other forms: what is written is read back, and nothing that is read can crash."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from capacity.architecture import Architecture
from capacity.exchange import mermaid, text
from capacity.exchange.kinds import kind_of
from capacity.frozen import BadInput, Problem
from tests.capacity.drawings import architectures

FORMS = {"text": text, "mermaid": mermaid}
SCRAPS = st.lists(
    st.sampled_from(
        ["flowchart LR\n", "graph TD;", "A", "b", "[x]", "[(", ")]", '"', "-->", "-.->", "---|read|", " & ", ":::cache",
         "\n", "subgraph z[Zone]", "\nend\n", "service ", "sql_database ", " x3", " in a, b", "hit=9%", " -> ", ":", "é", "\t",
         "%% ", "note=", "x0", "=", "\\", "<br/>", "×2", "{{", "}}", "([", "~~~"]
    ),
    max_size=30,
).map("".join)  # fmt: skip


@pytest.mark.parametrize("form", FORMS)
@given(drawing=architectures())
@settings(max_examples=100)
def test_a_drawing_comes_back_as_it_was(form: str, drawing: Architecture) -> None:
    assert FORMS[form].parse(FORMS[form].write(drawing)) == drawing


@pytest.mark.parametrize("form", FORMS)
@given(written=st.one_of(st.text(max_size=300), SCRAPS))
@settings(max_examples=300)
def test_any_text_is_a_drawing_or_a_message_that_points(form: str, written: str) -> None:
    problems: tuple[Problem, ...] = ()
    try:
        FORMS[form].parse(written)
    except BadInput as refused:
        problems = refused.problems

    assert all(each.field and each.message for each in problems)


def test_an_edited_chart_is_meant_and_its_old_details_are_passed_over() -> None:
    drawn = text.parse('service app "App" x4 in a\ncache hot hit=90%\napp -> hot read')

    edited = mermaid.parse(mermaid.write(drawn).replace("×4", "×5"))

    assert edited.component("app").instances == 5
    assert edited.component("hot").hit_ratio is None
    assert edited.calls[0].kind == "read"


def test_a_flowchart_from_elsewhere_is_understood() -> None:
    chart = """
    graph TD
      phone((People)) --> edge{{CDN}}
      edge -->|miss| lb[Load balancer ×2]
      lb --> api[API] & admin
      api -- reads --> db[(PostgreSQL)]
      api -. events .-> jobs[/Jobs/]
      subgraph vpc [Own data centre]
        db
      end
      style db fill:#fff
    """

    drawn = mermaid.parse(chart)

    kinds = {each.id: each.kind for each in drawn.components}
    assert kinds == {
        "phone": "client",
        "edge": "cdn",
        "lb": "load_balancer",
        "api": "service",
        "admin": "service",
        "db": "sql_database",
        "jobs": "queue",
    }
    assert drawn.component("lb").instances == 2
    assert drawn.component("db").zones == ("vpc",)
    assert [(call.id, call.kind, call.label) for call in drawn.calls] == [
        ("phone->edge", "request", ""),
        ("edge->lb", "request", "miss"),
        ("lb->api", "request", ""),
        ("lb->admin", "request", ""),
        ("api->db", "request", "reads"),
        ("api->jobs", "async", "events"),
    ]


@pytest.mark.parametrize(
    ("chart", "place", "message"),
    [
        ("flowchart LR\n  a[App --> b", "line 2, column 4", "'[' is not closed by ']'"),
        ("flowchart LR\n  a b", "line 2, column 4", "'b' is no arrow"),
        ("flowchart LR\n  a -->", "line 2, column 8", "a box comes here"),
        ("a --> b", "line 1, column 1", "this is no flowchart"),
        ("flowchart" + " a" * 30_000, "text", "at most 50,000"),
    ],
)
def test_a_chart_that_cannot_be_read_says_where(chart: str, place: str, message: str) -> None:
    with pytest.raises(BadInput) as refused:
        mermaid.parse(chart)

    assert refused.value.problems[0].field == place
    assert message in refused.value.problems[0].message


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("Redis", "cache"),
        ("Order DB (Postgres)", "sql_database"),
        ("API Gateway", "api_gateway"),
        ("AWS Lambda", "function"),
        ("S3 bucket", "object_store"),
        ("Kafka", "stream"),
        ("Checkout", "service"),
        ("PaymentWorker", "worker"),
    ],
)
def test_words_tell_a_kind(words: str, kind: str) -> None:
    assert kind_of(words) == kind

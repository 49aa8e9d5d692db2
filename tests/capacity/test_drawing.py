"""A drawing as text and as a picture: nothing is lost on the way, and nobody's name is markup."""

import xml.etree.ElementTree as ET
from typing import get_args

import pytest
from hypothesis import given

from capacity.architecture import Architecture, Kind
from capacity.draw import svg
from capacity.draw.glyphs import GLYPHS
from capacity.draw.layout import BOX_HEIGHT, lay_out
from capacity.exchange.text import parse, write
from capacity.exchange.words import ALIASES
from capacity.frozen import BadInput
from tests.capacity.drawings import architectures


@given(architectures())
def test_text_says_the_whole_drawing(drawing: Architecture) -> None:
    assert parse(write(drawing)) == drawing


@given(architectures())
def test_picture_is_whole_and_well_formed(drawing: Architecture) -> None:
    picture = svg(drawing, title="A <b>title</b> & more")
    root = ET.fromstring(picture)

    shown = [each.get("data-component") for each in root.iter() if each.get("data-component")]
    called = [each.get("data-call") for each in root.iter() if each.get("data-call")]
    ids = [each.get("id") for each in root.iter() if each.get("id")]
    assert sorted(shown) == sorted(drawing.by_id)
    assert sorted(called) == sorted(call.id for call in drawing.calls)
    assert len(ids) == len(set(ids))
    assert "style=" not in picture
    assert '="http' not in picture.replace("http://www.w3.org/2000/svg", "")
    assert picture == svg(drawing, title="A <b>title</b> & more")


@given(architectures())
def test_no_box_stands_on_another(drawing: Architecture) -> None:
    widths = dict.fromkeys(drawing.by_id, 150.0)
    layout = lay_out(drawing, widths)
    boxes = list(layout.x)

    for number, one in enumerate(boxes):
        for other in boxes[number + 1 :]:
            apart = (
                abs(layout.x[one] - layout.x[other]) >= 150
                or abs(layout.y[one] - layout.y[other]) >= BOX_HEIGHT
            )
            assert apart, (one, other)


def test_a_name_is_never_markup() -> None:
    drawing = parse(
        'service app "<script>alert(1)</script>"\ncache hot "\\"quoted\\" & 🚀"\napp -> hot read : <b>'
    )

    picture = svg(drawing, title="x")

    assert "<script" not in picture
    assert "<b>" not in picture
    ET.fromstring(picture)


def test_marks_are_classes() -> None:
    picture = svg(
        parse("service a\ncache b\na -> b read"),
        title="x",
        marks={"a": "bad", "a->b": "part", "b": "nonsense"},
    )

    assert 'class="component kind-service bad"' in picture
    assert 'class="call kind-read part"' in picture
    assert "nonsense" not in picture


def test_an_empty_drawing_invites() -> None:
    assert "Nothing is drawn yet" in svg(Architecture(), title="x")


def test_every_kind_has_a_sign_and_every_alias_a_kind() -> None:
    assert set(GLYPHS) == set(get_args(Kind))
    assert set(ALIASES.values()) <= set(get_args(Kind))


@pytest.mark.parametrize(
    ("text", "place", "message"),
    [
        ("service a\nservce b", "line 2, column 1", "Did you mean 'service'?"),
        ("service a\na -> cahce\ncache cache", "line 2, column 6", "Did you mean 'cache'?"),
        ("service a\nservice a", "line 2, column 1", "is there twice"),
        ("service a x0", "line 1, column 1", "instances"),
        ("cache c hit=lots", "line 1, column 9", "write it as in hit=90%"),
        ('service a "open', "line 1, column 11", "quotation mark"),
        ("service a\na -> a", "line 2, column 6", "calls itself"),
        ("service a\nservice b\na -> b sync", "line 3, column 8", "no kind of call"),
        ("hello", "line 1, column 1", "expected a box"),
        ("x" * 60_000, "text", "at most 50,000"),
    ],
)
def test_a_broken_line_is_named(text: str, place: str, message: str) -> None:
    with pytest.raises(BadInput) as refused:
        parse(text)

    assert refused.value.problems[0].field == place
    assert message in refused.value.problems[0].message


def test_aliases_and_other_arrows_are_understood() -> None:
    drawing = parse("user me\nredis hot ×2\npostgres db\nme → hot\nhot -> db")

    assert [each.kind for each in drawing.components] == ["client", "cache", "sql_database"]
    assert drawing.component("hot").instances == 2


@pytest.mark.parametrize(
    ("raw", "field", "message"),
    [
        (
            {"components": [{"id": "a", "kind": "cahce"}]},
            "components[0].kind",
            "Did you mean 'cache'?",
        ),
        (
            {"components": [{"id": "a", "kind": "cache", "instnces": 2}]},
            "components[0].instnces",
            "Did you mean 'instances'?",
        ),
        ({"components": [{"id": "1a", "kind": "cache"}]}, "components[0].id", "pattern"),
        (
            {"components": [{"id": "a", "kind": "cache"}], "calls": [{"from": "a", "to": "b"}]},
            "",
            "there is no component 'b'",
        ),
    ],
)
def test_a_wrong_drawing_is_refused_by_field(
    raw: dict[str, object], field: str, message: str
) -> None:
    from pydantic import ValidationError  # noqa: PLC0415 - only here

    with pytest.raises(ValidationError) as refused:
        Architecture.model_validate(raw)

    problem = BadInput.of(refused.value, Architecture).problems[0]
    assert problem.field == field
    assert message in problem.message

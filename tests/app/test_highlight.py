"""Evidence marked in a learner's own words: escaped, nested, each id once."""

import re
from html import unescape

from hypothesis import given
from hypothesis import strategies as st

from app.highlight import highlight


def mark(name: str, start: int, end: int) -> dict[str, object]:
    return {"id": name, "check": f"check-{name}", "start": start, "end": end}


def test_what_the_learner_typed_is_text_and_never_a_tag() -> None:
    text = '<script>alert("x")</script> & <b>'

    shown = highlight(text, [mark('"><img src=x>', 0, 8)])

    assert re.findall(r"<(?!/?mark)", shown) == []
    assert "<img" not in shown


def test_overlaps_are_cut_and_nested() -> None:
    shown = highlight("one two three", [mark("a", 0, 7), mark("b", 4, 13)])

    assert shown == (
        '<mark id="a" data-check="check-a">one </mark>'
        '<mark data-check="check-a"><mark id="b" data-check="check-b">two</mark></mark>'
        '<mark data-check="check-b"> three</mark>'
    )


def test_the_same_place_can_hold_two() -> None:
    shown = highlight("one", [mark("b", 0, 3), mark("a", 0, 3)])

    assert shown == (
        '<mark id="a" data-check="check-a"><mark id="b" data-check="check-b">one</mark></mark>'
    )


def test_places_outside_of_the_text_are_left_out() -> None:
    assert highlight("one", [mark("a", 5, 9), mark("b", 2, 2), mark("c", 3, 1)]) == "one"
    assert highlight(None, [mark("a", 0, 1)]) == ""
    assert highlight("one", [{"check": "c", "start": None, "end": None}]) == "one"


spans = st.lists(st.tuples(st.integers(-3, 30), st.integers(-3, 30)), max_size=8)


@given(st.text(max_size=25), spans)
def test_the_text_is_kept_and_every_id_is_there_once(
    text: str, places: list[tuple[int, int]]
) -> None:
    marks = [mark(f"m{number}", *place) for number, place in enumerate(places)]

    shown = str(highlight(text, marks))

    assert unescape(re.sub(r"</?mark[^>]*>", "", shown)) == unescape_twice_safe(text)
    ids = re.findall(r' id="(m\d+)"', shown)
    inside = {m["id"] for m in marks if max(0, m["start"]) < min(len(text), m["end"])}
    assert sorted(ids) == sorted(inside)
    assert shown.count("<mark") == shown.count("</mark>")


def unescape_twice_safe(text: str) -> str:
    """The text as one unescape leaves it: markupsafe escapes '&' first, so nothing is lost."""
    return unescape(text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"))

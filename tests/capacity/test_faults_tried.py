"""What is left of a drawing after a fault: the same in Python as in the page, and refused where it cannot be."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from capacity.architecture import Architecture
from capacity.browser.faults import BadFault, checked, with_faults
from capacity.exchange.text import parse
from tests.capacity.drawings import architectures
from tests.capacity.in_node import asked

SCRIPT = """
const answer = given.map(([drawing, faults]) => {
  const { drawing: left, lost } = withFaults(drawing, faults);
  return [left, [...lost].sort()];
});
"""
SHOP = parse(
    "zone a\nzone b\nclient u\nservice app x3 in a, b\ncache hot x2\nu -> app\napp -> hot read"
)


def _faults(drawing: Architecture) -> st.SearchStrategy[list[dict[str, str]]]:
    zones = sorted({zone for each in drawing.components for zone in each.zones})
    possible: list[dict[str, str]] = [{"kind": "cold"}]
    possible += [{"kind": "zone", "target": each} for each in zones]
    for each in drawing.components:
        possible += [{"kind": kind, "target": each.id} for kind in ("instance", "all")]
    return st.lists(st.sampled_from(possible), max_size=4)


@settings(max_examples=1, deadline=None)
@given(st.data())
def test_the_page_loses_what_python_loses(node: str, data: st.DataObject) -> None:
    cases = []
    for _ in range(40):
        drawing = data.draw(architectures())
        cases.append((drawing, data.draw(_faults(drawing))))
    sent = [(each.model_dump(mode="json", by_alias=True), faults) for each, faults in cases]

    answers = asked(node, {"live-drawing-faults.mjs": "withFaults"}, SCRIPT, sent)

    for (drawing, faults), (left, lost) in zip(cases, answers, strict=True):
        here, gone = with_faults(drawing, checked(faults, drawing))
        assert json.loads(json.dumps(here.model_dump(mode="json", by_alias=True))) == left
        assert sorted(gone) == lost


@pytest.mark.parametrize(
    ("fault", "message"),
    [
        ({"kind": "zone", "target": "c"}, "there is no 'c' to lose here"),
        ({"kind": "instance", "target": "ap"}, "Did you mean 'app'?"),
        ({"kind": "clod"}, "Did you mean 'cold'?"),
        ({"kind": "cold", "target": "hot"}, "there is no 'hot' to lose here"),
        (3, "is no list of faults"),
    ],
)
def test_a_fault_that_cannot_be_is_refused(fault: object, message: str) -> None:
    with pytest.raises(BadFault, match=message.replace("?", r"\?")):
        checked([fault], SHOP)


def test_what_is_left_stands_in_the_zones_that_are_left() -> None:
    left, lost = with_faults(SHOP, [{"kind": "zone", "target": "a"}])

    app = left.component("app")
    assert (app.instances, app.zones, lost) == (1, ("b",), frozenset())

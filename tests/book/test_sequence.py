"""Sequence and state diagrams are drawn from lines, and can be read by those who cannot see them."""

import xml.etree.ElementTree as ET

import pytest

from book import sequence

LINES = ["driver -> gate : press", "gate -> gate : count", "gate --> driver : ticket"]


def test_every_arrow_is_drawn_and_said() -> None:
    arrows = sequence.read(LINES)
    for draw in (sequence.sequence, sequence.states):
        drawn = ET.fromstring(draw(arrows, "A gate", "x"))
        texts = [(each.text or "").strip() for each in drawn.iter("text")]

        assert {"press", "count", "ticket", "driver", "gate"} <= set(texts)
        assert "3. gate answers driver: ticket." in drawn.find("desc").text


def test_what_is_written_stays_within_the_picture() -> None:
    drawn = ET.fromstring(sequence.sequence(sequence.read(LINES), "A gate", "x"))
    width = float(drawn.get("width"))

    assert all(0 <= float(each.get("x")) <= width for each in drawn.iter("text"))


@pytest.mark.parametrize("line", ["driver gate", "driver -> gate", "-> gate : press"])
def test_a_line_that_is_no_arrow_is_named(line: str) -> None:
    with pytest.raises(ValueError, match="is not 'one -> other"):
        sequence.read([line])

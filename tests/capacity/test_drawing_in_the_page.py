"""The text of a drawing, read and written in the page as Python reads and writes it."""

from pathlib import Path
from typing import Any

import pytest

from capacity import yaml_door
from capacity.architecture import Architecture
from capacity.exchange import text
from capacity.frozen import BadInput
from tests.capacity.in_node import asked

ROOT = Path(__file__).parents[2]
CASES = yaml_door.load_file(Path(__file__).with_name("drawing-texts.yaml"), "drawing-texts.yaml")
TEXTS = {"drawing-text.mjs": "parse", "drawing-lines.mjs": "write"}


def stored_drawings() -> list[Architecture]:
    """Every drawing of the bank."""
    found = []
    for path in sorted((ROOT / "exercises").glob("*/answers/*.yaml")):
        drawn = yaml_door.load_file(path, path.name).get("answer", {}).get("architecture")
        drawn = {"text": drawn} if isinstance(drawn, str) else drawn
        if isinstance(drawn, dict):
            try:
                found.append(
                    text.parse(drawn["text"])
                    if "text" in drawn
                    else Architecture.model_validate(drawn)
                )
            except BadInput:
                continue
    assert len(found) > 10
    return found


def test_the_page_reads_and_writes_every_stored_drawing(node: str) -> None:
    drawings = stored_drawings() + [text.parse(each) for each in CASES["read"]]
    texts = [text.write(each) for each in drawings]

    seen = asked(
        node,
        TEXTS,
        "const answer = given.map((one) => { const { drawing } = parse(one); return { drawing, text: write(drawing) }; });",
        texts,
    )

    for drawing, written, page in zip(drawings, texts, seen, strict=True):
        assert page["text"] == written
        assert Architecture.model_validate(page["drawing"]) == drawing


def test_the_page_reads_what_people_type(node: str) -> None:
    seen = asked(
        node, TEXTS, "const answer = given.map((one) => parse(one).drawing);", CASES["read"]
    )

    for typed, page in zip(CASES["read"], seen, strict=True):
        assert Architecture.model_validate(page) == text.parse(typed), typed


@pytest.mark.parametrize("typed", CASES["refused"])
def test_the_page_refuses_at_the_same_place_in_the_same_words(node: str, typed: str) -> None:
    with pytest.raises(BadInput) as refused:
        text.parse(typed)
    first: Any = refused.value.problems[0]

    problems = asked(node, TEXTS, "const answer = parse(given).problems;", typed)

    place = f"line {problems[0]['line']:g}, column {problems[0]['column']:g}"
    assert (place, problems[0]["message"]) == (first.field, first.message)

"""The map of the course is complete and true: what it says of a chapter is there."""

import pytest

from book.concepts import Concept, Taught, concepts, problems


def test_every_concept_of_the_notes_is_on_the_map_once() -> None:
    names = [each.id for each in concepts()]

    assert len(names) == len(set(names)) == 31


@pytest.mark.parametrize("one", concepts(), ids=lambda one: one.id)
def test_what_the_map_says_of_a_concept_is_in_its_chapter(one: Concept) -> None:
    assert problems(one.taught) == []


RIGHT = next(each.taught for each in concepts() if each.id == "figure-1-1")


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"section": "anatomy#no-such-label"}, "anatomy#no-such-label is not there."),
        ({"section": "no-such-chapter#anatomy-request"}, "is not there."),
        ({"code": "anatomy#anatomy-promises"}, "has no code that runs."),
        ({"questions": "anatomy#anatomy-measure"}, "asks nothing."),
        ({"figure": "figure-9-9"}, "figure-9-9 is not drawn in the chapter."),
        ({"work": "panel read_rate"}, "panel read_rate is not in the chapter."),
        ({"exercises": ["url-shortner"]}, "the exercise url-shortner is not there."),
    ],
)
def test_a_wrong_entry_is_found(wrong: dict[str, object], said: str) -> None:
    entry = Taught.model_validate({**RIGHT.model_dump(), **wrong})

    assert any(said in each for each in problems(entry))

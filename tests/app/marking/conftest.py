"""A course whose learners have handed in."""

import json
from functools import cache
from typing import Any

from capacity.exchange.text import write as write_text
from grader.bank import EXERCISES
from grader.prove.material import Material
from grader.reading import read_answer
from tests.app.browsing import SLUG, WORKSPACE
from tests.app.courses.conftest import School, full, school

__all__ = ["full", "school"]


@cache
def stored(name: str) -> str:
    """A stored answer with the keys and the shapes of the form, as JSON."""
    answer = read_answer(_material().answers[name].answer)
    typed: dict[str, Any] = answer.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    if "architecture" in typed:
        typed["architecture"] = {"text": write_text(answer.architecture)}
    return json.dumps(typed)


@cache
def _material() -> Material:
    return Material(EXERCISES / SLUG)


def hand_in(school: School, who: str, name: str, key: str = "key-0000001") -> None:
    school[who].open(WORKSPACE)
    sent = school[who].hand_in(stored(name), key=key, as_it_is="yes")
    assert sent.status_code == 303, sent.text

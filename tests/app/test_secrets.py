"""What a learner must not see before handing in: the rubric, its words, and the stored answers."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from grader.bank import EXERCISES, exercise, exercises
from tests.app.browsing import SLUG, WORKSPACE, Browser

PAGES = ("/", "/practise", WORKSPACE)


def hidden(slug: str) -> Iterator[str]:
    """Sentences of the rubric and of the stored answers that the brief does not say itself."""
    found = exercise(slug)
    shown = plain(found.model_dump_json(include={"brief", "summary", "title", "contract", "asked"}))
    rubric = yaml.safe_load((EXERCISES / slug / "rubric.yaml").read_text(encoding="utf-8"))
    answers = [
        yaml.safe_load(path.read_text(encoding="utf-8"))
        for path in sorted((EXERCISES / slug / "answers").glob("*.yaml"))
    ]
    for text in texts([rubric, *answers]):
        if len(text) >= 25 and plain(text) not in shown:
            yield plain(text)


def texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield from (line.strip(" -") for line in value.splitlines())
    elif isinstance(value, dict):
        for each in value.values():
            yield from texts(each)
    elif isinstance(value, list):
        for each in value:
            yield from texts(each)


def plain(text: str) -> str:
    return re.sub(r"[\W_]+", " ", text).casefold().strip()


@pytest.fixture
def everything_before(learner: Browser) -> str:
    """All that a learner is sent before handing in: pages and JSON."""
    half = {"functional": "links", "architecture": {"text": "client browser"}}
    look = learner.send("POST", f"{WORKSPACE}/look", {"answer": half})
    saved = learner.save(half)
    refused = learner.hand_in({"estimates": [{"name": "storage", "value": "1 dya"}]})
    answers = [*(learner.open(page) for page in PAGES), look, saved, refused]
    assert all(answer.status_code in {200, 422} for answer in answers)
    return plain(" ".join(answer.text for answer in answers))


def test_the_rubric_and_the_stored_answers_stay_on_the_server(everything_before: str) -> None:
    looked_for = list(hidden(SLUG))

    assert len(looked_for) > 100
    assert [text for text in looked_for if text in everything_before] == []


def test_no_check_is_named_before_handing_in(everything_before: str) -> None:
    brief = plain(exercise(SLUG).model_dump_json(exclude={"rubric", "lexicon"}))
    names = [plain(check.id) for check in exercise(SLUG).rubric.checks]

    assert len(names) >= 30
    words = set(everything_before.split()) - set(brief.split())
    assert [name for name in names if " " not in name and name in words] == []


def test_every_exercise_of_the_bank_is_served(learner: Browser) -> None:
    for each in exercises():
        assert learner.open(f"/practise/{each.slug}").status_code == 200
    assert learner.open("/practise/no-such-exercise").status_code == 404


def test_files_of_the_bank_are_at_no_address(learner: Browser) -> None:
    for name in ("rubric.yaml", "lexicon.yaml", "answers", Path("..") / "exercises"):
        assert learner.open(f"{WORKSPACE}/{name}").status_code in {404, 405}
        assert learner.open(f"/static/../../exercises/{SLUG}/{name}").status_code == 404

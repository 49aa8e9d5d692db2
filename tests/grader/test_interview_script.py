"""An interview fits the exercise it stands beside, or is refused at the door by file, place and name."""

import copy
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from capacity import yaml_door
from capacity.frozen import BadInput
from grader import bank
from grader.grade import grade
from grader.interview.script import Script, spoken
from grader.interview.words import FACT, questions_lexicon
from grader.reading import read_answer

FOLDER = bank.EXERCISES / "url-shortener"
EXERCISE = bank.exercise("url-shortener")
SCRIPTS = [each.slug for each in bank.exercises() if each.interview is not None]


def script_of(slug: str) -> Script:
    found = bank.exercise(slug).interview
    assert found is not None
    return found


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    copied = tmp_path / "url-shortener"
    copied.mkdir()
    for path in FOLDER.glob("*.*"):
        shutil.copy(path, copied)
    return copied


def _rename(path: str, name: str) -> Callable[[Any], None]:
    """Gives a key below `path` another name."""

    def edit(raw: Any) -> None:
        for part in path.split(".")[:-1]:
            raw = raw[int(part) if part.isdecimal() else part]
        raw[name] = raw.pop(path.rsplit(".", maxsplit=1)[-1])

    return edit


def _put(path: str, value: Any) -> Callable[[Any], None]:
    """Writes a value at `path`."""

    def edit(raw: Any) -> None:
        *way, last = path.split(".")
        for part in way:
            raw = raw[int(part) if part.isdecimal() else part]
        raw[int(last) if last.isdecimal() else last] = value

    return edit


@pytest.mark.parametrize(
    ("edit", "said"),
    [
        (_rename("opening", "openning"), "interview.yaml: openning: unknown key. Did you mean 'opening'?"),
        (_rename("facts.0.says", "say"), "interview.yaml: facts[0].say: unknown key. Did you mean 'says'?"),
        (_put("facts.1.id", "growth"), "facts[1].id: 'growth' is there twice."),
        (_put("facts.2.words", ["@expirry"]), "interview.yaml: facts[2].words: there is no concept '@expirry'."),
        (_put("facts.0.says", "Take {new_link}."), "facts[0].says: the contract states no 'new_link' for {new_link}. Did you mean 'new_links'?"),
        (_put("facts.0.matters", 9), "facts[0].matters: is 9; it can be at most 5."),
        (_put("facts.0.needed_in", "estimate"), "facts[0].needed_in: 'estimate' is not known here. Did you mean 'estimates'?"),
        (_rename("follow_ups.storage", "storrage"), "follow_ups: there is no check 'storrage'. Did you mean 'storage'?"),
        (_put("change.becomes", {"new_linkz": "1B links/month"}), "change: becomes.new_linkz: the contract states no 'new_linkz'. Did you mean 'new_links'?"),
        (_put("change.becomes", {"new_links": "a lot"}), "interview.yaml: change: "),
        (_put("change.becomes", {"new_links": "100M links/month"}), "change: becomes: every number is what it was."),
        (_put("change.checks", ["key-lenght"]), "change.checks[0]: there is no check 'key-lenght'. Did you mean 'key-length'?"),
        (_put("closing", []), "interview.yaml: closing: "),
    ],
)  # fmt: skip
def test_wrong_interview_fails_at_the_door_by_name(
    edit: Callable[[Any], None], said: str, folder: Path
) -> None:
    raw = copy.deepcopy(yaml_door.load_file(FOLDER / "interview.yaml"))
    edit(raw)
    (folder / "interview.yaml").write_text(yaml.safe_dump(raw, allow_unicode=True))

    with pytest.raises(BadInput) as refused:
        bank.load(folder)

    assert said in str(refused.value)


def test_exercise_without_interview_is_an_exercise_all_the_same(folder: Path) -> None:
    (folder / "interview.yaml").unlink()

    assert bank.load(folder).interview is None


def test_interview_does_not_change_the_receipt_of_a_grade(folder: Path) -> None:
    (folder / "interview.yaml").unlink()

    assert bank.load(folder).rubric_digest == EXERCISE.rubric_digest


def test_sentence_takes_its_numbers_from_the_contract() -> None:
    change = script_of("url-shortener").change
    assert change is not None

    before = spoken("Take {new_links}.", EXERCISE.contract)
    after = spoken("Take {new_links}.", change.of(EXERCISE.contract))

    assert before == "Take 100M links/month."
    assert after == "Take 1B links/month."


@pytest.mark.parametrize("slug", SCRIPTS)
def test_change_breaks_what_the_best_drawing_promised(slug: str) -> None:
    exercise, change = bank.exercise(slug), script_of(slug).change
    assert change is not None
    changed = exercise.model_copy(update={"contract": change.of(exercise.contract)})

    for path in sorted((bank.EXERCISES / slug / "answers").glob("strong-*.yaml")):
        drawing = {"architecture": yaml_door.load_file(path)["answer"]["architecture"]}
        before, after = (grade(each, read_answer(drawing)) for each in (exercise, changed))
        lost = [c.id for c in before.checks if after.check(c.id).points < c.points]
        assert lost, f"{path.stem} carries the changed load as well: the change asks nothing of it"


@pytest.mark.parametrize("slug", SCRIPTS)
def test_each_check_worth_a_question_has_one_of_its_own(slug: str) -> None:
    script, rubric = script_of(slug), bank.exercise(slug).rubric

    bare = [
        each.id
        for each in rubric.checks
        if each.level != "junior" and each.points >= 2 and each.id not in script.follow_ups
    ]

    assert bare == []


QUESTIONS = yaml_door.load_file(Path(__file__).with_name("interview-questions.yaml"))


@pytest.mark.parametrize(
    ("slug", "question", "about"),
    [(slug, *row) for slug, rows in QUESTIONS.items() for row in rows],
)
def test_question_in_ones_own_words_finds_its_fact(
    slug: str, question: str, about: list[str]
) -> None:
    exercise, facts = bank.exercise(slug), script_of(slug).facts
    lexicon = questions_lexicon(exercise.lexicon, bank.words_of_the_field(), facts)

    found = lexicon.spans(lexicon.document(question, "events"))

    assert sorted(name.removeprefix(FACT) for name in found if name.startswith(FACT)) == about

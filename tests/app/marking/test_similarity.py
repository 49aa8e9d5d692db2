"""Likeness: a copy under other names is seen, a common design is not, and the page warns."""

import json

from app.demo.answers import _renamed, as_typed
from app.marking.similarity import alike, passages, shingles, traits
from grader.bank import EXERCISES
from grader.prove.material import Material
from tests.app.browsing import SLUG, words_of
from tests.app.courses.conftest import School
from tests.app.marking.conftest import hand_in, stored

DRAWN = "client me\nservice app x3\ncache hot\nqueue q\nsql store\nme -> app\napp -> hot\napp -> q async\nq -> store"
RENAMED = "client you\nservice web x3\ncache warm\nqueue line\nsql books\nyou -> web\nweb -> warm\nweb -> line async\nline -> books"
OTHER = "client me\nservice app\nsql store\nme -> app\napp -> store"


def test_a_drawing_under_other_names_is_the_same_drawing() -> None:
    one, renamed, other = (
        traits({"architecture": {"text": text}}) for text in (DRAWN, RENAMED, OTHER)
    )

    assert one.drawing == renamed.drawing
    assert one.drawing != other.drawing
    assert one.drawing


def test_a_copy_stands_out_of_a_class() -> None:
    material = Material(EXERCISES / SLUG)
    made = [as_typed(material.written_out(name)) for name in material.answers]
    copied = list(material.answers).index("no-cache")
    made.append(as_typed(_renamed(material.written_out("no-cache"))))

    found = alike({number: traits(each) for number, each in enumerate(made)})

    assert (found[0].one, found[0].other) == (copied, len(made) - 1)
    assert found[0].parts["words"] > 0.5
    assert all(found[0].shared.values())
    assert found == sorted(found, key=lambda each: -each.score)


def test_what_everybody_hands_in_says_nothing() -> None:
    same = json.loads(stored("strong-cache-aside"))

    assert alike({number: traits(same) for number in range(10)}) == []


def test_words_of_the_brief_do_not_count() -> None:
    text = "A visitor opens a short link and is sent on at once."

    assert traits({"functional": text}, shingles(text)).words == frozenset()
    assert traits({"functional": text}).words


def test_shared_words_are_shown_as_they_stand() -> None:
    text = "First, We keep a Bloom filter, in front of it. Then something else is said."
    shared = shingles("we keep a bloom filter in front of it")

    assert passages(shared, text) == ["We keep a Bloom filter, in front of it"]


def test_an_answer_that_cannot_be_read_is_like_none() -> None:
    assert traits({"architecture": 3}).drawing == frozenset()


def test_the_page_warns_and_shows_both_sides(full: School) -> None:
    full.set()
    for name in ("ada", "bo", "cy"):
        full.add("learner", name)
    hand_in(full, "ada", "no-cache")
    hand_in(full, "bo", "no-cache")
    hand_in(full, "cy", "beginner-single-server")
    here = "/courses/1/assignments/1/similarity"

    page = words_of(full["assistant"].open(here))
    both = full["assistant"].open(f"{here}/1/2")

    assert "A hint to look, never a finding." in page
    assert "ada and bo" in page
    assert "A hint to look, never a finding." in words_of(both)
    assert both.text.count("<svg") >= 3
    assert "In the same words" in both.text
    assert full["assistant"].open(f"{here}/1/3").status_code in {200, 404}
    assert full["observer"].open(here).status_code == 403

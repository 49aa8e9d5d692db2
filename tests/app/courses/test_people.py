"""Coming into a course: by links, by the roster, in the role that one was given and no other."""

import re

import pytest

from tests.app.browsing import Browser, words_of
from tests.app.courses.conftest import School


def link_of(school: School, role: str = "learner") -> str:
    school["owner"].submit(f"{school.course}/links", role=role)
    page = school["owner"].open(f"{school.course}/people").text
    return re.findall(r'value="http://localhost(/courses/join/[^"]+)"', page)[-1]


def roster(school: School, text: str, **more: str) -> str:
    return words_of(school["owner"].submit(f"{school.course}/people.csv", text=text, **more))


def test_a_link_lets_an_account_in_and_a_guest_only_look(school: School) -> None:
    link = link_of(school)
    guest = Browser(school.app)
    guest.open(link)
    sent = guest.submit(link)
    learner = school.person("ada@example.org")

    assert "/sign-in" in sent.headers["Location"]
    assert learner.open(school.course).status_code == 404
    learner.open(link)
    assert learner.submit(link).status_code == 303
    assert learner.open(school.course).status_code == 200
    assert "Ada" in words_of(school["owner"].open(f"{school.course}/people"))


def test_a_link_that_was_stopped_or_bent_opens_nothing(school: School) -> None:
    link = link_of(school)
    learner = school.person("ada@example.org")
    school["owner"].submit(f"{school.course}/links/1/stop")

    for address in (link, link[:-2] + "xx", "/courses/join/x"):
        assert learner.open(address).status_code == 404
        assert learner.submit(address).status_code == 404
    assert learner.open(school.course).status_code == 404


def test_a_learners_link_never_makes_an_assistant(school: School) -> None:
    """An address is not proved: the line of an assistant is taken up by its own link alone."""
    roster(school, "name,email,role\nBo,bo@example.org,assistant\n")
    impostor = school.person("bo@example.org")
    link = link_of(school)
    impostor.open(link)

    assert impostor.submit(link).status_code == 409
    assert impostor.open(school.course).status_code == 404


def test_a_line_of_the_roster_is_taken_up_once(school: School) -> None:
    ada = school.add("learner", "ada")
    page = school["owner"].open(f"{school.course}/people").text

    assert ada.open(school.course).status_code == 200
    assert "their own link" not in page


def test_who_was_taken_out_does_not_come_back_by_the_link(school: School) -> None:
    ada = school.add("learner", "ada")
    link = link_of(school)
    page = school["owner"].open(f"{school.course}/people").text
    row = page[page.index("ada@example.org") :]
    number = re.search(r"/people/(\d+)", row)
    assert number
    school["owner"].submit(f"{school.course}/people/{number[1]}", role="out")

    assert ada.open(school.course).status_code == 404
    ada.open(link)
    assert ada.submit(link).status_code == 409


def test_a_roster_goes_out_and_comes_in_unchanged(school: School) -> None:
    text = (
        "name,email,number,section,team,role,extra_time\n"
        "Ada Lovelace,ada@example.org,1815,Tuesday,red,learner,25\n"
        '"=cmd, Bo",bo@example.org,007,Tuesday,,assistant,\n'
        "Élodie 李,e@example.org,,,blue,observer,\n"
    )
    assert "3 added" in roster(school, text)
    out = school["owner"].open(f"{school.course}/people.csv").text

    said = roster(school, out)

    assert "0 added, 0 changed, 4 as they were" in said
    assert "'=cmd, Bo" in out
    assert out == school["owner"].open(f"{school.course}/people.csv").text


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("", "file"),
        ("name\nAda\n", "row 1: the column 'email' is missing"),
        ("name,email,rolle\nAda,ada@example.org,learner\n", "Did you mean 'role'?"),
        ("name,email\nAda\n", "row 2: has 1 cells"),
        ("name,email\n,ada@example.org\n", "row 2, name: is empty"),
        ("name,email\nAda,ada\n", "row 2, email"),
        ("name,email,role\nAda,ada@example.org,lerner\n", "Did you mean 'learner'?"),
        ("name,email,extra_time\nAda,ada@example.org,much\n", "row 2, extra_time"),
        ("name,email\nAda,a@example.org\nBo,A@example.org\n", "stands in row 2 already"),
    ],
)
def test_what_is_wrong_with_a_roster_is_named_and_nothing_is_taken(
    school: School, text: str, where: str
) -> None:
    said = roster(school, f"{text}" or "\n")

    assert where in said or (not text and "file" in said)
    assert "1 added" not in said
    assert school["owner"].open(f"{school.course}/people.csv").text.count("\n") == 2


def test_a_spreadsheets_own_separators_and_mark_are_read(school: School) -> None:
    assert "1 added" in roster(school, "\ufeffEmail;Name\nada@example.org;Ada\n")


def test_those_not_in_the_file_stay_unless_asked_for(school: School) -> None:
    school.add("learner", "ada")
    school.add("assistant", "bo")

    assert "taken out" not in roster(school, "name,email\nCy,cy@example.org\n")
    said = roster(school, "name,email\nCy,cy@example.org\n", remove_others="yes")
    assert "1 taken out" in said
    assert "bo@example.org" in school["owner"].open(f"{school.course}/people.csv").text


def test_only_an_owner_decides_who_leads(full: School) -> None:
    before = full["owner"].open(f"{full.course}/people.csv").text
    row = "name,email,role\nlearner,learner@example.org,instructor\n"
    refused = full["instructor"].submit(f"{full.course}/people.csv", text=row)

    assert refused.status_code == 422
    assert "only an owner" in words_of(refused)
    assert full["owner"].open(f"{full.course}/people.csv").text == before


def test_the_last_owner_stays(school: School) -> None:
    page = school["owner"].open(f"{school.course}/people").text
    number = re.search(r"/people/(\d+)", page)
    assert number
    for role in ("learner", "out"):
        refused = school["owner"].submit(f"{school.course}/people/{number[1]}", role=role)
        assert refused.status_code == 422
    assert school["owner"].open(f"{school.course}/settings").status_code == 200

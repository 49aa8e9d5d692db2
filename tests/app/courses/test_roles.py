"""Every route of a course × every role × own and foreign things, generated from the routes themselves."""

from collections.abc import Iterator

import pytest
from flask import Flask
from werkzeug.routing import Rule

from app.courses.here import GUARDED
from app.courses.roles import MAY, Act, Role
from tests.app.browsing import WORKSPACE, Browser
from tests.app.courses.conftest import School, new_school

OPEN = {"courses.index", "courses.make", "people.invited", "people.come_in"}  # no course yet
LAST = "courses.throw_away"  # tried when all else was
NOT_THERE = 999_999


def of_courses(app: Flask) -> Iterator[tuple[Rule, str, Act]]:
    """Every route below /courses with its method and what it needs."""
    for rule in app.url_map.iter_rules():
        if not rule.rule.startswith("/courses") or rule.endpoint in OPEN:
            continue
        view = app.view_functions[rule.endpoint]
        for method in sorted((rule.methods or set()) & {"GET", "POST", "PUT", "DELETE"}):
            yield rule, method, view.__dict__["needs"]


def address(app: Flask, rule: Rule, course: int, thing: int = NOT_THERE) -> str:
    values = dict.fromkeys(rule.arguments, thing)
    with app.test_request_context():
        built = rule.build({**values, **WORDS(rule), "course_id": course})
    assert built
    return built[1]


def WORDS(rule: Rule) -> dict[str, str]:  # noqa: N802
    return {name: "x" for name in rule.arguments if not name.endswith("_id")}


def ask(browser: Browser, method: str, path: str) -> int:
    sent = browser.open(path) if method == "GET" else browser.submit(path)
    return sent.status_code


def test_every_route_of_a_course_is_guarded(app: Flask) -> None:
    routes = list(of_courses(app))

    assert len(routes) >= 20
    assert len(GUARDED) >= len({rule.endpoint for rule, _, _ in routes})
    assert {act for _, _, act in routes} >= {
        Act.ENTER,
        Act.HAND_IN,
        Act.READ_MARKS,
        Act.LEAD,
        Act.OWN,
    }


@pytest.mark.parametrize("role", [*Role, "stranger", "guest"])
def test_a_role_may_what_the_table_says_and_no_more(full: School, role: str) -> None:
    """Who may not is told 403, who is not in the course 404, before anything else is looked at."""
    full.set()
    browser = {"stranger": full.person("eve@example.org"), "guest": Browser(full.app)}.get(
        role
    ) or full[role]
    browser.open("/")
    for rule, method, act in of_courses(full.app):
        found = ask(browser, method, address(full.app, rule, 1))
        outside = role in {"stranger", "guest"}
        allowed = not outside and Role(role) in MAY[act]
        where = f"{method} {rule.rule} as {role}: {found}"
        if outside:
            assert found == 404, where
        elif not allowed:
            assert found == 403, where
        else:
            assert found not in {401, 403, 500}, where


def test_things_of_another_course_are_not_found(app: Flask, full: School) -> None:
    """The owner of one course asks for every thing of another by its number."""
    full.set()
    full["learner"].open(WORKSPACE)
    full["learner"].hand_in({"functional": "not for the neighbour"})
    full["owner"].submit(f"{full.course}/links", role="learner")
    with app.app_context():
        neighbour = School(app)
    owner = neighbour.person("other@example.org", instructor=True)
    made = owner.submit("/courses", title="Next door")
    course = int(made.headers["Location"].rsplit("/", 1)[1])
    before = full["owner"].open(f"{full.course}/people.csv").text

    tried = 0
    for rule, method, _act in of_courses(app):
        if rule.arguments == {"course_id"}:
            continue
        path = address(app, rule, course, 1)
        sent = owner.open(path) if method == "GET" else owner.submit(path)
        tried += 1
        assert sent.status_code in {403, 404, 422}, f"{method} {path}: {sent.status_code}"
        assert "not for the neighbour" not in sent.text
    assert tried >= 6
    assert full["owner"].open(f"{full.course}/people.csv").text == before


def test_guests_are_in_no_course(app: Flask) -> None:
    school = new_school(app)
    guest = Browser(app)
    guest.open(WORKSPACE)
    guest.hand_in({"functional": "a guest"})

    assert guest.open("/courses").status_code == 303
    assert guest.submit("/courses", title="Mine").status_code == 403
    assert guest.open(school.course).status_code == 404

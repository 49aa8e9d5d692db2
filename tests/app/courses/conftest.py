"""A course with somebody in every role, each in a browser of their own."""

import re
from dataclasses import dataclass, field
from datetime import timedelta
from html import unescape

import pytest
from flask import Flask

from app.accounts.models import Person, SignIn
from app.accounts.tokens import digest_of, new_token
from app.clock import now
from app.database import writing
from tests.app.browsing import SLUG, Browser


@dataclass
class School:
    """Browsers by role, and the address of their course."""

    app: Flask
    course: str = ""
    browsers: dict[str, Browser] = field(default_factory=dict)

    def __getitem__(self, role: str) -> Browser:
        return self.browsers[role]

    def person(self, email: str, *, instructor: bool = False) -> Browser:
        """Somebody with an account, signed in, in a browser of their own (no password is hashed)."""
        browser = Browser(self.app)
        token = new_token()
        with self.app.app_context(), writing() as change:
            name = email.partition("@")[0].title()
            role = "instructor" if instructor else "learner"
            person = Person(name=name, email=email, role=role, created_at=now())
            change.add(person)
            change.flush()
            until = now() + timedelta(days=9)
            change.add(
                SignIn(
                    person_id=person.id,
                    token_digest=digest_of(token),
                    created_at=now(),
                    expires_at=until,
                )
            )
        with browser.client.session_transaction() as session:
            session["sign_in"] = token
        browser.open("/")
        return browser

    def add(self, role: str, name: str = "") -> Browser:
        """Somebody on the roster in this role, come in by their own link."""
        email = f"{name or role}@example.org"
        row = f"name,email,role\n{name or role},{email},{role}\n"
        assert self["owner"].submit(f"{self.course}/people.csv", text=row).status_code == 200
        page = unescape(self["owner"].open(f"{self.course}/people").text)
        line = page[page.index(email) :]
        link = re.search(r'href="([^"]*/courses/join/[^"]+)"', line)
        assert link, "the roster shows no link"
        browser = self.person(email)
        browser.open(link[1])
        assert browser.submit(link[1]).status_code == 303
        self.browsers[name or role] = browser
        return browser

    def set(self, **fields: str) -> str:
        """The address of a new assignment."""
        wanted = {"title": "First design", "exercise": SLUG, "hints": "yes", **fields}
        made = self["owner"].submit(f"{self.course}/assignments", **wanted)
        assert made.status_code == 303, made.text
        return made.headers["Location"]


def new_school(app: Flask) -> School:
    school = School(app)
    owner = school.person("owner@example.org", instructor=True)
    made = owner.submit("/courses", title="Design of systems", term="Autumn")
    assert made.status_code == 303, made.text
    school.course = made.headers["Location"]
    school.browsers["owner"] = owner
    return school


@pytest.fixture
def school(app: Flask) -> School:
    """A course of which only the owner is a member."""
    return new_school(app)


@pytest.fixture
def full(school: School) -> School:
    """A course with one person in every role."""
    for role in ("instructor", "assistant", "observer", "learner"):
        school.add(role)
    return school

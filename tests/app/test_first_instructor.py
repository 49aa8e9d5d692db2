"""The link on the console makes one instructor, once."""

from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select

from app.__main__ import instructor_link, main
from app.accounts.models import InstructorLink, Person
from app.clock import system_clock
from app.database import db
from app.settings import Settings
from tests.app.browsing import PASSWORD, Browser
from tests.app.conftest import StillClock

GRACE = {"name": "Grace", "email": "grace@example.org", "password": PASSWORD}


@pytest.fixture
def link(app: Flask) -> str:
    printed = instructor_link(app, Settings())
    assert printed is not None
    assert printed.startswith("http://127.0.0.1:8000/first-instructor/")
    return printed.removeprefix("http://127.0.0.1:8000")


def instructors(app: Flask) -> list[str]:
    with app.app_context():
        return list(db.session.scalars(select(Person.name).where(Person.role == "instructor")))


def test_the_link_makes_an_account_an_instructor_and_is_over(app: Flask, link: str) -> None:
    browser = Browser(app)
    browser.open(link)

    made = browser.submit(link, **GRACE)

    assert made.status_code == 303
    assert instructors(app) == ["Grace"]
    assert browser.open("/account").status_code == 200
    assert Browser(app).open(link).status_code == 404
    assert instructor_link(app, Settings()) is None


def test_somebody_signed_in_becomes_the_instructor(app: Flask, link: str) -> None:
    browser = Browser(app)
    browser.sign_up()
    browser.open(link)

    assert browser.submit(link).status_code == 303
    assert instructors(app) == ["Ada"]


def test_opening_the_link_uses_nothing_up(app: Flask, link: str) -> None:
    assert [Browser(app).open(link).status_code for _ in range(3)] == [200] * 3
    assert instructors(app) == []


def test_a_link_is_good_for_a_day(app: Flask, link: str, clock: StillClock) -> None:
    clock.forward(hours=25)

    assert Browser(app).open(link).status_code == 404


def test_a_new_link_ends_the_one_before(app: Flask, link: str) -> None:
    instructor_link(app, Settings())

    assert Browser(app).open(link).status_code == 404


def test_two_who_hold_the_link_make_one_instructor(app: Flask, link: str) -> None:
    first, second = Browser(app), Browser(app)
    first.open(link)
    second.open(link)
    first.submit(link, **GRACE)

    late = second.submit(link, **{**GRACE, "email": "eve@example.org"})

    assert late.status_code == 404
    assert instructors(app) == ["Grace"]


def test_a_guessed_link_is_no_link(app: Flask, link: str) -> None:
    assert Browser(app).open(link[:-1] + ("A" if link[-1] != "A" else "B")).status_code == 404


def test_only_the_digest_of_the_link_is_kept(app: Flask, link: str) -> None:
    token = link.rpartition("/")[2]
    with app.app_context():
        row = db.session.scalars(select(InstructorLink)).one()

    assert token not in (row.token_digest, str(row.id))
    assert len(row.token_digest) == 64


@pytest.mark.sqlite
def test_the_command_prints_a_link_that_works(
    make_app: Callable[..., Flask], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["instructor-link", "--data", str(tmp_path / "data"), "--port", "8123"]) == 0
    address = "http://127.0.0.1:8123"
    printed = capsys.readouterr().out.strip()

    app = make_app(data=tmp_path / "data")
    app.extensions["clock"] = system_clock  # the command reads the real one

    assert printed.startswith(f"{address}/first-instructor/")
    assert Browser(app).open(printed.removeprefix(address)).status_code == 200

"""Sharing an attempt: whoever has the link reads it, nobody changes it, and it can be taken back."""

import re
from html import unescape

import pytest
from flask import Flask

from app.practice import helps
from app.practice.helps import Help
from tests.app.browsing import WORKSPACE, Browser, words_of
from tests.app.stored import stored

ATTEMPT = f"{WORKSPACE}/attempts/1"
LINK = re.compile(r'value="(http://localhost/shared/[^"]+)"')


@pytest.fixture
def handed_in(app: Flask) -> Browser:
    browser = Browser(app)
    browser.sign_up("ada@example.org")
    browser.open(WORKSPACE)
    browser.hand_in(stored("synchronous-clicks"))
    browser.open(ATTEMPT)
    return browser


def link_of(browser: Browser) -> str:
    browser.submit(f"{ATTEMPT}/links")
    found = LINK.search(browser.open(ATTEMPT).text)
    assert found
    return unescape(found[1]).removeprefix("http://localhost")


def test_whoever_has_the_link_reads_the_attempt(app: Flask, handed_in: Browser) -> None:
    page = Browser(app).open(link_of(handed_in))

    words = words_of(page)
    assert page.status_code == 200
    assert "Somebody shares this attempt with you" in words
    assert "Every redirect increments" in words
    assert page.headers["X-Robots-Tag"] == "noindex"


def test_a_reader_is_told_no_name_and_can_do_nothing(app: Flask, handed_in: Browser) -> None:
    handed_in.submit(f"{ATTEMPT}/appeals", check="clicks-not-waited-for", words="Between us.")

    page = Browser(app).open(link_of(handed_in))

    assert "Ada" not in page.text
    assert "ada@example.org" not in page.text
    assert "Between us." not in page.text
    assert "<form" not in page.text
    assert f"{WORKSPACE}/attempts" not in page.text


def test_a_link_that_was_taken_back_opens_nothing(app: Flask, handed_in: Browser) -> None:
    link = link_of(handed_in)

    handed_in.submit(f"{ATTEMPT}/links/1/revoke")

    assert Browser(app).open(link).status_code == 404
    assert LINK.search(handed_in.open(ATTEMPT).text) is None
    assert link_of(handed_in) != link


def test_nobody_takes_back_the_link_of_another_attempt(app: Flask, handed_in: Browser) -> None:
    link = link_of(handed_in)
    other = Browser(app)
    other.open(WORKSPACE)
    other.hand_in(stored("no-cache"))

    other.submit(f"{ATTEMPT}/links/1/revoke")

    assert Browser(app).open(link).status_code == 200


@pytest.mark.parametrize("token", ["1", "MQ", "1.x", "x" * 43, "MQ.AAAA", "%00", "é"])
def test_a_link_that_was_not_made_here_opens_nothing(
    app: Flask, handed_in: Browser, token: str
) -> None:
    link_of(handed_in)

    assert Browser(app).open(f"/shared/{token}").status_code == 404


def test_there_are_not_endlessly_many_links(handed_in: Browser) -> None:
    for _ in range(25):
        handed_in.submit(f"{ATTEMPT}/links")

    assert len(LINK.findall(handed_in.open(ATTEMPT).text)) == 20


def test_where_sharing_is_withheld_no_link_is_made_and_none_opens(
    app: Flask, handed_in: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    link = link_of(handed_in)
    monkeypatch.setattr(helps, "DECIDERS", (lambda _: frozenset({Help.SHARING}),))

    assert handed_in.submit(f"{ATTEMPT}/links").status_code == 403
    assert 'id="share"' not in handed_in.open(ATTEMPT).text
    assert Browser(app).open(link).status_code == 404

"""The book under its own policy, and the page that shows it being built."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask

from tests.app.browsing import Browser, words_of
from tests.app.conftest import StillClock


@pytest.fixture
def built(tmp_path: Path) -> Path:
    """A small built book beside a secret."""
    html = tmp_path / "built" / "html"
    (html / "_static").mkdir(parents=True)
    (html / "chapters").mkdir()
    (html / "index.html").write_text("<h1>Contents</h1>")
    (html / "chapters" / "index.html").write_text("<h1>Chapters</h1>")
    (html / "anatomy.html").write_text("<h1>Anatomy</h1>")
    (html / "_static" / "panel.js").write_text("export const x = 1;")
    (html / ".hidden").write_text("secret")
    (tmp_path / "built" / "status.json").write_text('{"state": "ready", "lines": []}')
    (tmp_path / "secret.txt").write_text("secret")
    (html / "link.txt").symlink_to(tmp_path / "secret.txt")
    return tmp_path / "built"


def say(folder: Path, state: str, clock: StillClock, *lines: str, minutes: float = 1) -> None:
    folder.mkdir(exist_ok=True)
    started = clock.moment.timestamp() - minutes * 60
    status = {"state": state, "lines": lines, "started": started}
    (folder / "status.json").write_text(json.dumps(status))


@pytest.mark.usefixtures("built")
def test_chapters_are_served(app: Flask) -> None:
    browser = Browser(app)

    assert "Contents" in browser.open("/book/").text
    assert "Anatomy" in browser.open("/book/anatomy.html").text
    assert "Chapters" in browser.open("/book/chapters/").text
    assert browser.open("/book/_static/panel.js").mimetype in {
        "text/javascript",
        "application/javascript",
    }
    assert browser.open("/book").headers["Location"].endswith("/book/")
    assert browser.open("/book/chapters").headers["Location"] == "/book/chapters/"


def test_the_book_brings_its_own_policy(app: Flask, built: Path) -> None:
    before = Browser(app).open("/book/").headers["Content-Security-Policy"]
    (built / "html" / "_policy.txt").write_text("default-src 'none';\n script-src 'sha256-abc'\n")

    after = Browser(app).open("/book/").headers

    assert "'unsafe-inline'" not in before.split("script-src")[1].split(";")[0]
    assert "'unsafe-eval'" not in before
    assert after["Content-Security-Policy"] == "default-src 'none'; script-src 'sha256-abc'"
    assert after["X-Content-Type-Options"] == "nosniff"


@pytest.mark.usefixtures("built")
def test_an_unchanged_chapter_is_not_sent_again(app: Flask) -> None:
    browser = Browser(app)
    first = browser.open("/book/anatomy.html")

    again = browser.open("/book/anatomy.html", headers={"If-None-Match": first.headers["ETag"]})

    assert again.status_code == 304
    assert first.headers["Cache-Control"] == "no-cache"
    versioned = browser.open("/book/_static/panel.js?v=abc")
    assert "max-age=31536000" in versioned.headers["Cache-Control"]
    assert "Set-Cookie" not in first.headers


@pytest.mark.usefixtures("built")
@pytest.mark.parametrize(
    "path",
    [
        "../secret.txt", "../../secret.txt", "%2e%2e/secret.txt", "..%2fsecret.txt",
        "..%5csecret.txt", "chapters/../../secret.txt", "//etc/passwd", "/etc/passwd",
        "%2fetc%2fpasswd", "....//secret.txt", ".hidden", "_policy.txt", "link.txt",
        "../status.json", "nul%00.html", "x" * 5000, "no-such-page.html",
    ],
)  # fmt: skip
def test_nothing_outside_of_the_book_is_served(app: Flask, built: Path, path: str) -> None:
    (built / "html" / "_policy.txt").write_text("default-src 'self'")

    answer = Browser(app).open(f"/book/{path}")

    assert answer.status_code in {404, 308}
    assert "secret" not in answer.text
    if answer.status_code == 308:  # doubled slashes are made single, and stay here
        assert answer.headers["Location"].startswith(("/book/", "http://localhost/book/"))


def test_while_it_is_built_the_page_says_how_far_and_looks_again(
    app: Flask, tmp_path: Path, clock: StillClock
) -> None:
    say(
        tmp_path / "built",
        "building",
        clock,
        "Installing <packages>",
        "reading sources",
        minutes=0.5,
    )

    page = Browser(app).open("/book/")

    assert page.status_code == 503
    assert page.headers["Refresh"] == "2"
    assert "reading sources" in page.text
    assert "&lt;packages&gt;" in page.text


def test_a_failed_build_shows_the_end_of_its_log(
    app: Flask, tmp_path: Path, clock: StillClock
) -> None:
    lines = [f"line {number}" for number in range(100)]
    say(tmp_path / "built", "failed", clock, *lines, "WARNING: undefined label")

    page = Browser(app).open("/book/anatomy.html")

    assert page.status_code == 503
    assert "undefined label" in page.text
    assert "line 99" in page.text
    assert "line 50 " not in page.text
    assert "Refresh" not in page.headers


def test_a_build_that_stopped_on_its_way_is_a_failed_one(
    app: Flask, tmp_path: Path, clock: StillClock
) -> None:
    say(tmp_path / "built", "building", clock, "reading sources", minutes=30)

    assert "stopped on its way" in Browser(app).open("/book/").text


def test_without_a_build_the_page_names_the_command(app: Flask) -> None:
    assert "dev.py book" in words_of(Browser(app).open("/book/"))


@pytest.mark.parametrize("broken", ["", "{", "[]", '{"state": 7, "lines": 7, "started": "x"}'])
def test_a_broken_status_file_breaks_nothing(app: Flask, built: Path, broken: str) -> None:
    (built / "status.json").write_text(broken)

    assert "Contents" in Browser(app).open("/book/").text


def test_health_says_where_the_book_stands(
    make_app: Callable[..., Flask], tmp_path: Path, clock: StillClock
) -> None:
    browser = Browser(make_app())
    before = browser.open("/healthz").get_json()
    say(tmp_path / "built", "building", clock)

    assert before == {"status": "ok", "database": "ok", "book": "absent"}
    assert browser.open("/healthz").get_json()["book"] == "building"

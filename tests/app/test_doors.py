"""What holds at every address, asked of the app itself: a new route is tested without a new line."""

from collections.abc import Iterator

import pytest
from flask import Flask
from werkzeug.routing import Rule

from app import create_app
from app.settings import Settings
from tests.app.browsing import SLUG, WORKSPACE, Browser, words_of

VALUES = {
    "slug": SLUG,
    "number": 1,
    "interview_id": 1,
    "copy_id": 1,
    "place": 1,
    "link_id": 1,
    "card_id": 1,
    "token": "x" * 43,
    "path": "anatomy.html",
    "filename": "x.css",
    "name": "panel.mjs",
    "course_id": 1,
    "member_id": 1,
    "assignment_id": 1,
    "submission_id": 1,
    "mark_id": 1,
    "one_id": 1,
    "other_id": 2,
    "case_id": 1,
    "appeal_id": 1,
    "check": "write-rate",
}
CHANGES = {"POST", "PUT", "PATCH", "DELETE"}
STRICT = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; "
    "font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'"
)


def address(app: Flask, rule: Rule) -> str:
    with app.test_request_context():
        built = rule.build({name: VALUES[name] for name in rule.arguments})
    assert built is not None
    return built[1]


def changes(app: Flask) -> Iterator[tuple[str, str]]:
    """Every method and address that may change something."""
    for rule in app.url_map.iter_rules():
        for method in sorted((rule.methods or set()) & CHANGES):
            yield method, address(app, rule)


def pages(app: Flask) -> Iterator[str]:
    for rule in app.url_map.iter_rules():
        if "GET" in (rule.methods or set()):
            yield address(app, rule)


def test_the_routes_of_the_contract_are_there(app: Flask) -> None:
    names = {rule.endpoint for rule in app.url_map.iter_rules()}

    assert names >= {
        "home.index", "catalog.index", "practice.workspace", "practice.save", "practice.look", "drawings.convert",
        "practice.hand_in", "practice.attempt", "practice.try_again", "accounts.sign_up",
        "accounts.sign_in", "accounts.sign_out", "accounts.show", "accounts.first_instructor",
        "book.page", "health.health", "static",
    }  # fmt: skip
    assert len(list(changes(app))) >= 9


def test_every_change_without_a_token_is_refused(app: Flask, learner: Browser) -> None:
    for method, path in changes(app):
        plain = learner.client.open(path, method=method)
        json = learner.client.open(path, method=method, json={}, headers={"X-CSRFToken": "wrong"})

        assert (plain.status_code, json.status_code) == (400, 400), path
        assert json.mimetype == "application/json"


def test_every_change_with_a_token_of_another_session_is_refused(
    app: Flask, learner: Browser
) -> None:
    other = Browser(app)
    other.open("/")
    learner.token = other.token

    for method, path in changes(app):
        assert learner.send(method, path, {}).status_code == 400, path


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://["},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
    ],
)
def test_a_page_of_another_site_changes_nothing_and_no_cookie(
    app: Flask, learner: Browser, headers: dict[str, str]
) -> None:
    for method, path in changes(app):
        sent = learner.client.open(
            path, method=method, headers=headers, data={"csrf_token": learner.token}
        )

        assert sent.status_code == 403, path
        assert "Set-Cookie" not in sent.headers


def test_our_own_pages_may_change_things(learner: Browser) -> None:
    own = learner.submit("/sign-out", headers={"Origin": "http://localhost"})

    assert own.status_code == 303


def test_every_answer_carries_the_strict_headers(app: Flask, learner: Browser) -> None:
    answers = [learner.open(path) for path in pages(app) if not path.startswith("/book/")]
    answers += [learner.client.open(path, method=method) for method, path in changes(app)]
    answers += [learner.open("/no-such-page"), learner.client.delete("/")]

    for answer in answers:
        where = answer.request.path
        assert answer.headers["Content-Security-Policy"] == STRICT, where
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Referrer-Policy"] == "same-origin"
        assert answer.headers["X-Frame-Options"] == "DENY"
        assert answer.headers["Cross-Origin-Opener-Policy"] == "same-origin"
        assert answer.headers["Cross-Origin-Resource-Policy"] == "same-origin"


def test_no_page_needs_what_the_policy_forbids(app: Flask, learner: Browser) -> None:
    for path in pages(app):
        page = learner.open(path)
        if page.mimetype != "text/html":
            continue
        assert " style=" not in page.text, path
        assert "<style" not in page.text, path
        assert " onclick=" not in page.text, path
        assert "<script>" not in page.text, path


@pytest.mark.parametrize("host", ["evil.example", "localhost.evil.example", "127.0.0.1.nip.io", ""])
def test_a_name_that_is_not_ours_is_refused(app: Flask, host: str) -> None:
    page = Browser(app).open("/", headers={"Host": host})

    assert page.status_code == 400
    assert "DRAWN_ALLOWED_HOSTS" in page.text


def test_our_names_are_answered_to(make_app) -> None:
    app = make_app(allowed_hosts=("drawn.example", ".school.example"), host="192.168.1.5")

    for host in (
        "localhost:8000",
        "127.0.0.1:8000",
        "drawn.example",
        "a.school.example",
        "192.168.1.5",
    ):
        assert Browser(app).open("/", headers={"Host": host}).status_code == 200, host


def test_another_persons_things_are_not_found(app: Flask, learner: Browser) -> None:
    """Every address below an attempt, by somebody else: a guest, and another account."""
    assert learner.hand_in({"functional": "mine alone"}).status_code == 303
    below = [rule for rule in app.url_map.iter_rules() if "number" in rule.arguments]
    stranger, guest = Browser(app), Browser(app)
    stranger.sign_up("eve@example.org")
    guest.open(WORKSPACE)

    assert len(below) >= 2
    for rule in below:
        path = address(app, rule)
        for other in (stranger, guest):
            method = "GET" if "GET" in (rule.methods or set()) else "POST"
            answer = other.open(path) if method == "GET" else other.submit(path)
            assert answer.status_code == 404, path
            assert "mine alone" not in answer.text
        mine = learner.open(path) if "GET" in (rule.methods or set()) else learner.submit(path)
        assert mine.status_code in {200, 303}


@pytest.mark.parametrize("number", ["0", "-1", "1e3", "4294967296", "9" * 30, "１"])
def test_a_number_that_no_attempt_has_is_not_found(learner: Browser, number: str) -> None:
    learner.save({"functional": "somebody"})

    assert learner.open(f"{WORKSPACE}/attempts/{number}").status_code == 404
    assert learner.submit(f"{WORKSPACE}/attempts/{number}/try-again").status_code in {404, 405}


def test_an_error_page_says_what_to_do_and_json_is_answered_with_json(learner: Browser) -> None:
    page = learner.open("/no-such-page")
    json = learner.send("PUT", "/practise/no-such-exercise/draft", {}).get_json()

    assert page.status_code == 404
    assert "list of exercises" in words_of(page)
    assert {"code", "title", "say", "do"} <= set(json)
    assert json["code"] == 404


def test_the_wrong_kind_of_request_names_the_right_ones(learner: Browser) -> None:
    refused = learner.client.delete("/")

    assert refused.status_code == 405
    assert "GET" in refused.headers["Allow"]


def test_a_mistake_of_ours_shows_no_insides(app: Flask) -> None:
    def broken() -> str:
        raise RuntimeError("the inside of the server")

    app.add_url_rule("/broken", view_func=broken)

    page = Browser(app).open("/broken")

    assert page.status_code == 500
    assert "the inside of the server" not in page.text
    assert "Traceback" not in page.text


def test_behind_a_proxy_its_word_is_taken_only_when_configured(tmp_path) -> None:
    told = {"X-Forwarded-Proto": "https", "X-Forwarded-Host": "drawn.example"}
    for proxies, status in ((0, 200), (1, 400)):
        app = create_app(Settings(data=tmp_path / str(proxies), proxies=proxies))
        assert Browser(app).open("/", headers=told).status_code == status

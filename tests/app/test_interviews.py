"""An interview in the room: the server's clock decides, nothing said is lost or doubled, nobody else looks in."""

from threading import Thread

import pytest
from flask import Flask
from sqlalchemy import select

from app.database import db
from app.interviews import sitting as sittings
from app.interviews import store
from app.interviews.models import Interview
from capacity.exchange.text import write
from grader.interview.candidates import stored_answer
from grader.reading import read_answer
from tests.app.browsing import Browser, words_of
from tests.app.conftest import StillClock


def typed(name: str) -> dict[str, object]:
    """A stored answer in the form in which the workspace saves it."""
    answer = read_answer(stored_answer("url-shortener", name))
    raw = answer.model_dump(mode="json", by_alias=True, exclude={"events", "unread", "openapi"})
    return {**raw, "architecture": {"text": write(answer.architecture)}}


SHORT = typed("short-and-right")
ASKED = "How many links are made in a month?"


class Room:
    """What a candidate does in the room."""

    def __init__(self, browser: Browser, **chosen: str) -> None:
        self.browser = browser
        fields = {"exercise": "url-shortener", "format": "full-45", "level": "senior", "extra": "0"}
        browser.open("/interviews")
        begun = browser.submit("/interviews", **{**fields, **chosen})
        assert begun.status_code == 303, words_of(begun)
        self.path = begun.headers["Location"]
        self.version = 0
        page = browser.open(self.path)
        assert page.status_code == 200
        self.version = int(page.text.partition('data-version="')[2].partition('"')[0] or 0)

    def say(self, text: str, key: str = "first-key-01", after: int = 0):
        body = {"text": text, "key": key, "after": after}
        return self.browser.send("POST", f"{self.path}/say", body)

    def save(self, answer: dict[str, object]):
        body = {"version": self.version, "answer": answer}
        saved = self.browser.send("PUT", f"{self.path}/workspace", body)
        if saved.status_code == 200:
            self.version = saved.get_json()["version"]
        return saved

    def now(self) -> dict[str, object]:
        return self.browser.open(f"{self.path}/now").get_json()

    @property
    def number(self) -> int:
        return int(self.path.rpartition("/")[2])


@pytest.fixture
def room(app: Flask) -> Room:
    return Room(Browser(app))


def said_by(state: dict[str, object], who: str) -> list[str]:
    return [each["text"] for each in state["said"] if each["who"] == who]


def test_interviewer_opens_and_answers_what_is_asked(room: Room, clock: StillClock) -> None:
    clock.forward(seconds=30)

    state = room.say(ASKED).get_json()

    assert said_by(state, "you") == [ASKED]
    assert "design a service that makes short links" in said_by(state, "interviewer")[0]
    assert "100M links/month" in said_by(state, "interviewer")[1]
    assert state["at"] == 30


def test_what_is_sent_twice_is_said_once(room: Room, clock: StillClock) -> None:
    clock.forward(seconds=30)
    room.say(ASKED)

    again = room.say(ASKED).get_json()

    assert said_by(again, "you") == [ASKED]


def test_page_that_comes_back_shows_everything_again(room: Room, clock: StillClock) -> None:
    clock.forward(seconds=30)
    room.say(ASKED)
    room.save({"functional": "A user makes a short link."})
    room.browser.send("PUT", f"{room.path}/notes", {"notes": "mind the peak"})

    page = room.browser.open(room.path)

    assert ASKED in page.text
    assert "A user makes a short link." in page.text
    assert "mind the peak" in page.text


def test_workspace_is_graded_and_pressed_on_while_nobody_asks(
    room: Room, clock: StillClock
) -> None:
    clock.forward(minutes=25)
    room.now()
    assert room.save(typed("average-textbook")).status_code == 200
    room.now()
    clock.forward(minutes=2, seconds=30)

    texts = " ".join(said_by(room.now(), "interviewer"))

    assert (
        "Losing" in texts or "I ran what you have drawn" in texts or "?" in texts.split("run ")[-1]
    )


def test_two_tabs_are_told_of_each_other(room: Room) -> None:
    first = room.version
    room.save({"functional": "one"})
    room.version = first

    conflict = room.save({"functional": "two"})

    assert conflict.status_code == 409
    assert conflict.get_json()["answer"] == {"functional": "one"}


# --- the deadline ----------------------------------------------------------------------------------------


def test_words_a_second_before_the_end_count_and_at_the_end_do_not(
    room: Room, clock: StillClock
) -> None:
    clock.forward(minutes=44, seconds=59)
    assert room.say("One more thing about caches.", "key-before-end").status_code == 200
    clock.forward(seconds=1)

    late = room.say("And another.", "key-after-the-end")

    assert late.status_code == 410
    assert "over" in late.get_json()["say"]
    record = room.browser.open(f"{room.path}/record.json").get_json()
    words = [each["text"] for each in record["record"] if each["kind"] == "said"]
    assert words == ["One more thing about caches."]


def test_workspace_saved_before_the_end_counts_though_nobody_looked(
    room: Room, clock: StillClock
) -> None:
    clock.forward(minutes=44)
    assert room.save(SHORT).status_code == 200
    clock.forward(minutes=30)

    assert room.save({"functional": "late"}).status_code == 410
    page = room.browser.open(room.path)

    assert "Debrief" in page.text
    record = room.browser.open(f"{room.path}/record.json").get_json()
    assert record["score"] > 50
    assert record["reached"] in ("junior", "senior")


def test_end_is_noticed_once_however_many_look_at_the_same_moment(
    app: Flask, room: Room, clock: StillClock
) -> None:
    clock.forward(minutes=46)
    codes: list[int] = []

    def look_in() -> None:
        other = Browser(app)
        other.client._cookies = dict(room.browser.client._cookies)
        codes.append(other.open(f"{room.path}/now").status_code)

    threads = [Thread(target=look_in) for _ in range(6)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()

    record = room.browser.open(f"{room.path}/record.json").get_json()["record"]
    assert codes == [200] * 6
    assert sum(each.get("rule") == "end" for each in record) == 1
    assert sum(each.get("rule") == "open" for each in record) == 1


def test_entry_that_somebody_else_was_faster_with_is_not_added(
    app: Flask, room: Room, clock: StillClock
) -> None:
    clock.forward(seconds=30)
    with app.app_context():
        row = db.session.get(Interview, room.number)
        assert row is not None
        before = sittings.sitting_of(db.session, row)
        with sittings.writing() as change:
            assert store.add(change, row.id, len(before.log), before.log[:1])
        with sittings.writing() as change:
            assert not store.add(change, row.id, len(before.log), before.log[:1])


def test_extra_time_moves_the_end(app: Flask, clock: StillClock) -> None:
    room = Room(Browser(app), extra="50")

    clock.forward(minutes=60)
    assert room.now()["over"] is False
    clock.forward(minutes=7, seconds=30)

    assert room.now()["over"] is True


def test_pause_stops_the_clock_where_the_form_allows_it(app: Flask, clock: StillClock) -> None:
    room = Room(Browser(app), format="warm-up")
    clock.forward(minutes=5)
    assert room.browser.send("POST", f"{room.path}/pause", {}).get_json()["paused"] is True
    clock.forward(hours=3)
    assert room.say("Hello?").status_code == 409

    resumed = room.browser.send("POST", f"{room.path}/pause", {}).get_json()

    assert resumed["paused"] is False
    assert resumed["at"] == 300
    clock.forward(minutes=9, seconds=59)
    assert room.now()["over"] is False


def test_whole_interview_is_not_paused(room: Room) -> None:
    refused = room.browser.send("POST", f"{room.path}/pause", {})

    assert refused.status_code == 409
    assert room.now()["paused"] is False


# --- afterwards ------------------------------------------------------------------------------------------


def test_debrief_says_what_was_noticed_when_and_by_which_rule(
    room: Room, clock: StillClock
) -> None:
    clock.forward(seconds=30)
    room.say(ASKED)
    clock.forward(minutes=12)
    room.save(SHORT)
    room.now()
    clock.forward(minutes=20)
    room.now()

    room.browser.submit(f"{room.path}/end")
    page = words_of(room.browser.open(room.path))

    assert "Moments that decided" in page
    assert "Rule: answer what was asked" in page
    assert "You, unprompted" in page
    assert "What a senior answer would have done" in page
    assert "how large the store and the codes have to be" in page


def test_score_and_earlier_interviews_stand_in_the_list(app: Flask) -> None:
    browser = Browser(app)
    first = Room(browser)
    first.save(SHORT)
    browser.submit(f"{first.path}/end")
    second = Room(browser)
    browser.submit(f"{second.path}/end")

    page = words_of(browser.open("/interviews"))
    debrief = words_of(browser.open(second.path))

    assert page.count("Whole interview, 45 minutes") >= 3
    assert "Beside earlier interviews" in debrief
    assert "against it" in debrief


def test_answer_becomes_an_attempt_once_with_feedback_on_what_was_said(
    room: Room, clock: StillClock
) -> None:
    early = room.browser.submit(f"{room.path}/keep")
    clock.forward(minutes=12)
    room.save(SHORT)
    room.now()
    room.say("A redirect is kept apart from counting, because counts may be late.", "said-aloud-01")
    room.browser.submit(f"{room.path}/end")

    first = room.browser.submit(f"{room.path}/keep")
    again = room.browser.submit(f"{room.path}/keep")

    assert (early.status_code, first.status_code) == (409, 303)
    assert first.headers["Location"] == again.headers["Location"]
    page = room.browser.open(first.headers["Location"])
    assert page.status_code == 200
    assert "counts may be late" in page.text


def test_quick_fire_judges_each_number_at_once_and_shows_them_all(
    app: Flask, clock: StillClock
) -> None:
    room = Room(Browser(app), format="quick-fire")
    for number in range(6):
        clock.forward(seconds=20)
        state = room.say("12.5k/s", f"answer-number-{number}").get_json()

    page = words_of(room.browser.open(room.path))

    assert state["over"] is True
    assert page.count("You said “12.5k/s” after 20 seconds") == 6
    assert "of 6 numbers were right" in page


def test_loop_goes_on_with_the_next_problem(app: Flask) -> None:
    browser = Browser(app)
    room = Room(browser, format="loop")
    early = browser.submit(f"{room.path}/next")
    browser.submit(f"{room.path}/end")
    assert "Go on with problem 2 of 3" in words_of(browser.open(room.path))

    following = browser.submit(f"{room.path}/next")
    twice = browser.submit(f"{room.path}/next")

    assert (early.status_code, following.status_code, twice.status_code) == (409, 303, 409)
    second = following.headers["Location"]
    browser.submit(f"{second}/end")
    third = browser.submit(f"{second}/next").headers["Location"]
    browser.submit(f"{third}/end")
    assert "every problem reached not yet junior" in words_of(browser.open(third))


def test_guest_who_signs_up_keeps_the_interviews(app: Flask) -> None:
    Browser(app).sign_up()
    browser = Browser(app)
    room = Room(browser)

    browser.sign_in()

    assert browser.open(room.path).status_code == 200


# --- who may look ----------------------------------------------------------------------------------------


def test_interview_of_somebody_else_is_not_there(app: Flask, room: Room) -> None:
    other = Browser(app)
    other.open("/interviews")

    assert other.open(room.path).status_code == 404
    assert other.open(f"{room.path}/now").status_code == 404
    assert other.open(f"{room.path}/record.json").status_code == 404
    for method, name in (("POST", "say"), ("PUT", "workspace"), ("PUT", "notes"), ("POST", "pause"), ("POST", "link")):  # fmt: skip
        body = {"text": "x", "key": "k" * 10, "version": 1, "answer": {}, "notes": ""}
        assert other.send(method, f"{room.path}/{name}", body).status_code in (400, 404), name


def test_room_tells_nothing_of_rubric_facts_or_shares(room: Room, clock: StillClock) -> None:
    clock.forward(seconds=30)
    page = room.browser.open(room.path).text + str(room.say(ASKED).get_json())

    for hidden in ("no-single-loss", "cold-cache-survived", "reads_per_write", "share", "5 years"):
        assert hidden not in page.replace("/share", ""), hidden


def test_record_is_not_given_away_before_the_end(room: Room) -> None:
    assert room.browser.open(f"{room.path}/record.json").status_code == 409


@pytest.mark.parametrize(
    ("field", "value"),
    [("exercise", "no-such"), ("format", "ful-45"), ("level", "ceo"), ("extra", "7")],
)
def test_form_with_a_wrong_choice_begins_nothing(app: Flask, field: str, value: str) -> None:
    browser = Browser(app)
    browser.open("/interviews")
    fields = {"exercise": "url-shortener", "format": "full-45", "level": "senior", "extra": "0"}

    refused = browser.submit("/interviews", **{**fields, field: value})

    assert refused.status_code == 422
    with app.app_context():
        assert db.session.scalar(select(Interview.id)) is None


@pytest.mark.parametrize(
    "body", [{}, {"text": "", "key": "k" * 10}, {"text": "x" * 5001, "key": "k" * 10}, {"text": "x", "key": "no"}, {"text": "a\0b", "key": "k" * 10}]
)  # fmt: skip
def test_words_that_cannot_be_kept_are_refused_by_name(room: Room, body: dict[str, str]) -> None:
    refused = room.browser.send("POST", f"{room.path}/say", body)

    assert refused.status_code in (400, 422)
    assert refused.get_json()["problems"]


# --- people who interview ----------------------------------------------------------------------------------


@pytest.fixture
def person(app: Flask, room: Room) -> tuple[Browser, str]:
    link = room.browser.send("POST", f"{room.path}/link", {}).get_json()["link"]
    browser = Browser(app)
    path = link.partition("localhost")[2]
    assert browser.open(path).status_code == 200
    return browser, path


def test_person_with_the_link_asks_ticks_and_remarks(
    room: Room, person: tuple[Browser, str], clock: StillClock
) -> None:
    browser, path = person
    clock.forward(minutes=1)

    asked = browser.send("POST", f"{path}/ask", {"text": "Why a cache?", "check": "cache-pays"})
    browser.send("POST", f"{path}/note", {"text": "hesitated", "check": "", "tick": ""})
    ticked = browser.send("POST", f"{path}/note", {"check": "cache-pays", "tick": "met"}).get_json()

    assert asked.status_code == 200
    assert "Why a cache?" in said_by(room.now(), "interviewer")
    assert "hesitated" not in str(room.now())
    assert [each["tick"] for each in ticked["remarks"]] == ["", "met"]
    room.browser.submit(f"{room.path}/end")
    assert "hesitated" in room.browser.open(room.path).text


def test_person_sees_rubric_and_suggestions(person: tuple[Browser, str], clock: StillClock) -> None:
    browser, path = person
    clock.forward(minutes=12)

    page = words_of(browser.open(path))
    suggested = browser.open(f"{path}/now").get_json()["suggested"]

    assert "No single loss stops redirects" in page
    assert suggested
    assert all(each["text"] for each in suggested)


def test_rules_are_silent_while_a_person_leads_and_speak_again_after(
    room: Room, person: tuple[Browser, str], clock: StillClock
) -> None:
    browser, path = person
    room.now()
    browser.send("POST", f"{path}/lead", {"by": "person"})
    clock.forward(minutes=6)
    quiet = said_by(room.say(ASKED).get_json(), "interviewer")

    browser.send("POST", f"{path}/lead", {"by": "rules"})
    loud = said_by(room.now(), "interviewer")

    assert len(quiet) == 1
    assert len(loud) > len(quiet)


def test_new_link_takes_the_place_of_the_old_one(room: Room, person: tuple[Browser, str]) -> None:
    browser, path = person

    room.browser.send("POST", f"{room.path}/link", {})

    assert browser.open(path).status_code == 404
    assert browser.send("POST", f"{path}/ask", {"text": "Still here?"}).status_code == 404


def test_two_processes_keep_one_record(make_app, clock: StillClock) -> None:
    one, other = make_app(), make_app()
    room = Room(Browser(one))
    link = room.browser.send("POST", f"{room.path}/link", {}).get_json()["link"]
    person, path = Browser(other), link.partition("localhost")[2]
    person.open(path)
    clock.forward(seconds=40)
    room.say(ASKED)

    person.send("POST", f"{path}/ask", {"text": "And why do you ask?"})
    heard = room.say("Because it decides the size.", "second-key-02").get_json()

    assert ASKED in said_by(person.open(f"{path}/now").get_json(), "you")
    assert "And why do you ask?" in said_by(heard, "interviewer")
    numbers = [each["number"] for each in heard["said"]]
    assert numbers == sorted(set(numbers))

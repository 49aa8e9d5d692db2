"""What is set: dates, lateness, attempts, time limits, helps, extensions, and marks that are held."""

import pytest

from tests.app.browsing import SLUG, WORKSPACE, words_of
from tests.app.conftest import StillClock
from tests.app.courses.conftest import School
from tests.app.stored import stored
from tests.app.test_doors import address

ANSWER = {"functional": "A visitor opens a short link and is redirected to the long URL."}


def hand_in(school: School, name: str = "learner", key: str = "key-0000001") -> int:
    school[name].open(WORKSPACE)
    return school[name].hand_in(ANSWER, key=key).status_code


def task(school: School, address: str, name: str = "learner") -> str:
    return words_of(school[name].open(address))


def test_an_answer_counts_for_the_assignment_and_its_mark_is_held(full: School) -> None:
    address = full.set()
    assert hand_in(full) == 303

    page = full["learner"].open(f"{WORKSPACE}/attempts/1")
    assert "shows marks when they are released" in words_of(page)
    assert "Receipt" not in page.text
    assert "marks not released yet" in words_of(full["learner"].open(WORKSPACE))
    assert "waits for its release" in words_of(full["learner"].open("/practise"))
    assert "marks are not released yet" in task(full, address)
    assert "1 of 1 have handed in" in task(full, address, "owner")


def test_nothing_beside_a_held_attempt_tells_its_marks(full: School) -> None:
    """Every page and button below an attempt, found by asking the app; only the answer comes back."""
    full.set()
    hand_in(full)
    learner = full["learner"]
    below = [
        rule for rule in learner.app.url_map.iter_rules()
        if "/attempts/" in rule.rule and not rule.rule.endswith(("<int(min=1, max=999999999):number>", "/try-again"))
    ]  # fmt: skip

    assert len(below) >= 4
    for rule in below:
        path = address(learner.app, rule)
        told = learner.open(path) if "GET" in (rule.methods or ()) else learner.submit(path)
        assert told.status_code == 403, path
        assert "when they are released" in words_of(told) or told.is_json
    assert learner.submit(f"{WORKSPACE}/attempts/1/try-again").status_code == 303


def test_marks_shown_at_once_are_not_held(full: School) -> None:
    address = full.set(release="at once")
    hand_in(full)

    assert "Receipt" in full["learner"].open(f"{WORKSPACE}/attempts/1").text
    assert "of 100" in task(full, address)


def test_practice_beside_a_course_and_other_people_are_left_alone(full: School) -> None:
    full.set(opens_at="2025-03-04T00:00")  # tomorrow
    hand_in(full)
    stranger = full.person("eve@example.org")
    stranger.open(WORKSPACE)
    stranger.hand_in(ANSWER)

    assert "Receipt" in full["learner"].open(f"{WORKSPACE}/attempts/1").text
    assert "Receipt" in stranger.open(f"{WORKSPACE}/attempts/1").text


def test_a_late_answer_is_counted_by_days_begun(full: School, clock: StillClock) -> None:
    address = full.set(due_at="2025-03-03T12:00", late_per_day="10", release="at once")
    clock.forward(days=1, hours=4)
    hand_in(full)

    assert "2 days late" in task(full, address)


def test_attempts_are_counted_and_the_last_one_is_said(full: School) -> None:
    address = full.set(attempts="2")
    assert hand_in(full, key="key-0000001") == 303
    assert hand_in(full, key="key-0000001") == 303  # the same one, sent twice
    assert hand_in(full, key="key-0000002") == 303
    full["learner"].open(WORKSPACE)
    refused = full["learner"].hand_in({"functional": "a third"}, key="key-0000003")

    assert refused.status_code == 422
    assert "has taken all the attempts" in words_of(refused)
    assert "a third" in refused.text
    assert "2 handed in of 2" in task(full, address)


def test_a_time_limit_runs_from_the_moment_one_begins(full: School, clock: StillClock) -> None:
    address = full.set(minutes="60")
    assert hand_in(full) == 422  # not begun
    assert full["learner"].submit(f"{address}/begin").status_code == 303
    clock.forward(minutes=59)
    assert hand_in(full, key="key-0000001") == 303
    clock.forward(minutes=2)
    refused = full["learner"].hand_in(ANSWER, key="key-0000002")

    assert refused.status_code == 422
    assert "your time is over" in words_of(refused)
    assert full["learner"].submit(f"{address}/begin").status_code == 409


def test_extra_time_of_a_person_holds_everywhere(full: School, clock: StillClock) -> None:
    address = full.set(minutes="60")
    row = "name,email,extra_time\nlearner,learner@example.org,50\n"
    full["owner"].submit(f"{full.course}/people.csv", text=row)
    full["learner"].submit(f"{address}/begin")
    clock.forward(minutes=89)

    assert hand_in(full) == 303


def test_an_extension_moves_one_person_and_nobody_else(full: School, clock: StillClock) -> None:
    address = full.set(due_at="2025-03-03T12:00", closes_at="2025-03-03T18:00", attempts="1")
    full.add("learner", "bo")
    page = full["owner"].open(address).text
    number = page.split(">learner</option>")[0].rsplit('value="', 1)[1].split('"')[0]
    given = full["owner"].submit(
        f"{address}/extensions",
        member_id=number,
        due_at="2025-03-05T12:00",
        attempts="1",
        reason="ill",
    )
    clock.forward(days=1)

    assert given.status_code == 303
    assert hand_in(full, "learner", "key-0000001") == 303
    assert hand_in(full, "learner", "key-0000002") == 303
    assert "2 handed in of 2" in task(full, address)
    assert "late" not in task(full, address)
    assert "closed" in task(full, address, "bo").casefold()
    assert "ill" in words_of(full["owner"].open(f"{full.course}/log"))


def test_helps_are_off_while_the_assignment_is_under_way(full: School, clock: StillClock) -> None:
    full.set(live="nothing", closes_at="2025-03-04T00:00")
    assert 'id="workload"' not in full["learner"].open(WORKSPACE).text
    assert 'id="workload"' in full["owner"].open(WORKSPACE).text

    clock.forward(days=2)

    assert 'id="workload"' in full["learner"].open(WORKSPACE).text


def test_helps_that_give_a_held_mark_away_are_off(full: School, clock: StillClock) -> None:
    full.set(hints="", closes_at="2025-03-04T00:00")
    learner = full["learner"]
    assert "data-hints" not in learner.open(WORKSPACE).text
    assert learner.open(f"{WORKSPACE}/hints").status_code == 403
    learner.hand_in({"functional": "A user makes a short link."})
    for each in ("earn", "compare"):
        assert learner.open(f"{WORKSPACE}/attempts/1/{each}").status_code == 403, each
    assert learner.submit(f"{WORKSPACE}/attempts/1/links").status_code == 403
    assert "No cards yet" in words_of(learner.open("/review"))
    assert "No attempt yet" in words_of(learner.open("/progress"))

    clock.forward(days=2)

    assert learner.open(f"{WORKSPACE}/hints").status_code == 200


def test_a_regrade_knows_the_record_of_the_attempt(full: School) -> None:
    """A course with numbers of its own grades again: what was hinted still counts less."""
    full.set(parameters="new_links = 10M links/month", release="at once")
    learner = full["learner"]
    learner.open(f"{WORKSPACE}/hints")
    learner.submit(f"{WORKSPACE}/hints", phase="requirements", costs="99")

    learner.hand_in(stored("strong-cache-aside"))

    assert "Earned hinted, so it counts" in words_of(learner.open(f"{WORKSPACE}/attempts/1"))


def test_numbers_of_a_course_are_said_and_judged_by(full: School) -> None:
    full.set(parameters="new_links = 10M links/month", release="at once")

    page = words_of(full["learner"].open(WORKSPACE))
    assert "10M links/month" in page
    full["learner"].hand_in(
        {"estimates": [{"name": "write_rate", "value": "3.9/s", "working": "10M / 30 days"}]}
    )
    report = full["learner"].open(f"{WORKSPACE}/attempts/1").text
    assert report.count('data-check="write-rate" data-verdict="met"') == 1


@pytest.mark.parametrize(
    ("fields", "where"),
    [
        ({"title": ""}, "problem-title"),
        ({"exercise": "url-shortner"}, "Did you mean"),
        ({"due_at": "tomorrow"}, "problem-due_at"),
        ({"due_at": "2025-03-03T12:00", "closes_at": "2025-03-02T12:00"}, "problem-closes_at"),
        ({"late_per_day": "101"}, "problem-late_per_day"),
        ({"parameters": "new_lnks = 3"}, "Did you mean"),
        ({"parameters": "retention = 5 GB"}, "a length of time is wanted"),
        ({"points": "0"}, "problem-points"),
    ],
)
def test_what_cannot_be_set_is_said_beside_its_field(
    school: School, fields: dict[str, str], where: str
) -> None:
    wanted = {"title": "First", "exercise": SLUG, **fields}
    refused = school["owner"].submit(f"{school.course}/assignments", **wanted)

    assert refused.status_code == 422
    assert where in refused.text
    assert "Nothing is set yet" in words_of(school["owner"].open(school.course))


def test_the_exercise_stays_once_somebody_has_handed_in(full: School) -> None:
    address = full.set()
    hand_in(full)

    refused = full["owner"].submit(
        f"{address}/edit", title="First", exercise=SLUG, parameters="new_links = 1M links/month"
    )
    renamed = full["owner"].submit(f"{address}/edit", title="Renamed", exercise=SLUG)

    assert refused.status_code == 422
    assert renamed.status_code == 303
    log = words_of(full["owner"].open(f"{full.course}/log"))
    assert "changed an assignment" in log
    assert "Renamed" in log

"""An interview of rules: same seed and same answers, same interview; candidates end where they declare."""

import os
import subprocess
import sys
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest

from capacity.frozen import BadInput
from grader import bank
from grader.bank import Exercise
from grader.interview import hearing
from grader.interview.candidates import candidates_of, read_candidate, stored_answer
from grader.interview.choose import is_over, next_move, options
from grader.interview.formats import FORMATS, Format, Setting, UnknownFormat, format_named
from grader.interview.hearing import answer_of, drew, events_of, look_again, said
from grader.interview.log import Graded, Log, Move, Said, read_log, written
from grader.interview.policy import RULES
from grader.interview.simulate import simulate, verdict
from grader.interview.standing import Standing
from grader.interview.transcript import transcript
from grader.report import Report
from grader.rubric import Check

ROOT = Path(__file__).parents[2]
SLUGS = [each.slug for each in bank.exercises() if each.interview is not None]
CANDIDATES = [(slug, name) for slug in SLUGS for name in candidates_of(slug)]
SHORTENER = bank.exercise("url-shortener")
SETTING = Setting(exercise="url-shortener", format="full-45", level="senior")


@cache
def interview(slug: str, name: str, seed: int = 0) -> tuple[Setting, Log, Report]:
    exercise = bank.exercise(slug)
    setting, log = simulate(exercise, read_candidate(candidates_of(slug)[name]), seed)
    return setting, log, verdict(exercise, setting, log)


def after(*steps: tuple[float, str | list[str]], answer: str = "strong-cache-aside") -> Log:
    """The record after words and drawings, the interviewer speaking whenever it would."""
    log: Log = next_move(SHORTENER, SETTING, (), 0)
    sections: dict[str, object] = {}
    for at, step in steps:
        if isinstance(step, str):
            log = said(SHORTENER, SETTING, log, at, step)
        else:
            stored = stored_answer("url-shortener", answer)
            sections |= {name: stored[name] for name in step}
            log = drew(SHORTENER, SETTING, log, at, sections)
        log = next_move(SHORTENER, SETTING, log, at)
    return log


SHORT = ["functional", "estimates", "data_model", "architecture"]


def last_move(log: Log) -> Move:
    return next(each for each in reversed(log) if isinstance(each, Move))


# --- scripted candidates -------------------------------------------------------------------------------


@pytest.mark.parametrize("slug", SLUGS)
def test_at_least_five_candidates_sit_each_interview(slug: str) -> None:
    assert len(candidates_of(slug)) >= 5


@pytest.mark.parametrize(("slug", "name"), CANDIDATES)
def test_candidate_ends_where_it_declares(slug: str, name: str) -> None:
    expect = read_candidate(candidates_of(slug)[name]).expect

    _setting, log, report = interview(slug, name)

    raised = {each.id: each.raised for each in report.checks}
    spoke = {each.rule for each in log if isinstance(each, Move)}
    low, high = expect.score
    assert report.level == expect.level, (report.score, report.headline)
    assert low <= report.score <= high
    assert set(expect.rules) <= spoke
    assert {name: raised[name] for name in expect.unprompted} == dict.fromkeys(
        expect.unprompted, "unprompted"
    )
    assert all(raised[name] in ("hinted", "after follow-up") for name in expect.prompted)


@pytest.mark.parametrize(("slug", "name"), CANDIDATES)
def test_interviewer_never_speaks_twice_in_the_same_words_in_a_row(slug: str, name: str) -> None:
    _setting, log, _report = interview(slug, name)

    moves = [each.text for each in log if isinstance(each, Move)]
    said_twice = [one for one, other in pairwise(moves) if one == other and len(one) > 30]

    assert said_twice == []


def test_two_interviews_with_the_same_inputs_are_byte_identical() -> None:
    def printed(hash_seed: str) -> bytes:
        command = [sys.executable, "-m", "grader", "interview", "url-shortener"]
        return subprocess.run(
            [*command, "--candidate", "thinking-aloud", "--seed", "7", "--json"],
            cwd=ROOT,
            env={**os.environ, "PYTHONHASHSEED": hash_seed},
            capture_output=True,
            check=True,
        ).stdout

    assert printed("1") == printed("4242")


def test_another_seed_is_another_interview() -> None:
    _setting, one, _report = interview("url-shortener", "silent", 0)
    _setting, other, _report = interview("url-shortener", "silent", 2)

    assert [e.text for e in one if isinstance(e, Move)] != [
        e.text for e in other if isinstance(e, Move)
    ]


def test_record_comes_back_as_it_was_written() -> None:
    _setting, log, _report = interview("url-shortener", "strong")

    assert read_log(written(log)) == log


def test_transcript_names_the_rule_of_every_move() -> None:
    setting, log, report = interview("url-shortener", "contradicting")

    text = transcript(SHORTENER, setting, log, report)

    assert text.count("Interviewer [") == sum(isinstance(each, Move) for each in log)
    assert {each.rule for each in log if isinstance(each, Move)} <= {
        *(rule.name for rule in RULES),
        "leave it",
    }
    assert f"Score {report.score:g}, level {report.level}" in text


def test_candidate_that_cannot_be_read_names_its_key(tmp_path: Path) -> None:
    path = tmp_path / "url-shortener" / "candidates" / "odd.yaml"
    path.parent.mkdir(parents=True)
    path.write_text("about: x\nlevel: seniour\nexpect: {level: none, score: [0, 1]}\n")

    with pytest.raises(BadInput, match=r"odd.yaml: level: 'seniour' .* Did you mean 'senior'"):
        read_candidate(path)


# --- what is said back -----------------------------------------------------------------------------------


def test_who_asks_is_told_and_the_fact_is_remembered() -> None:
    log = after((30, "How many links do people make in a month?"))

    assert "100M links/month" in last_move(log).text
    assert last_move(log).facts == ("growth",)
    assert "decides how large the store" in last_move(log).because


def test_what_nobody_knows_is_asked_back() -> None:
    log = after((30, "How many moderators work there?"))

    assert last_move(log).rule == "say what is not known"
    assert "what would change if you were wrong by ten" in last_move(log).text


def test_assumption_is_confirmed_with_the_number() -> None:
    log = after((30, "I assume ten reads for each write."))

    assert last_move(log).rule == "take the assumption"
    assert "100" in last_move(log).text


def test_what_was_not_asked_for_is_told_when_nothing_goes_on_without_it() -> None:
    log = after((30, "How many links are made in a month?"))

    log = next_move(SHORTENER, SETTING, log, 10 * 60)

    told = last_move(log)
    assert told.rule == "begin a stage"
    assert told.phase == "estimates"
    assert "busiest-hour" in told.facts
    assert "growth" not in told.facts


# --- what is asked ---------------------------------------------------------------------------------------


def at_the_drawing(answer: str) -> Log:
    """An interview in which everything up to the drawing was written down in time."""
    sections = ["functional", "non_functional", "estimates", "api", "data_model"]
    log = after((25 * 60, sections), (25.5 * 60, ["architecture"]), answer=answer)
    return next_move(SHORTENER, SETTING, log, 27.5 * 60)


def test_single_loss_that_the_run_found_is_named_by_its_boxes() -> None:
    log = at_the_drawing("average-textbook")

    asked = [each for each in log if isinstance(each, Move) and each.rule == "probe a single loss"]
    assert asked, [e.rule for e in log if isinstance(e, Move)]
    assert "Load Balancer" in asked[0].text
    assert "MySQL" in asked[0].text


def test_contradiction_is_pressed_on_with_both_ends_quoted() -> None:
    log = at_the_drawing("permanent-redirect-exact-counts")

    pressed = last_move(log)
    assert pressed.rule == "press on a contradiction"
    assert pressed.text.count("“") >= 1
    assert "301" in pressed.text
    assert "Which of the two do you change?" in pressed.text


def test_requirement_changes_and_the_old_drawing_fails_the_new_load() -> None:
    _setting, log, _report = interview("url-shortener", "strong")

    change = next(e for e in log if isinstance(e, Move) and e.rule == "change a requirement")

    assert "1B links/month" in change.text
    assert "servers" in change.text
    assert "from 100M links/month to 1B links/month" in change.because


def test_only_the_check_at_stake_is_graded_after_an_answer(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    log = at_the_drawing("average-textbook")
    stake = Standing(SHORTENER, SETTING, log, 27.5 * 60).at_stake
    assert stake is not None
    looked: list[str] = []

    def spy(exercise: Exercise, log: Log, at: float, check: Check) -> Log:
        looked.append(check.id)
        return look_again(exercise, log, at, check)

    monkeypatch.setattr(hearing, "look_again", spy)
    monkeypatch.setattr(hearing, "grade", None)
    said(SHORTENER, SETTING, log, 28.5 * 60, "A second load balancer stands in another zone.")

    assert looked == [stake.id]


def test_words_that_answer_count_for_who_was_asked() -> None:
    _setting, log, report = interview("url-shortener", "thinking-aloud")

    check = report.check("expiry-purged")

    assert check.points > 0
    assert check.raised == "after follow-up"
    assert check.times < 1
    assert any(isinstance(e, Said) and "purges expired rows" in e.text for e in log)


def test_what_was_said_before_it_was_asked_counts_as_unprompted() -> None:
    log = at_the_drawing("strong-cache-aside")
    words = (
        "When the cache is cold one request for each key fills it while the others wait, "
        "so that the store is not flooded."
    )
    log = said(SHORTENER, SETTING, log, 34 * 60, words)
    log = look_again(SHORTENER, log, 34 * 60 + 5, Standing(SHORTENER, SETTING, log, 0).checks["cold-cache-survived"])  # fmt: skip

    raised = [e for e in events_of(log) if e.kind == "raised" and "cold-cache-survived" in e.checks]

    assert raised
    assert not any(
        "cold-cache-survived" in e.checks for e in events_of(log) if e.kind == "follow_up"
    )


def test_half_typed_section_waits_until_it_can_be_read() -> None:
    log = drew(SHORTENER, SETTING, (), 10, {"functional": "A user makes a short link.", "api": 3})

    assert answer_of(log).functional == "A user makes a short link."
    assert answer_of(log).api == ()


def test_same_workspace_twice_is_noted_once() -> None:
    log = drew(SHORTENER, SETTING, (), 10, {"functional": "x"})

    assert drew(SHORTENER, SETTING, log, 20, {"functional": "x"}) == log


def test_drawing_without_change_of_verdicts_repeats_none() -> None:
    log = drew(SHORTENER, SETTING, (), 10, {"functional": "x"})
    log = drew(SHORTENER, SETTING, log, 20, {"functional": "x", "interface": "one page"})

    assert sum(isinstance(each, Graded) for each in log) == 1


# --- the clock -------------------------------------------------------------------------------------------


def test_time_is_warned_of_once_and_the_end_ends_it() -> None:
    log = after((30, "How many links a month?"))

    log = next_move(SHORTENER, SETTING, log, 41 * 60)
    assert last_move(log).rule == "warn on time"
    log = next_move(SHORTENER, SETTING, log, 45 * 60 - 1)
    assert not is_over(SETTING, log, 45 * 60 - 1)
    log = next_move(SHORTENER, SETTING, log, 45 * 60)

    assert last_move(log).rule == "end"
    assert is_over(SETTING, log, 44 * 60)
    assert sum(e.rule == "warn on time" for e in log if isinstance(e, Move)) == 1


def test_extra_time_moves_every_mark() -> None:
    longer = SETTING.model_copy(update={"extra": 0.25})

    assert longer.seconds == pytest.approx(45 * 60 * 1.25)
    assert longer.stages[-1].end == pytest.approx(longer.seconds)
    assert longer.stages[1].start == pytest.approx(SETTING.stages[1].start * 1.25)


@pytest.mark.parametrize(
    "form", [each for each in FORMATS if each.kind != "quick fire"], ids=lambda f: f.name
)
def test_every_format_opens_goes_on_and_ends(form: Format) -> None:
    setting = Setting(exercise="url-shortener", format=form.name, level="junior")
    log: Log = ()
    for at in range(0, int(setting.seconds) + 1, 20):
        log = next_move(SHORTENER, setting, log, float(at))

    rules = [each.rule for each in log if isinstance(each, Move)]
    stages = {each.phase for each in log if isinstance(each, Move)}

    assert rules[0] == "open"
    assert rules[-1] == "end"
    assert stages == {stage.name for stage in setting.stages}


def test_unknown_format_is_named() -> None:
    with pytest.raises(UnknownFormat, match="Did you mean 'full-45'"):
        format_named("ful-45")


def test_person_who_interviews_is_offered_the_same_questions_best_first() -> None:
    log = after((25 * 60, SHORT), answer="average-textbook")

    offered = options(SHORTENER, SETTING, log, 27.5 * 60)

    chosen = next_move(SHORTENER, SETTING, log, 27.5 * 60)
    assert offered[0] == last_move(chosen)
    assert len({each.text for each in offered}) > 3

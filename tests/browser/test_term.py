"""A term in a real browser: a course, its roster, an assignment, three learners, marks, an appeal, a new rubric."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.axe import violations
from tests.browser.conftest import OpenContext
from tests.browser.workspace import draw, hand_in, open_workspace, saved
from tests.serving import app_served

PASSWORD = "a rather long sentence"
ROSTER = "name,email,section\nAda Marin,ada@example.org,Tuesday\nBo Kaya,bo@example.org,Tuesday\nCy Eze,cy@example.org,Thursday\n"
ANSWERS = {
    "Ada Marin": "- A user shortens a long URL into a short link.\n- A visitor opens a short link and is redirected to the long URL.",
    "Bo Kaya": "- A visitor opens a short link and is redirected to the long URL.",
    "Cy Eze": "- Users like it.",
}
DRAWING = "client me\nload_balancer edge x2\nservice app x3\nsql_database store\nme -> edge\nedge -> app\napp -> store read\napp -> store write"


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("term")


@pytest.fixture(scope="module")
def served(data: Path) -> Iterator[str]:
    with app_served(data, DRAWN_WORKERS="1") as address:
        yield address


def sign_up(page: Page, name: str, email: str) -> None:
    page.get_by_label("Your name").fill(name)
    page.get_by_label("Email address").fill(email)
    page.get_by_label("Password").fill(PASSWORD)
    page.locator("main button.first").click()


def test_a_term_from_the_roster_to_marks_that_leave_and_come_back(
    open_context: OpenContext, data: Path, tmp_path: Path
) -> None:
    teacher = open_context(viewport={"width": 1360, "height": 900}).new_page()
    course = _make_a_course(teacher, data, tmp_path)
    learners = _three_learners_hand_in(open_context, teacher, course)
    marks = _mark_with_the_keyboard(teacher, course)
    _release_and_appeal(teacher, learners["Ada Marin"], course, marks)
    _edit_the_rubric_and_regrade(teacher, course)
    _out_and_in_again(teacher, course, tmp_path)


def _make_a_course(page: Page, data: Path, tmp_path: Path) -> str:
    """The first instructor makes a course, takes a roster in, and sets an exercise; its address."""
    link = re.search(r"/first-instructor/\S+", (data / "server.log").read_text())
    assert link
    page.goto(link[0])
    sign_up(page, "Vera Lindqvist", "vera@example.org")
    page.get_by_role("link", name="Courses").click()
    page.get_by_label("Title").fill("System design")
    page.get_by_label("Term").fill("Autumn")
    page.get_by_role("button", name="Make it").click()
    expect(page.get_by_text("Nothing is set yet")).to_be_visible()
    course = page.url
    page.get_by_role("link", name="People").click()
    roster = tmp_path / "roster.csv"
    roster.write_text(ROSTER)
    page.get_by_label("The file", exact=True).set_input_files(roster)
    page.get_by_role("button", name="Take it in").click()
    expect(page.get_by_role("status")).to_contain_text("3 added")
    page.goto(f"{course}/assignments/new")
    page.get_by_label("Title").fill("First design")
    page.get_by_label("Exercise").select_option("url-shortener")
    page.get_by_role("button", name="Set it").click()
    expect(page.get_by_text("0 of 3 have handed in")).to_be_visible()
    return course


def _three_learners_hand_in(
    open_context: OpenContext, teacher: Page, course: str
) -> dict[str, Page]:
    """Each comes in by their own link, answers, and sees no mark."""
    teacher.goto(f"{course}/people")
    found = {}
    for name, words in ANSWERS.items():
        row = teacher.locator("tr", has_text=name)
        link = row.get_by_role("link", name="their own link").get_attribute("href")
        page = open_context(viewport={"width": 1360, "height": 900}).new_page()
        page.goto(str(link))
        page.get_by_role("link", name="Sign up").click()
        sign_up(page, name, f"{name.split()[0].casefold()}@example.org")
        page.get_by_role("button", name="Come in").click()
        page.get_by_role("link", name="First design").click()
        page.get_by_role("link", name="Open the workspace").click()
        open_workspace(page)
        expect(page.get_by_text("what you hand in here counts")).to_be_visible()
        page.locator('[data-prose="functional"]').fill(words)
        if name != "Cy Eze":
            draw(page, DRAWING)
        saved(page)
        hand_in(page)
        expect(page.get_by_text("marks when they are released")).to_be_visible()
        found[name] = page
    return found


def _mark_with_the_keyboard(page: Page, course: str) -> dict[str, str]:
    """All three, without the mouse: other points for one check of Ada's, and done, done, done."""
    page.goto(f"{course}/assignments/1/queue")
    assert violations(page) == []
    ada = page.get_by_role("link", name="Ada Marin")
    address = str(ada.get_attribute("href"))
    page.goto(address)
    assert violations(page) == []
    page.keyboard.press("j")
    page.keyboard.press("o")
    chosen = page.locator(".check.chosen")
    check = str(chosen.get_attribute("data-check"))
    points = chosen.get_by_label("Points", exact=True)
    expect(points).to_be_focused()
    before = points.input_value()
    after = "0" if before != "0" else str(points.get_attribute("max"))
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type(after)
    page.keyboard.press("Tab")
    page.keyboard.type("Read again by a person.")
    page.keyboard.press("Enter")
    expect(page.locator(f"#check-{check} .overruled")).to_contain_text("Read again by a person.")
    for _ in ANSWERS:
        here = page.url
        page.wait_for_load_state()  # its keys are heard once its script has run
        page.locator("body").press("d")
        expect(page).not_to_have_url(here, timeout=30_000)
    expect(page.locator(".progress-line")).to_contain_text("3 of 3 marked")
    return {"address": address, "check": check}


def _release_and_appeal(page: Page, ada: Page, course: str, marks: dict[str, str]) -> None:
    """Ada reads her marks, appeals one, and is answered."""
    page.get_by_role("button", name="Release everything").click()
    expect(page.get_by_text("Everything is released.")).to_be_visible()
    ada.goto(marks["address"])
    check = ada.locator(f"#check-{marks['check']}")
    expect(check).to_contain_text("Read again by a person.")
    expect(check).to_contain_text("A person gave these points.")
    assert violations(ada) == []
    check.get_by_text("Appeal this check").click()
    check.get_by_label("What was read wrongly?").fill("It says so in my first line.")
    check.get_by_role("button", name="Send it to a person").click()

    page.goto(f"{course}/assignments/1/queue")
    expect(page.locator("tbody tr").first).to_contain_text("appeal")
    page.get_by_role("link", name="Ada Marin").click()
    there = page.locator(f"#check-{marks['check']}")
    there.get_by_label("Your answer").fill("I read it once more, and it stands.")
    there.get_by_role("button", name="It stands").click()
    ada.reload()
    expect(check).to_contain_text("I read it once more, and it stands.")


def _edit_the_rubric_and_regrade(page: Page, course: str) -> None:
    """An edit is shown before it is kept, and applied by a regrade; a person's points stay."""
    page.goto(f"{course}/assignments/1/rubric")
    assert violations(page) == []
    editor = page.get_by_label("The rubric, as YAML")
    text = editor.input_value()
    head, found, tail = text.partition("- id: working-paths")
    assert found
    editor.fill(head + found + re.sub(r"points: \d+", "points: 9", tail, count=1))
    page.get_by_role("button", name="What would change").click()
    expect(page.get_by_role("heading", name="What would change for this class")).to_be_visible(
        timeout=60_000
    )
    expect(page.locator(".preview")).to_contain_text("working-paths")
    page.get_by_label("What is this edit for?").fill("Asking comes first.")
    page.get_by_role("button", name="Keep as a version").click()
    expect(page.get_by_text("3 submissions were graded by another rubric")).to_be_visible()
    page.get_by_role("button", name="Regrade them").click()
    expect(page.locator("[data-state]")).to_have_text("Done", timeout=60_000)
    page.get_by_role("link", name="To the queue").click()
    page.get_by_role("link", name="Done 3").click()
    page.get_by_role("link", name="Ada Marin").click()
    expect(page.locator(".overruled").first).to_contain_text("Read again by a person.")


def _out_and_in_again(page: Page, course: str, tmp_path: Path) -> None:
    """The marks as CSV, and the same file in again: nothing changes."""
    page.goto(f"{course}/assignments/1/marks")
    with page.expect_download() as download:
        page.get_by_role("link", name="Marks as CSV").click()
    file = tmp_path / "marks.csv"
    download.value.save_as(file)
    assert "Read again by a person." in file.read_text()
    page.get_by_label("The file", exact=True).set_input_files(file)
    page.get_by_role("button", name="Take it in").click()
    expect(page.get_by_role("status")).to_contain_text("nothing was changed")
    page.goto(f"{course}/gradebook")
    expect(page.locator("tbody tr")).to_have_count(3)
    assert violations(page) == []

"""Questions of every kind answered in a browser: feedback, memory, and readable without a script."""

import json
import subprocess
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.axe import violations
from tests.book.test_pages import THEMES
from tests.chromium import node

ASKED = {"unit": "request/s", "value": 347.0, "within": 0.1, "slips": [500.0]}


@pytest.mark.parametrize(
    ("answer", "found"),
    [
        ("350 requests/s", {"right": True, "slip": -1, "said": ""}),
        ("30M requests per day", {"right": True, "slip": -1, "said": ""}),
        ("500 requests/s", {"right": False, "slip": 0, "said": ""}),
        (
            "30M requests/s",
            {
                "right": False,
                "slip": -1,
                "said": "That is 86,455 times too large: near 86,400, the seconds of a day.",
            },
        ),
        ("347", {"right": False, "slip": -1, "said": "347 of what? Write the unit as well."}),
    ],
)
def test_a_number_is_judged_in_the_page(answer: str, found: dict[str, object], built: Path) -> None:
    script = f"""import {{ judgeNumber }} from {json.dumps((built / "_static/judge.mjs").as_uri())};
console.log(JSON.stringify(judgeNumber({json.dumps(ASKED)}, {json.dumps(answer)})));"""
    out = subprocess.check_output([node(), "--input-type=module", "-e", script], text=True)

    assert json.loads(out) == found


@pytest.fixture
def page(browser: Browser, pages: str) -> Page:
    context = browser.new_context(base_url=pages, viewport={"width": 390, "height": 844})
    yield context.new_page()
    context.close()


def test_questions_of_every_kind_can_be_answered(page: Page) -> None:
    page.goto("/anatomy.html")
    expect(page.locator(".dts-progress")).to_contain_text("questions to check yourself")

    several = page.locator('[data-dts-quiz="several"]').first
    several.locator('li[data-right="yes"] input').first.check()
    several.get_by_role("button", name="Check").click()
    expect(several.get_by_role("status")).to_have_text("3 of 5 are right.")
    for box in several.locator('li[data-right="yes"] input').all():
        box.check()
    several.get_by_role("button", name="Check").click()
    expect(several.get_by_role("status")).to_have_text("Right.")
    expect(several.locator(".dts-kind")).to_contain_text("right at try 2")
    expect(several.locator(".dts-items .dts-feedback")).to_have_count(5)

    order = page.locator('[data-dts-quiz="order"]').first
    order.get_by_role("button", name="Check").click()
    expect(order.get_by_role("status")).to_contain_text("stand where they belong")
    for place in range(6):
        item = order.locator(f'li[data-item="{place}"]')
        while item.evaluate("each => [...each.parentNode.children].indexOf(each)") > place:
            item.get_by_role("button", name="Up").press("Enter")
    order.get_by_role("button", name="Check").click()
    expect(order.get_by_role("status")).to_have_text("Right.")

    match = page.locator('[data-dts-quiz="match"]').first
    for item in match.locator("li[data-half]").all():
        item.locator("select").select_option(item.get_attribute("data-half"))
    match.get_by_role("button", name="Check").click()
    expect(match.locator(".dts-kind")).to_contain_text("right at once")

    expect(page.locator(".dts-progress")).to_contain_text("3 of")
    assert violations(page, leave_out=THEMES) == []
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0

    page.goto("/estimating-load.html")
    number = page.locator('[data-dts-quiz="number"]').first
    field = number.get_by_label("Your number, with its unit")
    for answer, verdict, feedback in (
        ("20 GB/s", "Not quite.", "Mb are megabits"),
        ("2.5", "2.5 of what?", ""),
        ("2.5 GB/s", "Right.", "eight bits are a byte"),
    ):
        field.fill(answer)
        field.press("Enter")
        expect(number.get_by_role("status")).to_contain_text(verdict)
        expect(number.locator(":scope > .dts-feedback")).to_have_count(1 if feedback else 0)
        if feedback:
            expect(number.locator(":scope > .dts-feedback")).to_contain_text(feedback)

    page.goto("/anatomy.html")
    expect(page.locator(".dts-progress")).to_contain_text("3 of")
    page.get_by_role("button", name="Forget my answers").click()
    expect(page.locator(".dts-progress")).to_contain_text("questions to check yourself")


def test_a_question_is_readable_without_a_script(browser: Browser, pages: str) -> None:
    context = browser.new_context(base_url=pages, java_script_enabled=False)
    page = context.new_page()
    page.goto("/anatomy.html")
    several = page.locator('[data-dts-quiz="several"]').first
    expect(several.locator(".dts-items li")).to_have_count(5)
    several.locator("summary").click()
    expect(several.locator(".dts-folded li").first).to_contain_text("Belongs.")
    context.close()

"""Everything around a grade, walked once: a hint, the feedback, a comparison, an appeal, a link, progress, a review."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.axe import violations
from tests.browser.answering import hand_in_stored
from tests.browser.conftest import OpenContext
from tests.browser.workspace import ADDRESS, open_workspace

SIDEWAYS = "document.documentElement.scrollWidth - innerWidth"


def fine(page: Page) -> None:
    assert violations(page) == [], page.url
    assert page.evaluate(SIDEWAYS) <= 0, page.url


@pytest.mark.parametrize(
    ("scheme", "width"), [("light", 1360), ("dark", 390)], ids=["light-desktop", "dark-phone"]
)
def test_from_a_hint_to_a_review(open_context: OpenContext, scheme: str, width: int) -> None:
    context = open_context(color_scheme=scheme, viewport={"width": width, "height": 860})
    page = context.new_page()

    # buys a hint beside the answer, and is told its cost before
    open_workspace(page)
    page.locator(".hints-beside > summary").click()
    drawing = page.locator("#hints-drawing")
    expect(drawing.get_by_role("button")).to_contain_text(re.compile(r"costs up to [\d.]+ of"))
    drawing.get_by_role("button").click()
    expect(drawing.locator("li")).to_have_count(1)
    drawing.get_by_role("button", name="Say more about this").click()
    expect(drawing.locator("li")).to_have_count(2)
    page.goto(f"{ADDRESS}/hints")
    fine(page)

    # hands in, and the record of the hint is beside the grade
    hand_in_stored(page, "synchronous-clicks")
    expect(page.locator("#at-events")).to_contain_text("A hint was opened")

    # appeals a check in their own words
    check = page.locator("#check-clicks-not-waited-for")
    check.get_by_text("Appeal this check").click()
    check.get_by_role("textbox").fill("The arrow's label says that nobody waits.")
    check.get_by_role("button", name="Send to a person").click()
    expect(check.locator(".appealed")).to_contain_text("nobody waits")

    # shares a link, which somebody else reads and cannot change, until it is taken back
    page.locator("#share > summary").click()
    page.get_by_role("button", name="Make a link").click()
    link = page.locator("#share input[readonly]").input_value()
    fine(page)
    reader = open_context(color_scheme=scheme).new_page()
    reader.goto(link)
    expect(reader.get_by_text("Somebody shares this attempt with you")).to_be_visible()
    assert reader.locator("form").count() == 0
    fine(reader)
    page.get_by_role("button", name="Take it back").click()
    expect(page.locator("#share input[readonly]")).to_have_count(0)
    answer = reader.goto(link)
    assert answer is not None
    assert answer.status == 404

    # compares with a model answer
    page.get_by_role("link", name="Compare", exact=True).click()
    page.get_by_role("link", name=re.compile("^Wide column")).click()
    expect(page.locator(".differences li").first).to_be_visible()
    page.locator("details.words > summary").first.click()
    fine(page)

    # sees what to do next and why, and reviews a card
    page.goto("/progress")
    page.locator(".known > summary").first.click()
    fine(page)
    page.get_by_role("link", name=re.compile("^Review: ")).click()
    left = page.locator(".page-head p").inner_text()
    page.get_by_text("Show the back").click()
    fine(page)
    page.get_by_role("button", name=re.compile("^Known")).click()
    expect(page.locator("main")).not_to_contain_text(left)


def test_feedback_is_read_and_appealed_with_the_keyboard_alone(page: Page) -> None:
    hand_in_stored(page, "synchronous-clicks")
    what = page.locator("#check-clicks-not-waited-for .what")
    what.focus()
    expect(page.locator('.picture [data-call="app->clicks"].lit').first).to_be_visible()
    summary = page.locator("#check-clicks-not-waited-for .appeal > summary")
    for _ in range(12):
        page.keyboard.press("Tab")
        if summary.evaluate("each => each === document.activeElement"):
            break
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.type("Please look again.")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#check-clicks-not-waited-for .appealed")).to_contain_text("look again")


def test_printing_leaves_out_what_only_a_screen_needs(page: Page) -> None:
    hand_in_stored(page, "synchronous-clicks")
    page.locator("#check-clicks-not-waited-for .what").click()

    page.emulate_media(media="print")

    for hidden in (".filter", "#share", ".parts", ".check .chip"):
        expect(page.locator(hidden).first).to_be_hidden()
    for seen in (".score", ".check .points", ".picture svg", "#at-functional .typed"):
        expect(page.locator(seen).first).to_be_visible()
    dimmed = page.locator('.picture [data-component="visitor"]')
    assert dimmed.evaluate("each => getComputedStyle(each).opacity") == "1"
    assert page.pdf(format="A4").startswith(b"%PDF")

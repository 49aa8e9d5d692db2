"""A whole short interview in a browser: the network drops, comes back, and nothing is lost or doubled."""

import re

from playwright.sync_api import Page, expect

from tests.axe import violations
from tests.browser.conftest import OpenContext
from tests.browser.workspace import draw, saved, stored


def say(page: Page, text: str) -> None:
    page.locator("#words").fill(text)
    page.locator("#words").press("Enter")


def begin(page: Page, form: str) -> None:
    page.goto("/interviews")
    page.get_by_role("radio", name="URL shortener").check()
    page.get_by_role("radio", name=re.compile(form)).check()
    page.get_by_role("button", name="Begin").click()
    page.locator("#talk[data-ready]").wait_for(state="attached")
    page.locator("#workspace[data-ready]").wait_for(state="attached")


def test_an_interview_is_sat_through_a_lost_connection_to_its_debrief(page: Page) -> None:
    begin(page, "Warm-up")
    log = page.locator("#talk-log")
    expect(log).to_contain_text("design a service that makes short links")

    # asks, and is told
    say(page, "How many links are made in a month?")
    expect(log).to_contain_text("100M links/month")

    # the network drops: what is said and drawn meanwhile stays
    page.context.set_offline(True)
    say(page, "How do reads compare with writes?")
    answer = stored("average-textbook")
    page.locator('[data-prose="functional"]').fill(answer["functional"])
    expect(page.locator("#talk-state")).to_contain_text("Not connected")
    expect(log.locator(".waiting")).to_have_count(1)

    # it comes back: said once, answered, saved
    page.context.set_offline(False)
    expect(log).to_contain_text("about 100 times for each time one is made")
    expect(log.locator(".turn.you", has_text="reads compare")).to_have_count(1)
    expect(log.locator(".waiting")).to_have_count(0)
    draw(page, answer["architecture"])
    saved(page)

    # a reload finds everything, and the clock runs on
    page.reload()
    page.locator("#talk[data-ready]").wait_for(state="attached")
    page.locator("#workspace[data-ready]").wait_for(state="attached")
    expect(log.locator(".turn.you")).to_have_count(2)
    expect(page.locator('[data-prose="functional"]')).to_have_value(answer["functional"])
    expect(page.locator("#left")).to_have_text(re.compile(r"1[0-4]:\d\d"))
    assert violations(page) == []

    # ends, and reads what was noticed
    page.on("dialog", lambda dialog: dialog.accept())
    page.locator("summary", has_text="The interview").click()
    page.get_by_role("button", name="End now and see the debrief").click()
    expect(page.get_by_role("heading", name="Moments that decided")).to_be_visible()
    expect(page.locator("#player-picture svg")).to_be_visible()
    page.locator("#moment").focus()
    page.keyboard.press("Home")
    expect(page.locator("#player-picture svg")).to_have_count(0)
    expect(page.locator("#lines li.later").first).to_be_attached()
    assert violations(page) == []


def test_a_person_interviews_from_a_second_browser(page: Page, open_context: OpenContext) -> None:
    begin(page, "Warm-up")
    page.locator("summary", has_text="The interview").click()
    page.get_by_role("button", name="Let a person interview").click()
    expect(page.locator("#link")).to_have_value(re.compile("/interviewing/"))
    person = open_context(viewport={"width": 1280, "height": 900}).new_page()
    person.goto(page.locator("#link").input_value())
    person.locator("#lead[data-ready]").wait_for(state="attached")

    person.get_by_role("button", name="Take over from the rules").click()
    expect(person.locator("#take-over")).to_have_attribute("aria-pressed", "true")
    person.locator("#words").fill("What would you build first?")
    person.get_by_role("button", name="Ask", exact=True).click()
    expect(page.locator("#talk-log")).to_contain_text("What would you build first?")
    say(page, "The redirect, because everybody waits for it.")
    expect(person.locator("#talk-log")).to_contain_text("because everybody waits")
    person.get_by_role("button", name="Met: No single loss stops redirects").click()
    expect(
        person.get_by_role("button", name="Met: No single loss stops redirects")
    ).to_have_attribute("aria-pressed", "true")
    assert violations(person) == []

"""The feedback page in a browser: filters, evidence, and the drawing that answers for itself."""

import re

from playwright.sync_api import Page, expect

from tests.axe import violations
from tests.browser.answering import hand_in_stored
from tests.browser.conftest import OpenContext


def test_checks_are_filtered_by_verdict_and_phase_and_the_address_keeps_it(page: Page) -> None:
    hand_in_stored(page, "average-textbook")
    shown = page.locator(".check:not([hidden])")
    every = shown.count()

    page.get_by_role("button", name="Missed").click()
    page.get_by_label("Phase").select_option(label="API")

    assert 0 < shown.count() < every
    for check in shown.all():
        expect(check).to_have_attribute("data-verdict", "missed")
    expect(page.locator(".phase:not([hidden])")).to_have_count(1)
    page.reload()
    expect(page.get_by_role("button", name="Missed")).to_have_attribute("aria-pressed", "true")
    expect(page.locator(".phase:not([hidden])")).to_have_count(1)


def test_a_part_of_the_drawing_says_which_checks_it_took_part_in(page: Page) -> None:
    hand_in_stored(page, "synchronous-clicks")

    page.locator('.picture [data-component="clicks"]').click()

    parts = page.locator("#parts")
    expect(parts.locator("[data-parts-said]")).to_have_text(re.compile(r"checks?\.$"))
    expect(parts.locator("[data-part]:not([hidden])")).to_have_count(1)
    page.get_by_role("button", name="Missed").click()
    page.get_by_label("Phase").select_option(label="API")
    parts.locator('[data-part="clicks"] [data-chooses="clicks-not-waited-for"]').click()
    check = page.locator("#check-clicks-not-waited-for")
    expect(check).to_be_visible()  # it was filtered out
    expect(check).to_have_class(re.compile("chosen"))
    expect(page.locator('.picture [data-call="app->clicks"].lit').first).to_be_visible()
    parts.get_by_role("button", name="Show every part").click()
    assert parts.locator("[data-part]:not([hidden])").count() > 3


def test_a_contradiction_lights_both_ends(page: Page) -> None:
    hand_in_stored(page, "sums-right-drawing-wrong")
    check = page.locator("#check-kept-redirect-and-counts")

    check.locator(".what").click()

    expect(check.locator(".end")).to_have_count(2)
    assert page.locator("#at-functional mark.lit").count() >= 1
    assert page.locator("#at-api tr.lit").count() >= 1


def test_feedback_is_accessible_and_fits_a_phone(open_context: OpenContext) -> None:
    page = open_context(color_scheme="dark", viewport={"width": 390, "height": 800}).new_page()
    hand_in_stored(page, "sums-right-drawing-wrong")
    page.locator('.picture [data-component="app"]').click()
    page.locator("#check-kept-redirect-and-counts .what").click()

    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0


def test_a_change_that_earns_more_is_found_seen_and_taken(page: Page) -> None:
    hand_in_stored(page, "synchronous-clicks")
    expect(page.locator("#earn")).to_have_attribute("data-state", "done")
    expect(page.locator("#check-clicks-not-waited-for .proved")).to_be_visible()

    page.locator("#earn").get_by_role("link", name="Before and after").click()
    expect(page.locator("#after-head")).to_be_visible()
    assert violations(page) == []
    page.get_by_role("button", name="Go on with this change").click()

    page.wait_for_url("**/url-shortener#architecture")
    expect(page.locator('[data-component="log_clicks"]').first).to_be_visible()

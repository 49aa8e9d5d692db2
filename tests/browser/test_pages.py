"""Every page, light and dark, wide and narrow: accessible, whole, and without sideways scrolling."""

import pytest
from playwright.sync_api import expect

from tests.axe import violations
from tests.browser.conftest import OpenContext
from tests.browser.workspace import hand_in, open_workspace, saved

PAGES = [
    "/",
    "/practise",
    "/practise/url-shortener",
    "/practise/url-shortener/versions",
    "/sign-up",
    "/sign-in",
    "/formulas",
    "/look",
    "/progress",
    "/review",
    "/no-such-page",
]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_pages_are_accessible(open_context: OpenContext, scheme: str) -> None:
    page = open_context(color_scheme=scheme, viewport={"width": 1360, "height": 900}).new_page()
    for address in PAGES:
        page.goto(address)
        assert violations(page) == [], f"{address} in {scheme}"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_drawn_workspace_and_its_feedback_are_accessible(
    open_context: OpenContext, scheme: str
) -> None:
    page = open_context(color_scheme=scheme, viewport={"width": 1360, "height": 900}).new_page()
    open_workspace(page)
    page.get_by_role("button", name="Start from a small drawing").click()
    page.get_by_role("button", name="Add an endpoint").click()
    page.locator('[data-asked="storage"] [data-key="value"]').fill("3 elephants")
    page.locator('[data-prose="functional"]').fill(
        "A visitor opens a short link and is redirected to the long URL."
    )
    expect(page.locator('.arch-picture [data-component="store"]')).to_be_visible()
    assert violations(page) == [], f"workspace in {scheme}"
    page.locator('[data-asked="storage"] [data-key="value"]').fill("3 TB")
    saved(page)
    hand_in(page)
    page.locator(".check.missed").first.click()
    assert violations(page) == [], f"feedback in {scheme}"


def test_nothing_scrolls_sideways_on_a_phone(open_context: OpenContext) -> None:
    page = open_context(viewport={"width": 390, "height": 800}).new_page()
    open_workspace(page)
    page.get_by_role("button", name="Start from a small drawing").click()
    page.get_by_role("button", name="Add an endpoint").click()
    expect(page.locator('.arch-picture [data-component="store"]')).to_be_visible()
    over = "document.documentElement.scrollWidth - innerWidth"
    assert page.evaluate(over) <= 0
    saved(page)
    hand_in(page)
    assert page.evaluate(over) <= 0
    for address in PAGES:
        page.goto(address)
        assert page.evaluate(over) <= 0, address


def test_the_theme_is_kept(open_context: OpenContext) -> None:
    page = open_context(color_scheme="light").new_page()
    page.goto("/practise")
    page.get_by_role("button", name="Switch between light and dark").click()
    page.goto("/")
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")


def test_an_exercise_can_be_handed_in_with_the_keyboard_alone(open_context: OpenContext) -> None:
    page = open_context().new_page()
    open_workspace(page)
    page.locator('[data-prose="functional"]').focus()
    page.keyboard.type("A visitor opens a short link and is redirected to the long URL.")
    page.get_by_role("tab", name="Table").focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Tab")
    while page.evaluate("document.activeElement.tagName") != "TEXTAREA":
        page.keyboard.press("Tab")
    page.keyboard.type("client me\nservice app\nme -> app")
    expect(page.locator('.arch-picture [data-component="app"]')).to_be_visible()
    saved(page)
    page.get_by_role("button", name="Hand in", exact=True).focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/attempts/*")
    expect(page.locator(".score b")).not_to_be_empty()

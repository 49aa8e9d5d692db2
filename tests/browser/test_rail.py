"""The side rail: where one is in the process, what is filled, and the way to any step."""

from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenContext
from tests.browser.workspace import draw, open_workspace


def test_the_rail_goes_to_every_step_and_says_what_it_holds(page: Page) -> None:
    open_workspace(page)
    rail = page.get_by_role("navigation", name="Steps of your answer")
    current = rail.locator('[aria-current="step"]')
    expect(current).to_contain_text("Requirements")

    # with the keyboard, out of a field, and back to where one was
    page.locator('[data-prose="functional"]').fill("- shorten\n- follow")
    expect(rail.locator('[data-step="requirements"]')).to_contain_text("1 of 2")
    for title in ("Estimates", "API", "Data model"):
        page.keyboard.press("Alt+PageDown")
        expect(current).to_contain_text(title)
        expect(page.locator("h2:focus")).to_have_text(title)
    page.keyboard.press("Tab")  # the choice between SQL and entities
    page.keyboard.press("Tab")
    page.keyboard.type("CREATE TABLE links (code text PRIMARY KEY long_url text);")
    expect(rail.locator('[data-step="data"][data-state="wrong"]')).to_contain_text(
        "1 place to mend"
    )
    page.keyboard.press("Alt+PageUp")
    expect(current).to_contain_text("API")

    # by a click, and at the end everything is listed once more
    rail.get_by_role("link", name="Check and hand in").click()
    expect(current).to_contain_text("Check and hand in")
    expect(page.locator('#check-list [data-state="wrong"]')).to_contain_text("Data model")
    expect(page.locator('#check-list [data-state="filled"]')).to_contain_text("2 lines")
    page.locator("#check-list").get_by_role("link", name="Architecture").click()
    expect(current).to_contain_text("High-level design")
    draw(page, "client me\nservice app\nme -> app")
    expect(rail.locator('[data-step="drawing-step"]')).to_contain_text("2 boxes, 1 call")


def test_on_a_phone_the_steps_stay_at_the_top(open_context: OpenContext) -> None:
    page = open_context(viewport={"width": 390, "height": 800}, has_touch=True).new_page()
    open_workspace(page)
    rail = page.get_by_role("navigation", name="Steps of your answer")

    rail.get_by_role("link", name="Trade-offs").tap()

    expect(rail).to_contain_text("Step 6 of 8: Trade-offs")
    expect(rail).to_be_in_viewport()
    expect(page.get_by_role("heading", name="Deep dives and trade-offs")).to_be_in_viewport()
    over = page.locator("#deep_dives").bounding_box()
    bar = rail.bounding_box()
    assert over is not None
    assert bar is not None
    assert over["y"] >= bar["y"] + bar["height"]  # nothing of the step is under the rail

"""A drawing is simulated in the page: in a worker, with a schedule, a chart that is scrubbed, and words for all of it."""

from playwright.sync_api import expect

from tests.axe import violations
from tests.book.test_live_drawing import shop_of
from tests.book.test_pages import THEMES


def test_a_run_is_scheduled_run_scrubbed_and_told(opened) -> None:
    page = opened(viewport={"width": 1280, "height": 900}, reduced_motion="reduce")
    shop = shop_of(page)
    store = shop.locator('[data-component="store"] .badge')
    usual = store.text_content()
    shop.get_by_role("button", name="Simulate it").click()
    play = shop.locator(".play")
    expect(play.locator(".play-faults li")).to_contain_text(
        "Cache cold at 10 s"
    )  # the chapter put it there
    play.get_by_label("seconds").fill("8")
    expect(play.locator(".play-faults li")).to_have_count(0)  # it would come after the end
    play.get_by_label("What goes wrong").select_option("Lose all of a part")
    play.get_by_label("Where", exact=True).select_option("Database")
    play.get_by_label("at s").fill("2")
    play.get_by_label("for s").fill("2")
    play.get_by_role("button", name="Add").click()
    expect(play.locator(".play-band-name")).to_have_text("all of Database lost")

    play.get_by_role("button", name="Run", exact=True).click()
    expect(play.get_by_role("status")).to_contain_text("The run is over", timeout=60_000)
    expect(play.locator(".play-told")).to_contain_text("With all of Database lost at 2 s for 2 s")
    expect(play.locator(".play-line")).to_have_count(6)

    slider = play.get_by_label("Moment of the run")
    slider.fill("7")  # less motion is wanted: it does not move by itself
    expect(store).to_contain_text("lost")
    slider.press("Home")
    expect(store).not_to_contain_text("lost")
    assert "99 of 100 within" in slider.get_attribute("aria-valuetext")
    play.get_by_role("button", name="Play", exact=True).click()
    expect(slider).not_to_have_value("0")
    play.get_by_role("button", name="Pause").click()
    play.get_by_text("The run as a table").click()
    assert violations(page, leave_out=THEMES) == []

    shop.get_by_label("Load", exact=True).press("ArrowRight")
    expect(play.get_by_role("status")).to_contain_text("Something has changed")
    shop.get_by_label("Load", exact=True).fill("0")
    expect(store).to_have_text(usual or "")


def test_a_run_can_be_stopped_and_one_that_is_too_long_is_refused(opened) -> None:
    page = opened(viewport={"width": 320, "height": 900}, color_scheme="dark")
    shop = shop_of(page)
    shop.get_by_role("button", name="Simulate it").click()
    play = shop.locator(".play")
    play.get_by_label("seconds").fill("3000")
    play.get_by_role("button", name="Run", exact=True).click()
    expect(play.get_by_role("status")).to_contain_text(
        "36M requests; 4M can be run here. Take 333 seconds"
    )

    play.get_by_text("The load, and what is done").click()
    play.get_by_label("How the load goes").select_option("growing to ×4")
    play.get_by_label("Services grow").check()
    play.get_by_label("seconds").fill("80")
    play.get_by_role("button", name="Run", exact=True).click()
    play.get_by_role("button", name="Stop").click()
    expect(play.get_by_role("status")).to_have_text("Stopped.")
    expect(play.get_by_role("button", name="Run", exact=True)).to_be_focused()
    assert violations(page, leave_out=THEMES) == []
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0

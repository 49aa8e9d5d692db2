"""The drawing answers back while it grows: badges, promises, a load slider and faults."""

from playwright.sync_api import Page, expect

from tests.axe import violations
from tests.browser.canvas import see_canvas
from tests.browser.workspace import draw, stored

STRONG = stored("strong-cache-aside")["architecture"]


def test_a_drawing_says_under_its_load_what_it_keeps_and_what_stops_it(page: Page) -> None:
    see_canvas(page)
    panel = page.locator("section.live")
    expect(panel).to_be_hidden()

    draw(page, STRONG)
    expect(panel.locator(".live-operations")).to_contain_text("p99 kept")
    expect(panel.locator(".live-whole")).to_contain_text("the budget is")
    links = page.locator('[data-component="links"] .ac-badge title')
    usual = links.text_content()
    assert usual
    assert "busy" in usual

    slider = panel.get_by_label("Load", exact=True)
    slider.press("End")
    expect(panel.locator(".live-rate")).to_contain_text("×20.0 of the peak")
    expect(panel.locator(".live-operations")).to_contain_text("p99 broken")
    expect(page.locator('.ac-box[data-level="bad"]').first).to_be_visible()
    slider.fill("0")

    expect(links).to_have_text(usual)
    panel.get_by_role("button", name="Empty the caches").click()
    expect(panel.locator(".live-suffered")).to_contain_text("Caches emptied")
    expect(links).not_to_have_text(usual)
    panel.get_by_role("button", name="Lose zone a").click()
    panel.get_by_label("Component to lose an instance of").select_option("redirect")
    panel.get_by_role("button", name="Lose an instance").click()
    expect(panel.locator(".live-suffered li")).to_have_count(3)
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        assert violations(page) == []
    for _ in range(3):
        panel.get_by_role("button", name="Undo").first.click()
    expect(links).to_have_text(usual)


def test_numbers_come_once_the_network_is_back(page: Page) -> None:
    page.route("**/live-panel.mjs", lambda route: route.abort())
    see_canvas(page)
    draw(page, STRONG)
    expect(page.locator('[data-component="links"]')).to_be_visible()
    expect(page.locator("section.live")).to_have_count(0)

    page.unroute("**/live-panel.mjs")
    page.evaluate("dispatchEvent(new Event('online'))")

    expect(page.locator(".live-operations")).to_contain_text("p99 kept")

"""The drawing answers back while it grows: badges, promises, a load slider and faults."""

from playwright.sync_api import Page, Route, expect

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


def test_a_drawing_is_simulated_with_a_zone_lost_on_the_way(page: Page) -> None:
    page.emulate_media(reduced_motion="reduce")
    fetched: list[str] = []
    page.on("request", lambda request: fetched.append(request.url.rsplit("/", 1)[-1]))
    see_canvas(page)
    draw(page, STRONG)
    panel = page.locator("section.live")
    expect(panel.locator(".live-operations")).to_contain_text("p99 kept")
    assert "playback.mjs" not in fetched
    panel.get_by_role("button", name="Simulate it").click()

    play = panel.locator(".play")
    play.get_by_label("seconds").fill("4")
    play.get_by_label("at s").fill("1")
    play.get_by_label("for s").fill("2")
    play.get_by_role("button", name="Add").click()
    expect(play.locator(".play-faults")).to_contain_text("zone a lost at 1 s for 2 s")
    play.get_by_role("button", name="Run", exact=True).click()
    expect(play.locator(".play-told li")).to_have_count(6, timeout=60_000)  # three by two
    badge = page.locator('[data-component="redirect"] .ac-badge title')
    expect(badge).to_contain_text("of its servers at work")
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        assert violations(page) == []

    panel.get_by_role("button", name="Simulate it").click()
    expect(play).to_be_hidden()
    expect(badge).to_contain_text("busy with")


def test_where_amounts_are_kept_back_nothing_is_simulated(page: Page) -> None:
    def without_numbers(route: Route) -> None:
        answer = route.fetch()
        route.fulfill(
            response=answer,
            body=answer.text().replace('data-live="all"', 'data-live="numbers-off"'),
        )

    page.route("**/practise/url-shortener", without_numbers)
    see_canvas(page)
    draw(page, STRONG)

    panel = page.locator("section.live")
    expect(panel.locator(".live-operations")).to_contain_text("p99 kept")
    expect(panel.get_by_role("button", name="Simulate it")).to_be_hidden()
    expect(panel.locator(".live-operations")).not_to_contain_text(" ms")

"""A live drawing on a static page: its numbers move with the load and with what is lost, without a kernel."""

from playwright.sync_api import Locator, Page, expect

from tests.axe import violations
from tests.book.test_pages import THEMES

SHOP = '[id="live-shop"] [data-dts-widget]'


def shop_of(page: Page) -> Locator:
    """The live drawing of the shop, alive."""
    page.goto("/anatomy.html")
    shop = page.locator(SHOP)
    shop.scroll_into_view_if_needed()
    expect(shop).to_have_attribute("data-dts-live", "yes")
    return shop


def test_a_drawing_answers_to_its_load_and_to_what_is_lost(opened) -> None:
    page = opened(viewport={"width": 1280, "height": 900})
    shop = shop_of(page)
    store = shop.locator('[data-component="store"] .badge')
    expect(store).to_contain_text("30 % · single point")
    expect(shop.locator(".live-found")).to_contain_text("p99 kept")
    expect(shop.locator(".live-found")).to_contain_text("Alone it is stopped by: Database, zone a.")

    shop.get_by_role("button", name="Empty the caches").click()
    expect(store).to_contain_text("overloaded ×3.0")
    expect(shop.locator('[data-component="store"].bad')).to_have_count(1)
    expect(shop.locator(".live-found")).to_contain_text("the queue only grows")
    shop.get_by_role("button", name="Undo").click()

    shop.get_by_role("button", name="Lose zone a").click()
    expect(store).to_contain_text("lost")
    shop.get_by_role("button", name="Undo").click()

    slider = shop.get_by_label("Load", exact=True)
    slider.press("End")
    expect(shop.locator(".live-rate")).to_have_text(
        "×20.0 of the peak: product page 240k requests/s"
    )
    shop.get_by_text("Each part in numbers").click()
    expect(shop.locator(".live-parts")).to_contain_text("ever longer")


def test_a_live_drawing_is_accessible_and_fits(opened) -> None:
    for scheme, width in (("light", 1280), ("dark", 320)):
        page = opened(color_scheme=scheme, viewport={"width": width, "height": 900})
        shop = shop_of(page)
        shop.get_by_role("button", name="Empty the caches").click()
        shop.get_by_text("Each part in numbers").click()
        assert violations(page, leave_out=THEMES) == []
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0


def test_a_live_drawing_is_readable_without_javascript(opened) -> None:
    page = opened(java_script_enabled=False)
    page.goto("/anatomy.html")
    said = page.locator(SHOP).inner_text()
    for each in ("99.45 %", "p99 kept", "availability broken", "37.5 %", "turn JavaScript on"):
        assert each in said
    expect(page.locator(f"{SHOP} svg.architecture")).to_be_visible()

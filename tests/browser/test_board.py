"""The drawing board: a figure of the book is opened, changed, run, and kept in the address."""

from playwright.sync_api import Page, expect

from book.figures import figure
from capacity.browser.board import board_address
from tests.axe import violations

SHOP = figure("shop-under-load")


def _opened(page: Page, address: str) -> Page:
    page.goto(address)
    page.locator("body[data-ready]").wait_for()
    return page.locator("section.live")


def test_a_figure_is_changed_on_the_board_and_the_address_keeps_it(page: Page) -> None:
    assert SHOP.workload is not None
    live = _opened(page, board_address(SHOP.title, SHOP.architecture, SHOP.workload))
    expect(page.get_by_role("heading", level=1)).to_have_text(SHOP.title)
    expect(live.locator(".live-operations")).to_contain_text("15.5 ms")
    expect(page.locator('[data-component="store"] .ac-badge')).to_contain_text("30 %")

    rate = page.get_by_label("Requests a second: product page")
    expect(rate).to_have_value("12000")
    rate.fill("60000")
    expect(live.locator(".live-operations")).to_contain_text("p99 broken")
    page.get_by_role("button", name="Add an operation").click()
    page.get_by_label("Requests a second: operation 2").fill("5")
    expect(live.locator(".live-operations")).to_contain_text("operation 2")
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        assert violations(page) == []

    page.get_by_role("button", name="Copy the address").click()
    page.reload()
    expect(page.get_by_label("Requests a second: product page")).to_have_value("60000")
    expect(page.get_by_label("Requests a second: operation 2")).to_have_value("5")


def test_an_address_that_cannot_be_read_gives_an_empty_board(page: Page) -> None:
    _opened(page, "/drawings/#drawing=eyJ4")
    expect(page.get_by_role("status").first).to_contain_text("no drawing that can be read")
    expect(page.get_by_label("Requests a second: request")).to_have_value("100")

"""The estimate calculator under the app's own strict policy."""

from playwright.sync_api import expect

from tests.browser.conftest import OpenContext


def test_a_panel_lives_in_the_app(open_context: OpenContext) -> None:
    page = open_context(color_scheme="dark", viewport={"width": 1360, "height": 900}).new_page()
    page.goto("/formulas?topic=Queues")
    panel = page.locator("#wait_one_server [data-dts-widget]")
    panel.scroll_into_view_if_needed()
    expect(panel).to_have_attribute("data-dts-live", "yes")
    panel.get_by_role("button", name="Solve for").click()
    panel.get_by_label("Solve for", exact=True).select_option(label="requests per second")
    wait = panel.locator('.dts-field[data-input="result"]')
    wait.fill("10 ms")
    wait.press("Enter")
    expect(panel.locator('.dts-field[data-input="rate"]')).to_have_value("50 requests/s")
    sheet = panel.locator(".dts-panel").evaluate("each => getComputedStyle(each).backgroundColor")
    assert sheet == "rgb(23, 29, 40)"  # the dark one

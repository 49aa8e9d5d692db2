"""The editors of the sections: what is typed is kept as it was typed, and read while it is typed."""

from typing import Any

from playwright.sync_api import Page, expect

from tests.browser.workspace import open_workspace, saved


def typed(page: Page) -> dict[str, Any]:
    """The answer as it was sent to be kept."""
    saved(page)
    page.reload()
    page.locator("#workspace[data-ready]").wait_for(state="attached")
    kept: dict[str, Any] = page.evaluate("JSON.parse(document.querySelector('#draft').textContent)")
    return kept


def test_a_line_of_the_notebook_reckons_with_the_lines_above_it(page: Page) -> None:
    open_workspace(page)
    rate = page.locator('[data-asked="write_rate"]')

    # a line of one's own before the first that is asked for, made with the keyboard
    page.get_by_role("button", name="Add a line of your own").click()
    page.keyboard.type("links a month")
    own = page.locator(".own-line")
    for _ in range(9):
        own.get_by_role("button", name="Move up").click()
    own.locator('[data-key="working"]').fill("100M links")
    expect(own.locator("[data-result]")).to_have_text("= 100M links")

    # its name is used below; the result is taken as the value
    rate.locator('[data-key="working"]').fill("links a month / 2.592M s")
    expect(rate.locator("[data-result]")).to_contain_text("= 38.6")
    rate.get_by_role("button", name="take what the sum comes to").click()
    expect(rate.locator(".reading")).to_have_text("The working comes to the same.")

    # an error stands at its line, and nothing else changes
    own.locator('[data-key="working"]').fill("6 elephants × 500 B")
    expect(own.locator(".reading")).to_contain_text("I don't know the unit 'elephants'")
    own.locator('[data-key="working"]').fill("100M links")
    expect(own.locator(".reading")).to_be_empty()

    kept = typed(page)["estimates"]
    assert kept[0] == {"name": "links a month", "value": "", "working": "100M links"}
    assert kept[1]["working"] == "links a month / 2.592M s"
    expect(page.locator(".line-of-notebook").first.locator('[data-key="name"]')).to_have_value(
        "links a month"
    )


def test_the_api_is_a_table_or_a_document_and_each_becomes_the_other(page: Page) -> None:
    open_workspace(page)
    api = page.locator("#api")
    api.get_by_role("button", name="Add an endpoint").click()
    row = page.locator("#api-rows tbody tr")
    row.locator('[data-key="method"]').select_option("POST")
    row.locator('[data-key="path"]').fill("/v1/links")
    row.locator('[data-key="request"]').fill("long_url, alias")
    row.locator('[data-key="statuses"]').fill("201, 409")

    # the table as a document
    api.get_by_role("tab", name="OpenAPI").click()
    text = page.get_by_label("The API as an OpenAPI 3 document")
    expect(text).to_be_visible()
    document = text.input_value()
    assert "/v1/links:" in document
    assert "alias: {}" in document

    # the document is changed, and is kept as it was typed; the table follows it
    text.fill(document.replace("alias", "custom_name") + "# mine\n")
    api.get_by_role("tab", name="Table").click()
    expect(row.locator('[data-key="request"]')).to_have_value("long_url, custom_name")
    kept = typed(page)["api"]
    assert kept["openapi"].endswith("# mine\n")

    # a document that cannot be read stays in sight, with the place that is wrong
    expect(text).to_be_visible()
    text.fill(document.replace("post:", "psot:"))
    api.get_by_role("tab", name="Table").click()
    expect(page.locator('[data-problem="api"]')).to_contain_text("Did you mean 'post'?")
    expect(text).to_be_visible()

    # what a document cannot say stays in the table
    text.fill(document)
    api.get_by_role("tab", name="Table").click()
    row.locator('[data-key="method"]').select_option("WS")
    api.get_by_role("tab", name="OpenAPI").click()
    expect(page.locator('[data-problem="api"]')).to_contain_text("it stays in the table")
    expect(row).to_be_visible()

"""The editors of the sections: what is typed is kept as it was typed, and read while it is typed."""

from typing import Any

from playwright.sync_api import Page, expect

from tests.browser.workspace import draw, open_workspace, saved


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
    api.get_by_role("tab", name="Rows").click()
    expect(row.locator('[data-key="request"]')).to_have_value("long_url, custom_name")
    kept = typed(page)["api"]
    assert kept["openapi"].endswith("# mine\n")

    # a document that cannot be read stays in sight, with the place that is wrong
    expect(text).to_be_visible()
    text.fill(document.replace("post:", "psot:"))
    api.get_by_role("tab", name="Rows").click()
    expect(page.locator('[data-problem="api"]')).to_contain_text("Did you mean 'post'?")
    expect(text).to_be_visible()

    # what a document cannot say stays in the table
    text.fill(document)
    api.get_by_role("tab", name="Rows").click()
    row.locator('[data-key="method"]').select_option("WS")
    api.get_by_role("tab", name="OpenAPI").click()
    expect(page.locator('[data-problem="api"]')).to_contain_text("it stays in the table")
    expect(row).to_be_visible()


def test_requirements_are_read_line_by_line_and_nothing_is_forced(page: Page) -> None:
    open_workspace(page)
    field = page.locator('[data-prose="non_functional"]')
    lines = page.locator("#non_functional-lines li")
    text = "- Redirect p99 ≤ 100 ms.\n- Counts are eventually consistent."
    field.fill(text)
    expect(lines.nth(0)).to_contain_text("p99 ≤ 100 ms")
    expect(lines.nth(0).get_by_role("combobox")).to_contain_text("Latency")
    expect(lines.nth(1)).to_contain_text("How late at most?")
    expect(field).to_have_value(text)

    # a kind that is chosen stands in the text; a suggestion begins a line
    lines.nth(1).get_by_role("combobox").select_option("Durability")
    expect(field).to_have_value(text.replace("Counts", "Durability: Counts"))
    page.locator("#non_functional-lines").get_by_role("button", name="+ Cost").click()
    page.keyboard.type("6000")
    expect(field).to_have_value(
        text.replace("Counts", "Durability: Counts") + "\n- Cost: at most $6000 a month"
    )


def test_trade_offs_are_rows_above_prose_and_one_text_together(page: Page) -> None:
    open_workspace(page)
    section = page.locator("#deep_dives")
    section.get_by_role("button", name="Add a trade-off").click()
    for key, text in (
        ("one", "a random code"),
        ("other", "leased ranges"),
        ("axis", "write latency"),
        ("consequence", "a range never tries again"),
    ):
        section.locator(f'[data-key="{key}"]').fill(text)
    page.locator('[data-prose="deep_dives"]').fill("Cache\n- aside, for an hour")

    kept = typed(page)["deep_dives"]
    assert kept == (
        "Trade-offs\n- a random code versus leased ranges, by write latency: a range never tries again\n\n"
        "Cache\n- aside, for an hour"
    )
    expect(section.locator('[data-key="other"]')).to_have_value("leased ranges")
    expect(page.locator('[data-prose="deep_dives"]')).to_have_value("Cache\n- aside, for an hour")


def test_tables_are_drawn_from_sql_and_from_entities_alike(page: Page) -> None:
    open_workspace(page)
    section = page.locator("#data_model")
    page.locator("[data-ddl]").fill("CREATE TABLE links (code varchar(7) PRIMARY KEY, url text);")
    expect(section.locator('.tables [data-table="links"]')).to_contain_text("varchar(7)")
    section.get_by_role("tab", name="Entities").click()
    section.get_by_role("button", name="Add an entity").click()
    page.keyboard.type("clicks")
    section.locator('[data-key="fields"]').fill("code, day, count int")
    section.locator('[data-key="key"]').fill("code, day")
    section.locator('[data-key="indexes"]').fill("day; unique code, day")

    expect(section.locator('.tables [data-table="clicks"]')).to_contain_text("count")
    expect(section.get_by_role("img")).to_have_accessible_name(
        "Tables: links, clicks. clicks.code names links"
    )
    kept = typed(page)["data_model"]
    assert kept["ddl"].startswith("CREATE TABLE links")
    assert kept["entities"][0]["indexes"] == "day; unique code, day"


def test_the_flow_of_an_operation_is_read_off_the_drawing(page: Page) -> None:
    open_workspace(page)
    draw(
        page,
        'client me "Browser"\nservice app "App"\nsql_database db "Store"\nme -> app\napp -> db read',
    )
    page.locator('[data-prose="interface"]').fill("One page.")

    page.get_by_role("button", name="Flow of redirect").click()

    expect(page.locator('[data-prose="interface"]')).to_have_value(
        "One page.\nredirect: Browser → App → Store (read)"
    )

"""The whole path: a chapter, a slider, the exercise, every section, a grade that can be argued with."""

import re

from playwright.sync_api import Page, expect

from tests.browser.canvas import box, drag, focus, handle
from tests.browser.workspace import draw, fill, hand_in, open_workspace, saved, stored


def move_first_slider(page: Page) -> None:
    """A panel comes alive when the reader comes near; then its result follows its slider."""
    page.locator(".dts-island").first.scroll_into_view_if_needed()
    panel = page.locator('[data-dts-live="yes"]').first
    result = panel.locator(".dts-result").first
    before = result.inner_text()
    panel.locator('input[type="range"]').first.focus()
    page.keyboard.press("ArrowRight")
    expect(result).not_to_have_text(before)


def test_a_newcomer_reads_answers_and_is_graded_with_evidence(page: Page) -> None:
    # reads a chapter and moves a slider
    page.goto("/")
    page.get_by_role("link", name="Read the book").click()
    page.goto("/book/estimating-load.html")
    move_first_slider(page)

    # goes from the chapter to the exercise
    page.locator(".dts-practise a").last.click()
    expect(page).to_have_url(re.compile("/practise/url-shortener"))
    page.locator("#workspace[data-ready]").wait_for(state="attached")

    # fills every section, reloads, and finds all of it
    answer = stored("synchronous-clicks")
    fill(page, answer)
    expect(page.locator("#before-hand-in")).to_have_text("Every section is filled.")
    saved(page)
    page.reload()
    page.locator("#workspace[data-ready]").wait_for(state="attached")
    assert page.locator('[data-prose="functional"]').input_value() == answer["functional"]
    assert page.locator("[data-ddl]").input_value() == answer["data_model"]
    assert page.locator("#api-rows tbody tr").count() == len(answer["api"])
    expect(page.locator('.arch-picture [data-component="clicks"]')).to_be_visible()

    # hands in, and sees what a missed check is about, in the drawing and in the words
    hand_in(page)
    first = float(page.locator(".score b").inner_text())
    missed = page.locator("#check-clicks-not-waited-for")
    missed.click()
    expect(page.locator('.picture [data-call="app->clicks"].lit').first).to_be_visible()
    expect(missed.locator(".would")).to_be_visible()
    missed.locator(".hints > summary").click()
    expect(missed.locator(".hints")).to_have_attribute("open", "")
    met = page.locator('.check[data-verdict="met"]:has([data-section="functional"])').first
    met.locator(".what").click()
    assert page.locator(".typed mark.lit").count() >= 1

    # reads the paragraph that teaches it
    link = missed.get_by_role("link", name="Read the paragraph").get_attribute("href")
    assert link is not None
    reading = page.context.new_page()
    reading.goto(link)
    label = link.partition("#")[2]
    assert reading.locator(f'[id="{label}"]').count() == 1, label
    reading.close()

    # tries again with the smallest change that was named, and improves
    page.get_by_role("button", name="Try again").click()
    page.locator("#workspace[data-ready]").wait_for(state="attached")
    _draw_a_log_before_the_clicks(page)
    deep = page.locator('[data-prose="deep_dives"]')
    deep.fill(
        answer["deep_dives"].replace(
            "- Every redirect increments the day's count in the statistics database before it answers, so counts are exact.",
            "- Clicks go through a log, so a redirect never waits for a count.",
        )
    )
    saved(page)
    hand_in(page)
    assert float(page.locator(".score b").inner_text()) > first
    expect(page.locator(".notes .up").first).to_be_attached()
    expect(page.locator(".scale .before")).to_be_attached()


def _draw_a_log_before_the_clicks(page: Page) -> None:
    """On the canvas: one call away, a stream in between, three of it, in three zones."""
    page.evaluate("document.querySelector('#architecture').scrollIntoView()")
    page.locator('[data-call="app->clicks"][data-call-kind="write"] [role="option"]').focus()
    page.keyboard.press("Delete")
    focus(page, "component", "app")
    page.keyboard.press("a")
    page.keyboard.type("stream")
    page.keyboard.press("Enter")  # added, and called from the application
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Fit").click()
    drag(page, handle(page, "stream"), box(page, "clicks"))
    focus(page, "component", "stream")
    page.keyboard.press("Enter")
    page.get_by_label("Name", exact=True).fill("Click log")
    page.get_by_label("How many", exact=True).fill("3")
    for zone in "abc":
        page.get_by_role("checkbox", name=zone, exact=True).check()
    for call in ("app->stream", "stream->clicks"):
        focus(page, "call", call)
        page.keyboard.press("Enter")
        page.get_by_role("checkbox", name="redirect", exact=True).check()
    drawn = page.evaluate("document.querySelector('arch-editor').value.text")
    assert 'stream stream "Click log" x3 in a, b, c' in drawn
    assert "stream -> clicks async for redirect" in drawn


def test_what_cannot_be_read_is_said_beside_its_field_and_nothing_is_lost(page: Page) -> None:
    open_workspace(page)
    row = page.locator('[data-asked="storage"]')
    row.locator('[data-key="value"]').fill("1.2 TB/dya")
    expect(row.locator(".reading")).to_contain_text("Did you mean 'day'?")
    page.locator("[data-ddl]").fill("CREATE TABLE links (code text PRIMARY KEY long_url text);")
    expect(page.locator('[data-problem="data_model"]')).not_to_be_empty()
    draw(page, "service app\napp -> cahce read\ncache cache")
    expect(page.locator(".arch-said")).to_contain_text(
        "there is no component 'cahce'. Did you mean 'cache'?"
    )

    page.get_by_role("button", name="Hand in", exact=True).click()
    refused = page.locator("#refused")
    expect(refused).to_be_visible()
    expect(refused).to_contain_text("cahce")
    page.locator("#workspace[data-ready]").wait_for(state="attached")
    assert page.locator('[data-asked="storage"] [data-key="value"]').input_value() == "1.2 TB/dya"
    page.get_by_role("tab", name="Text").click()
    assert "app -> cahce read" in page.get_by_label("The architecture as text").input_value()

    page.get_by_role("button", name="Hand in as it is").click()
    page.wait_for_url("**/attempts/*")
    assert page.locator('.check[data-verdict="cannot judge"]').count() >= 1
    expect(page.get_by_text("A person will look at this.").first).to_be_visible()


def test_table_text_and_picture_stay_in_step(page: Page) -> None:
    open_workspace(page)
    page.get_by_role("button", name="Start from a small drawing").click()
    expect(page.locator('.arch-picture [data-component="store"]')).to_be_visible()
    row = page.locator(
        '[data-rows="components"] tbody tr', has=page.locator('input[data-key="id"]')
    ).nth(2)
    row.locator('[data-key="instances"]').fill("7")
    row.locator('[data-key="instances"]').press("Tab")
    expect(page.locator('.arch-picture [data-component="app"]')).to_contain_text("×7")
    page.get_by_role("tab", name="Text").click()
    expect(page.get_by_label("The architecture as text")).to_have_value(
        re.compile(r'service app "Application" x7')
    )
    page.get_by_label("The architecture as text").fill("client me\nservice app x3\nme -> app")
    page.get_by_role("tab", name="Table").click()
    expect(page.locator('[data-rows="components"] tbody tr')).to_have_count(2)
    page.get_by_role("button", name="Undo").click()
    expect(page.locator('[data-rows="components"] tbody tr')).to_have_count(4)

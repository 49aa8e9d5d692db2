"""The canvas: drawn with a mouse, with keys alone, with a finger; in step with table and text."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import CDPSession, Page, expect

from tests.axe import violations
from tests.browser.canvas import (
    Point,
    add,
    box,
    drag,
    focus,
    handle,
    lines,
    middle,
    see_canvas,
    settle,
)
from tests.browser.conftest import OpenContext
from tests.browser.workspace import draw, hand_in, saved

THREE_BOXES = [
    'client user "Client"',
    'service app "Service"',
    'sql_database db "SQL database"',
    "user -> app",
    "app -> db read",
]


def test_a_mouse_draws_three_boxes_connects_them_and_says_how(page: Page) -> None:
    see_canvas(page)
    expect(page.get_by_text("Draw how it works: boxes first, then arrows.")).to_be_visible()
    add(page, "client", "service", "sql_database")
    drag(page, handle(page, "user"), box(page, "app"))
    drag(page, handle(page, "app"), box(page, "db"))

    expect(page.locator(".ac-said")).to_have_text("Service now calls SQL database: read.")
    assert lines(page) == THREE_BOXES
    page.get_by_role("button", name="Both", exact=True).click()
    assert lines(page)[-2:] == ["app -> db read", "app -> db write"]

    drag(page, handle(page, "db"), box(page, "user"))
    expect(page.locator(".ac-said")).to_contain_text(
        "it calls, and answers come back by themselves"
    )
    assert len(lines(page)) == 6


def test_a_kind_is_dragged_out_and_an_arrow_to_nowhere_asks_what_stands_there(page: Page) -> None:
    see_canvas(page)
    stage = page.locator(".ac-stage").bounding_box()
    assert stage is not None
    drag(
        page,
        middle(page, '.ac-palette [data-kind="client"]'),
        (stage["x"] + 160, stage["y"] + 200),
    )
    assert lines(page) == ['client user "Client"']
    drag(page, handle(page, "user"), (stage["x"] + 330, stage["y"] + 300))
    page.keyboard.type("load")
    page.keyboard.press("Enter")
    assert lines(page) == [
        'client user "Client"', 'load_balancer lb "Load balancer"', "user -> lb",
    ]  # fmt: skip


def test_keys_alone_draw_connect_edit_hand_in_and_read_the_feedback(page: Page) -> None:
    see_canvas(page)
    said = page.locator(".ac-said")
    page.locator(".ac-svg").focus()
    for typed in ("us", "app", "db"):  # from the second on, each is connected from the one before
        page.keyboard.press("a")
        page.keyboard.type(typed)
        page.keyboard.press("Enter")
    page.keyboard.press("r")  # the choice of a call: read
    expect(said).to_have_text("Service now calls SQL database: read.")
    assert lines(page) == THREE_BOXES

    expect(page.locator('[data-component="app"] .ac-badge title')).to_contain_text("busy")
    page.keyboard.press("ArrowLeft")
    expect(said).to_have_text(
        re.compile(
            r"^Service, 1 instance\. Calls SQL database\. Called by Client\. "
            r"Service is \d+ % busy with [\d.]+k requests/s\. "
            r"Its loss alone stops, in whole or in part: [^.]+\.$"
        )
    )
    page.keyboard.press("Enter")
    page.keyboard.type("Redirect")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.type("four")
    page.keyboard.press("Tab")
    expect(page.get_by_text("'four' is not a whole number.")).to_be_visible()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Control+a")
    page.keyboard.type("4")
    page.keyboard.press("Tab")
    assert 'service app "Redirect" x4' in lines(page)

    page.keyboard.press("Escape")
    page.keyboard.press("a")
    page.keyboard.type("zone")
    page.keyboard.press("Enter")
    assert 'service app "Redirect" x4 in a' in lines(page)
    focus(page, "component", "db")
    page.keyboard.press("z")
    expect(said).to_have_text("SQL database now stands in zone a.")
    page.keyboard.press("e")
    page.keyboard.press("Delete")
    assert not [line for line in lines(page) if line.startswith("app ->")]
    page.keyboard.press("Control+z")
    assert "app -> db read" in lines(page)

    focus(page, "component", "app")
    page.keyboard.press("c")
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("Escape")
    expect(said).to_have_text("Not connected.")
    saved(page)
    page.get_by_role("button", name="Hand in", exact=True).focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/attempts/*")
    expect(page.locator('.picture [data-component="app"]')).to_contain_text("Redirect")

    # the feedback is read with keys as well: a check that is opened is lit, with what it is about
    page.locator(".check.missed .what").first.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".check.missed.chosen")).to_have_count(1)


def test_the_drawing_is_one_tab_stop(page: Page) -> None:
    see_canvas(page)
    add(page, "client", "service", "cache", "zone")
    stops = "[...document.querySelectorAll('.ac-svg, .ac-svg *')].filter(e => e.tabIndex >= 0 && e.hasAttribute('tabindex')).length"
    assert page.evaluate(stops) == 1


class Finger:
    """Touches, as a phone sends them."""

    def __init__(self, page: Page) -> None:
        self.session: CDPSession = page.context.new_cdp_session(page)

    def send(self, kind: str, *points: Point) -> None:
        touches = [{"x": x, "y": y, "id": number} for number, (x, y) in enumerate(points)]
        self.session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": touches})

    def drag(self, start: Point, end: Point) -> None:
        self.send("touchStart", start)
        for step in range(1, 9):
            part = step / 8
            self.send(
                "touchMove",
                (start[0] + (end[0] - start[0]) * part, start[1] + (end[1] - start[1]) * part),
            )
        self.send("touchEnd")


def test_a_finger_on_a_phone_draws_hands_in_and_reads_the_feedback(
    open_context: OpenContext,
) -> None:
    page = open_context(
        viewport={"width": 360, "height": 740}, has_touch=True, is_mobile=True
    ).new_page()
    see_canvas(page)
    finger = Finger(page)
    for kind in ("client", "service", "sql_database"):
        page.locator(".ac-add").tap()
        page.locator(f'.ac-popup [data-kind="{kind}"]').tap()
    page.get_by_role("button", name="Fit").tap()
    page.locator(".ac-stage").scroll_into_view_if_needed()
    for start, end in (("user", "app"), ("app", "db")):
        page.touchscreen.tap(*box(page, start))
        page.locator(".ac-stage").evaluate("it => it.scrollIntoView({block: 'center'})")
        finger.drag(
            middle(page, f"[data-component={start}] [data-handle=bottom] .ac-handle-dot"),
            box(page, end),
        )
    assert lines(page) == THREE_BOXES
    page.wait_for_timeout(350)  # a tap sooner than this after another is half of a double tap
    page.get_by_role("button", name="Write", exact=True).tap()
    expect(page.locator(".ac-said")).to_have_text("Service now calls SQL database: write.")
    assert lines(page)[-1] == "app -> db write"

    page.touchscreen.tap(*box(page, "app"))
    page.get_by_label("How many", exact=True).fill("3")
    page.get_by_label("How many", exact=True).press("Enter")  # ends the field, hands nothing in
    assert 'service app "Service" x3' in lines(page)
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0

    page.locator(".ac-stage").evaluate("it => it.scrollIntoView({block: 'center'})")
    before = wide(page)
    x, y = middle(page, ".ac-stage")
    finger.send("touchStart", (x - 30, y + 120), (x + 30, y + 120))
    for by in range(35, 90, 5):
        finger.send("touchMove", (x - by, y + 120), (x + by, y + 120))
    finger.send("touchEnd")
    assert wide(page) > before * 1.5

    saved(page)
    page.get_by_role("button", name="Hand in", exact=True).tap()
    page.wait_for_url("**/attempts/*")
    page.locator(".check.missed .what").first.tap()
    expect(page.locator(".check.missed.chosen")).to_have_count(1)
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0


def wide(page: Page) -> float:
    found = page.locator("[data-component=app] .ac-card").bounding_box()
    assert found is not None
    return found["width"]


def test_a_drag_is_one_step_of_undo_and_escape_ends_it(page: Page) -> None:
    see_canvas(page)
    page.get_by_role("button", name="Start from a small drawing").click()
    page.locator('[data-component="app"]').click()
    expect(page.locator(".ac-inspector")).to_be_visible()
    page.wait_for_timeout(100)  # all of it is still seen beside the fields
    before = box(page, "app")
    drag(page, before, (before[0] + 24, before[1] + 120))
    moved = box(page, "app")
    assert abs(moved[1] - before[1] - 120) < 12
    page.keyboard.press("Control+z")
    assert box(page, "app") == pytest.approx(before)
    page.keyboard.press("Control+Shift+z")
    assert box(page, "app") == pytest.approx(moved)

    page.mouse.move(*moved)
    page.mouse.down()
    page.mouse.move(moved[0] - 60, moved[1] - 60, steps=4)
    page.keyboard.press("Escape")
    page.mouse.up()
    assert box(page, "app") == pytest.approx(moved)


def test_a_band_selects_and_what_is_selected_is_copied_lined_up_and_removed(page: Page) -> None:
    see_canvas(page)
    page.get_by_role("button", name="Start from a small drawing").click()
    stage = page.locator(".ac-stage").bounding_box()
    assert stage is not None
    page.get_by_role("button", name="Select several").click()
    drag(page, (stage["x"] + 6, stage["y"] + 6), (stage["x"] + stage["width"] - 8, stage["y"] + stage["height"] - 8))  # fmt: skip
    expect(page.locator(".ac-said")).to_have_text("4 components selected.")
    page.get_by_role("button", name="Left", exact=True).click()
    assert len({round(box(page, name)[0]) for name in ("browser", "lb", "app", "store")}) == 1
    page.keyboard.press("Control+z")
    focus(page, "component", "app")
    page.keyboard.press("Control+d")
    expect(page.locator("[data-component]")).to_have_count(8)
    page.keyboard.press("Delete")
    expect(page.locator("[data-component]")).to_have_count(4)


def test_a_call_is_led_to_another_box_with_the_mouse_and_with_keys(page: Page) -> None:
    see_canvas(page)
    draw(page, "client me\nservice one\nservice two\nme -> one")
    page.evaluate("document.querySelector('#architecture').scrollIntoView()")
    focus(page, "call", "me->one")
    page.keyboard.press(" ")
    page.locator(".ac-inspector").wait_for()  # it may move the view
    settle(page)
    drag(page, middle(page, '.ac-end[data-end="to"] .ac-handle-dot'), box(page, "two"))
    assert lines(page)[-1] == "me -> two"
    focus(page, "call", "me->two")
    page.keyboard.press("r")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    assert lines(page)[-1] == "me -> one"


def test_text_table_and_canvas_say_the_same_without_a_server(page: Page) -> None:
    see_canvas(page)
    page.context.set_offline(True)
    draw(page, 'client me\nservice app "Shop" x3 in a, b\nme -> app for create : soon')
    shop = page.locator('[data-component="app"]')
    expect(shop).to_contain_text("Shop")
    expect(page.locator('[data-call="me->app"]')).to_contain_text("create · soon")
    expect(page.locator('.ac-area[data-zone="a,b"]')).to_be_visible()
    focus(page, "component", "app")
    page.keyboard.press("F2")
    page.keyboard.type("Store front")
    page.keyboard.press("Enter")
    text = page.get_by_label("The architecture as text")
    expect(text).to_have_value(re.compile(r'service app "Store front" x3 in a, b'))
    page.get_by_role("tab", name="Table").click()
    name = page.locator('[data-rows="components"] tr[data-of="app"] [data-key="name"]')
    expect(name).to_have_value("Store front")
    name.fill("Till")
    name.press("Tab")
    expect(shop).to_contain_text("Till")

    page.get_by_role("tab", name="Text").click()
    text.fill("service app x3\nservce other")
    expect(page.locator(".arch-said")).to_contain_text("Did you mean 'service'?")
    expect(page.locator(".arch-said")).to_contain_text("the drawing before that")
    expect(shop).to_contain_text("Till")
    page.context.set_offline(False)


def test_places_and_comments_survive_a_reload_and_no_grade_looks_at_them(page: Page) -> None:
    see_canvas(page)
    draw(page, "# how it is\nclient me\nservice app\nme -> app\n")
    page.evaluate("document.querySelector('#architecture').scrollIntoView()")
    here = box(page, "app")
    drag(page, here, (here[0] + 90, here[1] + 130))
    layout = page.evaluate("document.querySelector('arch-editor').value.layout")
    saved(page)
    page.reload()
    page.locator("#workspace[data-ready]").wait_for(state="attached")
    assert page.evaluate("document.querySelector('arch-editor').value.layout") == layout
    assert lines(page)[0] == "# how it is"
    hand_in(page)
    expect(page.locator('.picture [data-component="app"]')).to_be_visible()


def test_a_box_is_dropped_into_a_zone_and_a_zone_takes_its_boxes_along(page: Page) -> None:
    see_canvas(page)
    add(page, "service", "sql_database")
    page.locator('[data-component="app"]').click()
    add(page, "zone")
    assert 'service app "Service" in a' in lines(page)
    area = page.locator(".ac-area-rect").bounding_box()
    assert area is not None
    drag(page, box(page, "db"), (area["x"] + area["width"] / 2, area["y"] + area["height"] - 4))
    assert 'sql_database db "SQL database" in a' in lines(page)
    before = box(page, "app")
    focus(page, "zone", "a")
    page.keyboard.press("Alt+ArrowDown")
    page.keyboard.press("Alt+ArrowDown")
    assert box(page, "app")[1] > before[1]


def test_live_numbers_stand_on_the_boxes_and_are_spoken(page: Page) -> None:
    see_canvas(page)
    page.get_by_role("button", name="Start from a small drawing").click()
    expect(page.locator('[data-component="app"] .ac-badge')).to_contain_text(re.compile(r"\d %"))
    expect(page.locator('[data-component="app"] [role="option"]')).to_have_attribute(
        "aria-label", re.compile(r"Application is [\d.k]+ % busy with")
    )


def test_a_drawing_goes_out_and_comes_in_in_other_forms(page: Page) -> None:
    see_canvas(page)
    page.get_by_role("button", name="Start from a small drawing").click()
    exported: Callable[[str], bytes] = lambda name: _exported(page, name)  # noqa: E731
    picture = exported("Picture (SVG)").decode()
    assert "Application" in picture
    assert "style=" not in picture
    assert 'class="' not in picture
    assert exported("Picture (PNG)").startswith(b"\x89PNG")
    mermaid = exported("Mermaid").decode()
    assert mermaid.startswith("flowchart LR")
    assert "from diagrams import" in exported("Python (diagrams)").decode()
    assert exported("Text").decode().startswith("client browser")

    page.get_by_role("button", name="Import").click()
    page.get_by_role("button", name="Paste text or Mermaid…").click()
    page.get_by_label("Text or Mermaid").fill("flowchart LR\n  web[Web] --> links[(Links)] ==")
    page.get_by_role("dialog").get_by_role("button", name="Import").click()
    expect(page.get_by_role("dialog")).to_contain_text("line 2")
    page.get_by_label("Text or Mermaid").fill("flowchart LR\n  web[Web] --> links[(Links)]")
    page.get_by_role("dialog").get_by_role("button", name="Import").click()
    expect(page.locator("[data-component]")).to_have_count(2)
    assert 'sql_database links "Links"' in lines(page)


def _exported(page: Page, name: str) -> bytes:
    page.get_by_role("button", name="Export").click()
    with page.expect_download() as download:
        page.get_by_role("button", name=name, exact=True).click()
    return download.value.path().read_bytes()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_state_of_the_canvas_is_accessible(open_context: OpenContext, scheme: str) -> None:
    page = open_context(color_scheme=scheme, viewport={"width": 1360, "height": 900}).new_page()
    see_canvas(page)
    add(page, "client", "service", "sql_database")
    drag(page, handle(page, "app"), box(page, "db"))
    expect(page.locator(".ac-choices")).to_be_visible()
    assert violations(page) == [], f"a call in {scheme}"
    page.locator('[data-component="app"]').click()
    add(page, "zone")
    assert violations(page) == [], f"a zone in {scheme}"
    page.locator('[data-component="db"]').click()
    page.locator(".ac-inspector summary").click()
    page.get_by_role("button", name="Export").click()
    assert violations(page) == [], f"a box and a menu in {scheme}"
    page.keyboard.press("Escape")
    focus(page, "component", "db")
    page.keyboard.press("?")
    assert violations(page) == [], f"the keys in {scheme}"

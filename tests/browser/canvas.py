"""What a person does on the canvas, with a mouse and with keys."""

from playwright.sync_api import Page

from tests.browser.workspace import open_workspace

Point = tuple[float, float]
TWO_FRAMES = "new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"


def lines(page: Page) -> list[str]:
    """The drawing as the draft keeps it, a line each, once the page has taken what was done to it."""
    settle(page)
    text = page.evaluate("document.querySelector('arch-editor').value.text")
    return [line for line in text.splitlines() if line]


def settle(page: Page) -> None:
    """Until the page has drawn what was done: a busy one hands pointer moves on with its next frame."""
    page.evaluate(TWO_FRAMES)


def box(page: Page, name: str) -> Point:
    return middle(page, f"[data-component={name}] .ac-card")


def handle(page: Page, name: str) -> Point:
    page.mouse.move(*box(page, name))
    return middle(page, f"[data-component={name}] [data-handle=right] .ac-handle-dot")


def middle(page: Page, selector: str) -> Point:
    found = page.locator(selector).bounding_box()
    assert found is not None, selector
    return found["x"] + found["width"] / 2, found["y"] + found["height"] / 2


def focus(page: Page, what: str, name: str) -> None:
    page.locator(f'[data-{what}="{name}"] [role="option"]').focus()


def drag(page: Page, start: Point, end: Point) -> None:
    page.mouse.move(*start)
    settle(page)
    page.mouse.down()
    page.mouse.move((start[0] + end[0]) / 2, (start[1] + end[1]) / 2, steps=4)
    page.mouse.move(*end, steps=4)
    page.mouse.up()


def see_canvas(page: Page) -> None:
    open_workspace(page)
    page.evaluate("document.querySelector('#architecture').scrollIntoView()")


def add(page: Page, *kinds: str) -> None:
    for kind in kinds:
        page.locator(f'.ac-palette [data-kind="{kind}"]').click()

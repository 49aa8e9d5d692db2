"""The built pages in a real browser: alive without a kernel, readable without a script, calling nobody."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from capacity.formulary import FORMULAS
from tests.axe import violations

CHAPTERS = ["index", "anatomy", "estimating-load", "glossary", "references", "genindex", "search"]
# Parts of the theme, which its makers must mend.
THEMES = ("#pst-search-dialog", ".bd-header", ".bd-sidebar-primary", ".header-article", ".prev-next-footer", ".sidebar-toggle", ".theme-switch-button", 'summary[aria-label="Toggle hidden content"]')  # fmt: skip


@pytest.fixture
def wrong() -> list[str]:
    return []


@pytest.fixture
def opened(browser: Browser, pages: str, wrong: list[str]) -> Iterator[object]:
    """Opens contexts in which every request to elsewhere is refused and noted."""
    contexts: list[BrowserContext] = []

    def make(**options: object) -> Page:
        context = browser.new_context(base_url=pages, **options)
        contexts.append(context)
        page = context.new_page()

        def route(request: object) -> None:
            url = request.request.url  # type: ignore[attr-defined]
            if url.startswith((pages, "data:", "blob:")):
                request.continue_()  # type: ignore[attr-defined]
            else:
                wrong.append(url)
                request.abort()  # type: ignore[attr-defined]

        context.route("**/*", route)
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on(
            "console",
            lambda said: (
                wrong.append(said.text) if "Content Security Policy" in said.text else None
            ),
        )
        return page

    yield make
    for context in contexts:
        context.close()


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_no_page_calls_anybody_or_breaks_its_policy(opened, wrong: list[str], chapter: str) -> None:
    page = opened(viewport={"width": 1280, "height": 900})
    page.goto(f"/{chapter}.html", wait_until="networkidle")
    assert wrong == []


def test_a_panel_computes_what_python_computes(opened) -> None:
    page = opened(viewport={"width": 1280, "height": 900})
    page.goto("/index.html")
    panel = page.locator('[data-dts-live="yes"]').first
    users = panel.locator('.dts-field[data-input="users"]')
    users.fill("40M")
    users.press("Enter")
    users.blur()

    rate = FORMULAS["average_rate"]
    said = rate.derivation({"users": 40e6, "requests_each": 20})
    expect(panel.locator(".dts-derivation").first).to_have_text(said)
    expect(panel.locator('[data-output="peak_rate"]')).to_have_text(
        "27.8k requests/s"
    )  # fed by the first


def test_a_panel_works_from_the_keyboard_and_can_be_reset(opened) -> None:
    page = opened()
    page.goto("/index.html")
    panel = page.locator('[data-dts-live="yes"]').first
    slider = panel.locator('input[type="range"]').first
    before = panel.locator(".dts-result").first.inner_text()
    slider.focus()
    page.keyboard.press("ArrowRight")
    expect(panel.locator(".dts-result").first).not_to_have_text(before)
    assert slider.get_attribute("aria-valuetext")
    panel.get_by_role("button", name="Reset").click()
    expect(panel.locator(".dts-result").first).to_have_text(before)


def test_a_field_that_cannot_be_read_says_so_and_keeps_the_result(opened) -> None:
    page = opened()
    page.goto("/index.html")
    panel = page.locator('[data-dts-live="yes"]').first
    before = panel.locator(".dts-result").first.inner_text()
    field = panel.locator(".dts-field").first
    field.fill("many")
    field.press("Enter")
    expect(field).to_have_attribute("aria-invalid", "true")
    expect(panel.locator(".dts-result").first).to_have_text(before)


def test_panels_made_by_a_directive_and_by_a_cell_are_both_alive(opened) -> None:
    page = opened()
    page.goto("/estimating-load.html")
    expect(page.locator(".cell_output [data-dts-live]")).to_have_count(1)
    assert (
        page.locator("[data-dts-widget]").count() == page.locator('[data-dts-live="yes"]').count()
    )


def test_everything_is_readable_without_javascript(opened) -> None:
    page = opened(java_script_enabled=False)
    page.goto("/index.html")
    assert "2.31k requests/s" in page.locator(".dts-panel").first.inner_text()
    assert "turn JavaScript on" in page.locator(".dts-panel").first.inner_text()
    page.goto("/anatomy.html")
    assert page.locator(".dts-drawing svg").count() == 1
    assert page.locator(".dts-steps li").count() == 10
    page.locator(".dts-choice summary").first.click()
    expect(page.locator(".dts-feedback").first).to_be_visible()


def test_a_question_answers_and_remembers(opened) -> None:
    page = opened()
    page.goto("/anatomy.html")
    check = page.locator(".dts-check").first
    check.locator('.dts-choice[data-right="no"] summary').first.click()
    expect(check.locator(".dts-choice[open] .dts-feedback")).to_contain_text("Not quite.")
    check.locator('.dts-choice[data-right="yes"] summary').click()
    expect(check.locator(".dts-choice[open]")).to_have_count(1)
    expect(check.locator(".dts-kind")).to_contain_text("right at try 2")
    page.reload()
    expect(page.locator(".dts-check").first.locator(".dts-kind")).to_contain_text("right at try 2")


def test_the_walk_lights_one_step_at_a_time(opened) -> None:
    page = opened(viewport={"width": 1280, "height": 900})
    page.goto("/anatomy.html")
    figure = page.locator("figure.dts-figure").first
    figure.get_by_role("button", name="Start").click()
    expect(figure.locator('[data-component="devices"].dts-lit')).to_have_count(1)
    figure.get_by_role("button", name="Next step").click()
    expect(figure.locator('[data-call="devices->dns"].dts-lit')).to_have_count(1)
    expect(figure.locator(".dts-say")).to_contain_text("2 of 10")


@pytest.mark.parametrize("width", [320, 390, 1280])
@pytest.mark.parametrize("chapter", ["index", "anatomy", "estimating-load"])
def test_no_page_scrolls_sideways(opened, chapter: str, width: int) -> None:
    page = opened(viewport={"width": width, "height": 800})
    page.goto(f"/{chapter}.html", wait_until="networkidle")
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("chapter", ["index", "anatomy", "estimating-load", "glossary"])
def test_chapters_are_accessible(opened, chapter: str, scheme: str) -> None:
    page = opened(color_scheme=scheme, viewport={"width": 1280, "height": 900})
    page.goto(f"/{chapter}.html", wait_until="networkidle")
    assert violations(page, leave_out=THEMES) == []

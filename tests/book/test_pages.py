"""The built pages in a real browser: alive without a kernel, readable without a script, calling nobody."""

import re
from html import escape
from pathlib import Path

import pytest
from playwright.sync_api import expect

from capacity.browser.steps import band, step
from capacity.formulary import FORMULAS
from capacity.numbers import numbers
from tests.axe import violations

CHAPTERS = ["index", "anatomy", "estimating-load", "glossary", "references", "genindex", "search",
            "formulas", "formulas-queues", "formulas-availability", "numbers"]  # fmt: skip
# Parts of the theme, which its makers must mend.
THEMES = ("#pst-search-dialog", ".bd-header", ".bd-sidebar-primary", ".header-article", ".prev-next-footer", ".sidebar-toggle", ".theme-switch-button", 'summary[aria-label="Toggle hidden content"]')  # fmt: skip


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
    page.locator(".cell_output .dts-island").scroll_into_view_if_needed()
    expect(page.locator(".cell_output [data-dts-live]")).to_have_count(1)
    for island in page.locator("[data-dts-widget]").all():
        island.scroll_into_view_if_needed()
    islands = page.locator("[data-dts-widget]").count()
    expect(page.locator('[data-dts-live="yes"]')).to_have_count(islands)


def test_panels_wait_until_the_reader_comes_near(opened) -> None:
    page = opened(viewport={"width": 1280, "height": 900})
    page.goto("/formulas-queues.html", wait_until="networkidle")
    islands = page.locator("[data-dts-widget]")
    assert islands.count() > 10
    assert 0 < page.locator("[data-dts-live]").count() < 6
    islands.last.scroll_into_view_if_needed()
    expect(islands.last).to_have_attribute("data-dts-live", "yes")


def test_a_reader_solves_for_an_input_and_the_others_move_it(opened) -> None:
    page = opened()
    page.goto("/index.html")
    panel = page.locator('[data-dts-live="yes"]').first
    panel.get_by_role("button", name="Solve for").click()
    panel.get_by_label("Solve for", exact=True).select_option(label="users")
    result = panel.locator('.dts-field[data-input="result"]')
    result.fill("10k")
    result.press("Enter")
    expect(panel.locator('[data-output="peak_rate"]')).to_have_text("10k requests/s")
    users = panel.locator('.dts-field[data-input="users"]')
    expect(users).to_have_value("14.4M users")
    expect(users).not_to_be_editable()
    result.fill("12345678")
    result.press("Enter")
    result.blur()  # what was typed is kept in full, though it is shown rounded
    kept = panel.locator('input[type="range"][data-input="result"]')
    expect(kept).to_have_attribute("aria-valuetext", "12.3M requests/s")
    expect(panel.locator(".dts-derivation").first).to_contain_text("17.8 billion users")
    result.fill("10k")
    result.press("Enter")

    panel.locator('input[type="range"][data-input="peak_factor"]').focus()
    page.keyboard.press("ArrowRight")
    expect(users).not_to_have_value("14.4M users")
    expect(panel.locator('[data-output="peak_rate"]')).to_have_text("10k requests/s")

    panel.get_by_label("Solve for", exact=True).select_option(label="peak over average")
    result.fill("1")
    result.press("Enter")
    expect(panel.locator(".dts-solved")).to_contain_text("No value of “peak over average” makes")
    expect(panel.locator('[data-output="peak_rate"]')).to_have_text("10k requests/s")


def test_a_reader_says_how_sure_and_reads_whose_doubt_it_is(opened) -> None:
    page = opened()
    page.goto("/index.html")
    panel = page.locator('[data-dts-live="yes"]').first
    panel.get_by_role("button", name="How sure?").click()
    expect(panel.locator(".dts-whose")).to_contain_text("Nothing is in doubt")
    panel.get_by_label("How sure: Users").select_option(label="a factor of 2")
    panel.get_by_label("How sure: Peak over average").select_option(label="± 30 %")
    expect(panel.locator(".dts-whose")).to_have_text("87 % of your doubt is users.")
    python = band(
        [
            step("average_rate", {"users": "10M", "requests_each": 20}),
            step("peak_rate", {"average": "<-average_rate", "peak_factor": 3}, ("average_rate",)),
        ],
        {"0.users": 2, "1.peak_factor": 1.3},
    )
    expect(panel.locator(".dts-band").last).to_have_text(
        python.sentence(FORMULAS["peak_rate"].output)
    )


def test_past_the_end_of_the_domain_stands_a_sentence_and_the_plot_shows_the_end(opened) -> None:
    page = opened()
    page.goto("/formulas-queues.html")
    panel = page.locator("section#formula-wait-one-server .dts-island")
    panel.scroll_into_view_if_needed()
    panel.get_by_role("button", name="Plot").click()
    expect(panel.locator(".dts-point")).to_have_count(1)
    expect(panel.locator(".dts-end-name")).to_have_text("ends at 100")
    expect(panel.locator(".dts-hint")).to_contain_text("You are at 70 requests/s")
    rate = panel.locator('.dts-field[data-input="rate"]')
    rate.fill("150")
    rate.press("Enter")
    expect(panel.locator(".dts-result")).to_have_text("—")
    expect(panel.locator(".dts-derivation")).to_contain_text("150 requests/s at 10 ms each")
    expect(panel.locator(".dts-point")).to_have_count(0)
    assert not re.search("Infinity|NaN|undefined", panel.locator(".dts-panel").inner_text())


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
def test_an_unfolded_panel_is_accessible_and_fits(opened, scheme: str, width: int) -> None:
    page = opened(color_scheme=scheme, viewport={"width": width, "height": 900})
    page.goto("/index.html", wait_until="networkidle")
    panel = page.locator('[data-dts-live="yes"]').first
    for name in ("Solve for", "How sure?", "Plot"):
        panel.get_by_role("button", name=name).click()
    panel.get_by_label("Solve for", exact=True).select_option(label="users")
    panel.get_by_label("How sure: Users").select_option(label="a factor of 2")
    panel.locator("summary").click()
    assert violations(page, leave_out=THEMES) == []
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0


def test_every_formula_has_its_section(built: Path) -> None:
    pages = {path: path.read_text() for path in built.glob("formulas-*.html")}
    for name, each in FORMULAS.items():
        label = f"formula-{name.replace('_', '-')}"
        found = [text for text in pages.values() if f'id="{label}"' in text]
        assert len(found) == 1, name
        assert escape(each.meaning, quote=True) in found[0]
        assert f'#{label}"' in (built / "formulas.html").read_text(), name


def test_every_number_stands_in_the_book_with_its_source(built: Path) -> None:
    text = (built / "numbers.html").read_text().replace("’", "'")  # quotes are typeset
    for each in numbers():
        assert escape(each.value, quote=False) in text, each.id
        assert escape(each.cited, quote=False) in text, each.id
    assert "<strong>assumption</strong>" in text


def test_a_formula_says_where_the_book_and_the_exercises_use_it(built: Path) -> None:
    text = (built / "formulas-traffic.html").read_text()
    section = text[text.index('id="formula-peak-rate"') : text.index('id="formula-grown-rate"')]
    assert 'href="estimating-load.html#' in section
    assert 'href="/practise/url-shortener"' in section


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
    figure.locator(".dts-island").scroll_into_view_if_needed()
    figure.get_by_role("button", name="Start").click()
    expect(figure.locator('[data-component="devices"].dts-lit')).to_have_count(1)
    figure.get_by_role("button", name="Next step").click()
    expect(figure.locator('[data-call="devices->dns"].dts-lit')).to_have_count(1)
    expect(figure.locator(".dts-say")).to_contain_text("2 of 10")


@pytest.mark.parametrize("width", [320, 390, 1280])
@pytest.mark.parametrize(
    "chapter", ["index", "anatomy", "estimating-load", "formulas", "formulas-queues", "numbers"]
)
def test_no_page_scrolls_sideways(opened, chapter: str, width: int) -> None:
    page = opened(viewport={"width": width, "height": 800})
    page.goto(f"/{chapter}.html", wait_until="networkidle")
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(
    "chapter",
    [
        "index",
        "anatomy",
        "estimating-load",
        "glossary",
        "formulas",
        "formulas-queues",
        "numbers",
        "trust",
    ],
)
def test_chapters_are_accessible(opened, chapter: str, scheme: str) -> None:
    page = opened(color_scheme=scheme, viewport={"width": 1280, "height": 900})
    page.goto(f"/{chapter}.html", wait_until="networkidle")
    assert violations(page, leave_out=THEMES) == []

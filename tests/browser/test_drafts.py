"""A draft survives a reload, a lost connection and a second tab; nothing is written over in silence."""

from playwright.sync_api import Page, expect

from tests.axe import violations
from tests.browser.conftest import OpenContext
from tests.browser.workspace import open_workspace, saved


def test_a_draft_survives_a_lost_connection(page: Page) -> None:
    open_workspace(page)
    page.locator('[data-prose="functional"]').fill("first")
    saved(page)

    page.context.set_offline(True)
    page.locator('[data-prose="functional"]').fill("typed while away")
    expect(page.locator("#saved")).to_have_attribute("data-state", "offline")
    page.context.set_offline(False)

    saved(page)
    page.reload()
    expect(page.locator('[data-prose="functional"]')).to_have_value("typed while away")


def test_what_was_typed_without_a_connection_is_there_after_closing_the_page(
    open_context: OpenContext,
) -> None:
    context = open_context()
    page = context.new_page()
    open_workspace(page)
    page.locator('[data-prose="functional"]').fill("kept on the server")
    saved(page)
    context.set_offline(True)
    page.locator('[data-prose="functional"]').fill("kept in the browser")
    page.close()
    context.set_offline(False)

    again = context.new_page()
    open_workspace(again)

    expect(again.locator('[data-prose="functional"]')).to_have_value("kept in the browser")
    saved(again)


def test_what_two_tabs_changed_apart_comes_together(open_context: OpenContext) -> None:
    context = open_context()
    one, two = context.new_page(), context.new_page()
    open_workspace(one)
    one.locator('[data-prose="functional"]').fill("base")
    saved(one)
    open_workspace(two)

    one.locator('[data-prose="functional"]').fill("from the first tab")
    saved(one)
    two.locator('[data-prose="deep_dives"]').fill("from the second tab")

    expect(two.locator("#joined")).to_contain_text("Functional requirements")
    expect(two.locator('[data-prose="functional"]')).to_have_value("from the first tab")
    saved(two)
    two.reload()
    expect(two.locator('[data-prose="functional"]')).to_have_value("from the first tab")
    expect(two.locator('[data-prose="deep_dives"]')).to_have_value("from the second tab")


def test_what_two_tabs_both_changed_is_chosen_section_by_section(open_context: OpenContext) -> None:
    context = open_context()
    one, two = context.new_page(), context.new_page()
    open_workspace(one)
    one.locator('[data-prose="functional"]').fill("base")
    saved(one)
    open_workspace(two)

    for section in ("functional", "interface"):
        one.locator(f'[data-prose="{section}"]').fill(f"{section} of the first tab")
    saved(one)
    context.set_offline(True)  # the second tab types on without hearing of it, and is closed
    for section in ("functional", "interface", "deep_dives"):
        two.locator(f'[data-prose="{section}"]').fill(f"{section} of the second tab")
    two.close()
    context.set_offline(False)
    two = context.new_page()
    open_workspace(two)

    dialog = two.get_by_role("dialog")
    expect(dialog).to_contain_text("functional of the first tab")
    expect(dialog.locator("fieldset")).to_have_count(2)  # the third was changed in one tab only
    dialog.locator('input[name="functional"][value="theirs"]').check()
    dialog.get_by_role("button", name="Go on with what I chose").click()
    saved(two)
    two.reload()
    expect(two.locator('[data-prose="functional"]')).to_have_value("functional of the first tab")
    expect(two.locator('[data-prose="interface"]')).to_have_value("interface of the second tab")
    expect(two.locator('[data-prose="deep_dives"]')).to_have_value("deep_dives of the second tab")


def test_an_earlier_version_is_found_and_taken_up_again(page: Page) -> None:
    open_workspace(page)
    field = page.locator('[data-prose="functional"]')
    field.fill("the first idea")
    saved(page)
    page.wait_for_timeout(400)  # what stood for less than a second is no version
    field.fill("the second idea")
    saved(page)

    page.get_by_role("link", name="Earlier versions of this draft").click()
    earlier = page.get_by_role("listitem").filter(has_text="Take it up again")
    earlier.locator("summary").first.click()
    expect(earlier).to_contain_text("the first idea")
    assert violations(page) == []
    earlier.get_by_role("button", name="Take it up again").click()

    expect(field).to_have_value("the first idea")
    page.get_by_role("link", name="Earlier versions of this draft").click()
    expect(page.get_by_role("button", name="Take it up again")).to_have_count(2)


def test_signing_up_keeps_what_a_guest_did(page: Page) -> None:
    open_workspace(page)
    page.locator('[data-prose="functional"]').fill("a guest's work")
    saved(page)

    page.goto("/sign-up")
    page.get_by_label("Your name").fill("Ada")
    page.get_by_label("Email address").fill("ada@example.org")
    page.get_by_label("Password").fill("four words are enough")
    page.get_by_role("button", name="Sign up").click()

    expect(page.get_by_role("link", name="Ada")).to_be_visible()
    open_workspace(page)
    expect(page.locator('[data-prose="functional"]')).to_have_value("a guest's work")


def test_an_answer_too_large_to_send_stays_in_the_page(page: Page) -> None:
    open_workspace(page)
    page.locator('[data-prose="functional"]').fill("two requirements")
    page.locator('[data-prose="deep_dives"]').evaluate(
        "field => { field.value = 'x'.repeat(1_200_000); field.dispatchEvent(new Event('input', {bubbles: true})); }"
    )
    expect(page.locator("#saved")).to_have_attribute("data-state", "refused")

    page.get_by_role("button", name="Hand in", exact=True).click()

    expect(page.locator("#refused")).to_contain_text("deep_dives: holds 1.2 million characters")
    expect(page.get_by_role("button", name="Hand in", exact=True)).to_be_enabled()
    expect(page.locator('[data-prose="functional"]')).to_have_value("two requirements")

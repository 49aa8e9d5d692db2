"""What a person does in the workspace, step by step, through its fields."""

from pathlib import Path
from typing import Any

from playwright.sync_api import Page, expect

from capacity import yaml_door
from capacity.architecture import Architecture
from capacity.exchange.text import write

ANSWERS = Path(__file__).parents[2] / "exercises" / "url-shortener" / "answers"
ADDRESS = "/practise/url-shortener"


def stored(name: str) -> dict[str, Any]:
    """A stored answer in the form in which a page types it: texts, rows and lines."""
    raw = yaml_door.load_file(ANSWERS / f"{name}.yaml", name)["answer"]
    drawing = raw["architecture"]
    text = drawing.get("text") or write(Architecture.model_validate(drawing))
    rows = raw["estimates"]
    model = raw["data_model"]
    return {
        **raw,
        "architecture": text,
        "estimates": {each["name"]: each for each in rows} if isinstance(rows, list) else rows,
        "data_model": model if isinstance(model, str) else model["ddl"],
    }


def open_workspace(page: Page) -> None:
    page.goto(ADDRESS)
    page.locator("#workspace[data-ready]").wait_for(state="attached")


def fill(page: Page, answer: dict[str, Any]) -> None:
    """Every section, as a person would: fields, rows, and the drawing as text."""
    for name in ("functional", "non_functional", "deep_dives", "interface"):
        page.locator(f'[data-prose="{name}"]').fill(answer[name])
    for name, each in answer["estimates"].items():
        row = page.locator(f'[data-asked="{name}"]')
        row.locator('[data-key="value"]').fill(str(each["value"]))
        row.locator('[data-key="working"]').fill(each.get("working", ""))
    for each in answer["api"]:
        page.get_by_role("button", name="Add an endpoint").click()
        row = page.locator("#api-rows tbody tr").last
        row.locator('[data-key="method"]').select_option(each["method"])
        for key in ("path", "request", "response", "notes"):
            row.locator(f'[data-key="{key}"]').fill(each.get(key, ""))
        statuses = each.get("statuses", "")
        row.locator('[data-key="statuses"]').fill(
            statuses if isinstance(statuses, str) else ", ".join(map(str, statuses))
        )
    page.locator("[data-ddl]").fill(answer["data_model"])
    draw(page, answer["architecture"])


def draw(page: Page, text: str) -> None:
    page.get_by_role("tab", name="Text").click()
    page.get_by_label("The architecture as text").fill(text)


def saved(page: Page) -> None:
    """Wait until all that was typed is on the server."""
    expect(page.locator("#saved")).to_have_attribute("data-state", "saved")
    page.wait_for_timeout(900)  # a later change would have begun its own save by now
    expect(page.locator("#saved")).to_have_attribute("data-state", "saved")


def hand_in(page: Page) -> None:
    page.get_by_role("button", name="Hand in", exact=True).click()
    page.wait_for_url("**/attempts/*")

"""Accessibility as axe sees it, on a live page."""

from pathlib import Path
from typing import Any

from playwright.sync_api import Page

SCRIPT = Path(__file__).parent.parent / "node_modules" / "axe-core" / "axe.min.js"


def violations(page: Page, *, leave_out: tuple[str, ...] = ()) -> list[str]:
    """Each violation with the first element that has it. `leave_out` are selectors of others' parts."""
    page.evaluate(SCRIPT.read_text())
    found: dict[str, Any] = page.evaluate(
        "leaveOut => axe.run({exclude: leaveOut.map(each => [each])}, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']})",
        list(leave_out),
    )
    return [
        f"{each['id']}: {each['nodes'][0]['html'][:160]} {each['nodes'][0]['any'][:1]}"
        for each in found["violations"]
    ]

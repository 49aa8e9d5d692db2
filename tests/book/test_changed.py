"""A page says when it was last changed, and is silent where nobody knows."""

import subprocess
from datetime import date
from pathlib import Path

import pytest

from book import changed


def test_the_newest_change_of_a_page_counts() -> None:
    log = "day 2026-03-02\n\nbook/anatomy.md\nday 2026-01-01\n\nbook/anatomy.md\nbook/trust.md\n"

    assert changed.days(log) == {"anatomy": date(2026, 3, 2), "trust": date(2026, 1, 1)}


HISTORY = (["init", "-q"], ["add", "page.md"], ["-c", "user.name=a", "-c", "user.email=a@b", "commit", "-qm", "A page"])  # fmt: skip


@pytest.mark.parametrize("history", [HISTORY, ()], ids=["history", "none"])
def test_without_a_history_nothing_is_said(
    history: tuple[list[str], ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(changed, "HERE", tmp_path)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    (tmp_path / "page.md").write_text("# A page\n")
    for command in history:
        subprocess.run(["git", *command], cwd=tmp_path, check=True)
    changed.of_pages.cache_clear()
    context: dict[str, str] = {}

    changed.say(None, "page", "", context, None)

    changed.of_pages.cache_clear()
    assert ("last_updated" in context) == bool(history)

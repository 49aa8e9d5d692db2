"""How far the book's build is, as the launcher writes it into `status.json`."""

import json
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Literal

State = Literal["building", "ready", "failed", "absent"]

LONGEST_BUILD = timedelta(minutes=20)  # a build that began before that was stopped on its way


@dataclass(frozen=True, slots=True)
class Status:
    """`lines` is the tail of what the build has printed; `seconds` how long it has been going."""

    state: State
    lines: tuple[str, ...] = ()
    seconds: int = 0


def read_status(build: Path, moment: datetime, most_lines: int = 40) -> Status:
    """Where the build stands. A folder without a status file is judged by its pages alone."""
    written = _written(build / "status.json")
    said = written.get("lines")
    lines = tuple(
        str(line)[:500] for line in (said if isinstance(said, list) else ())[-most_lines:]
    )
    seconds = _seconds(written.get("started"), moment)
    match written.get("state"):
        case "building" if seconds > LONGEST_BUILD.total_seconds():
            return Status("failed", (*lines, "The build stopped on its way."), seconds)
        case "building":
            return Status("building", lines, seconds)
        case "failed":
            return Status("failed", lines, seconds)
    has_pages = (build / "html" / "index.html").is_file()
    return Status("ready" if has_pages else "absent", lines, seconds)


def _written(file: Path) -> dict[str, object]:
    try:
        found = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def _seconds(started: object, moment: datetime) -> int:
    if not isinstance(started, int | float):
        return 0
    return max(0, round((moment - datetime.fromtimestamp(started, UTC)).total_seconds()))

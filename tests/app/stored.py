"""Answers stored beside the exercise, in the form in which the page sends them."""

import json
from typing import Any

from capacity import yaml_door
from grader.bank import EXERCISES
from tests.app.browsing import SLUG


def stored(name: str) -> dict[str, Any]:
    path = EXERCISES / SLUG / "answers" / f"{name}.yaml"
    raw = yaml_door.load_file(path, name)["answer"]
    if isinstance(raw.get("estimates"), dict):
        raw["estimates"] = [{"name": key, **each} for key, each in raw["estimates"].items()]
    if isinstance(raw.get("data_model"), str):
        raw["data_model"] = {"ddl": raw["data_model"]}
    found: dict[str, Any] = json.loads(json.dumps(raw))
    return found

"""The API of an answer in its two forms: rows of a table, and an OpenAPI document."""

from typing import Any

from grader.openapi_text import write_openapi
from grader.reading import read_answer


def other_form(api: object) -> list[dict[str, Any]] | dict[str, str]:
    """Rows for a document, a document for rows. Raises BadInput with the place that cannot be said."""
    endpoints = read_answer({"api": api}).api
    if isinstance(api, dict):
        return [
            {**each.model_dump(), "statuses": ", ".join(map(str, each.statuses))}
            for each in endpoints
        ]
    return {"openapi": write_openapi(endpoints)}

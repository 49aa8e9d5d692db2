"""Reading a short form: every field a line of text, trimmed, of a sensible length."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from flask import request

from app.incoming import unkeepable_text
from capacity.frozen import Problem

LONGEST = {"name": 100, "email": 254, "password": 200, "current_password": 200, "new_password": 200}


@dataclass(frozen=True)
class Form:
    """What was typed, and what is wrong with it at first sight."""

    fields: Mapping[str, str] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()

    def __getitem__(self, name: str) -> str:
        return self.fields[name]

    def shown(self) -> dict[str, str]:
        """What may stand in the page again: everything but passwords."""
        return {name: text for name, text in self.fields.items() if "password" not in name}


def read_form(*names: str) -> Form:
    fields = {name: _text(name) for name in names}
    problems = [
        Problem(field=name, message=message)
        for name, text in fields.items()
        if (message := _mistake(name, text))
    ]
    return Form(fields, tuple(problems))


def _text(name: str) -> str:
    typed = request.form.get(name, "")
    return typed if "password" in name else typed.strip()


def _mistake(name: str, text: str) -> str | None:
    if not text:
        return "Please fill this in."
    if len(text) > LONGEST[name]:
        return f"Use at most {LONGEST[name]} characters."
    return unkeepable_text(text)

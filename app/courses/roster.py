"""The roster of a course as CSV: who is in it, in which section, team and role.

name,email,number,section,team,role,extra_time
Ada Lovelace,ada@example.org,1815,Tuesday,red,learner,25

Only name and email must be there. A line whose address is known changes that member, others are
added; a column that is left out changes nothing. Nobody is removed unless that is asked for.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.accounts.accounts import plain_email
from app.clock import now
from app.courses.cells import Row, read, written
from app.courses.models import Member, Section
from app.courses.roles import LEADERS, Role
from capacity.frozen import BadInput, Problem, did_you_mean

COLUMNS = ("name", "email", "number", "section", "team", "role", "extra_time")
LONGEST = {"name": 100, "email": 254, "number": 60, "section": 120, "team": 60}


@dataclass(frozen=True, slots=True)
class Merged:
    """What a file did."""

    added: int
    changed: int
    same: int
    removed: int

    @property
    def sentence(self) -> str:
        parts = [f"{self.added} added", f"{self.changed} changed", f"{self.same} as they were"]
        if self.removed:
            parts.append(f"{self.removed} taken out")
        return ", ".join(parts) + "."


def as_csv(reading: Session, course_id: int) -> str:
    rows = reading.execute(
        select(Member, Section.name)
        .outerjoin(Section, Section.id == Member.section_id)
        .where(Member.course_id == course_id, Member.left_at.is_(None))
        .order_by(Member.name, Member.id)
    )
    return written(
        COLUMNS,
        (
            {"name": each.name, "email": each.email, "number": each.student, "team": each.team,
             "section": section or "", "role": each.role, "extra_time": each.extra_time or ""}
            for each, section in rows
        ),
    )  # fmt: skip


def merge(
    writing: Session, course_id: int, raw: bytes, by: Role, *, remove_others: bool = False
) -> Merged:
    """Take a file in, whole or not at all. BadInput names row and column of everything wrong."""
    rows = read(raw, wanted=("name", "email"), known=COLUMNS)
    problems = [problem for number, row in enumerate(rows, 2) for problem in _wrong(number, row)]
    members = {
        each.email: each
        for each in writing.scalars(select(Member).where(Member.course_id == course_id))
    }
    problems += _not_theirs_to_give(rows, members, by)
    problems += _twice(rows)
    if problems:
        raise BadInput(problems)
    sections = _sections(writing, course_id, rows)
    added = changed = 0
    for row in rows:
        fields = _fields(row, sections)
        member = members.get(fields["email"])
        if member is None:
            writing.add(
                Member(course_id=course_id, added_at=now(), **{"role": "learner", **fields})
            )
            added += 1
        elif any(getattr(member, name) != value for name, value in fields.items()):
            for name, value in fields.items():
                setattr(member, name, value)
            changed += 1
    removed = 0
    if remove_others:
        named = {plain_email(row["email"]) for row in rows}
        gone = [
            each
            for each in members.values()
            if each.email not in named and each.left_at is None and each.role == Role.LEARNER
        ]
        for member in gone:
            member.left_at = now()
        removed = len(gone)
    return Merged(added, changed, len(rows) - added - changed, removed)


def _wrong(number: int, row: Row) -> Iterable[Problem]:
    for name, longest in LONGEST.items():
        if len(row.get(name, "")) > longest:
            yield _problem(number, name, f"is longer than {longest} characters.")
    for name in ("name", "email"):
        if not row[name].strip():
            yield _problem(number, name, "is empty.")
    email = row["email"].strip()
    if email and ("@" not in email[1:-1] or any(map(str.isspace, email))):
        yield _problem(number, "email", f"'{email}' is not an address.")
    role = row.get("role", "").strip().casefold()
    if role and role not in list(Role):
        known = did_you_mean(role, list(Role)) or f" Known: {', '.join(Role)}."
        yield _problem(number, "role", f"'{role}' is not a role.{known}")
    extra = row.get("extra_time", "").strip().removesuffix("%").strip()
    if extra and not (extra.isascii() and extra.isdecimal() and int(extra) <= 300):
        yield _problem(
            number, "extra_time", f"'{extra}' is not a whole number of per cent, 0 to 300."
        )


def _not_theirs_to_give(rows: list[Row], members: dict[str, Member], by: Role) -> list[Problem]:
    """Only an owner decides who leads."""
    if by == Role.OWNER:
        return []
    problems = []
    for number, row in enumerate(rows, 2):
        role = row.get("role", "").strip().casefold()
        member = members.get(plain_email(row["email"]))
        leads = member is not None and member.role in LEADERS
        if (role in LEADERS and not (leads and member and member.role == role)) or (
            leads and role and role not in LEADERS
        ):
            problems.append(_problem(number, "role", "only an owner decides who leads the course."))
    return problems


def _twice(rows: list[Row]) -> list[Problem]:
    first: dict[str, int] = {}
    problems = []
    for number, row in enumerate(rows, 2):
        email = plain_email(row["email"])
        if email in first:
            problems.append(
                _problem(number, "email", f"'{email}' stands in row {first[email]} already.")
            )
        first.setdefault(email, number)
    return problems


def _sections(writing: Session, course_id: int, rows: list[Row]) -> dict[str, int]:
    """Sections by name; those that a file names first are made."""
    found = {
        name: number
        for number, name in writing.execute(
            select(Section.id, Section.name).where(Section.course_id == course_id)
        )
    }
    for name in dict.fromkeys(row.get("section", "").strip() for row in rows):
        if name and name not in found:
            section = Section(course_id=course_id, name=name)
            writing.add(section)
            writing.flush()
            found[name] = section.id
    return found


def _fields(row: Row, sections: dict[str, int]) -> dict[str, Any]:
    """What a row says about a member; columns that are not there say nothing."""
    fields: dict[str, Any] = {
        "name": row["name"].strip(),
        "email": plain_email(row["email"]),
        "left_at": None,
    }
    if "number" in row:
        fields["student"] = row["number"].strip()
    if "team" in row:
        fields["team"] = row["team"].strip()
    if "section" in row:
        fields["section_id"] = sections.get(row["section"].strip())
    if row.get("role", "").strip():
        fields["role"] = row["role"].strip().casefold()
    if "extra_time" in row:
        fields["extra_time"] = int(row["extra_time"].strip().removesuffix("%").strip() or 0)
    return fields


def _problem(row: int, column: str, message: str) -> Problem:
    return Problem(field=f"row {row}, {column}", message=message)

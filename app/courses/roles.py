"""What each role of a course may do: one table, asked by every page of it."""

from enum import StrEnum


class Role(StrEnum):
    """From the most that one may do to the least."""

    OWNER = "owner"
    INSTRUCTOR = "instructor"
    ASSISTANT = "assistant"
    OBSERVER = "observer"
    LEARNER = "learner"


class Act(StrEnum):
    """What a page of a course does, or lets one do."""

    ENTER = "enter"  # see that the course is there, and what is set
    HAND_IN = "hand in"
    READ_MARKS = "read marks"  # of everybody
    MARK = "mark"
    LEAD = "lead"  # set assignments, admit people, release, edit rubrics
    OWN = "own"  # archive and delete, decide who leads


STAFF = (Role.OWNER, Role.INSTRUCTOR, Role.ASSISTANT)
LEADERS = (Role.OWNER, Role.INSTRUCTOR)

MAY: dict[Act, tuple[Role, ...]] = {
    Act.ENTER: tuple(Role),
    Act.HAND_IN: (Role.LEARNER,),
    Act.READ_MARKS: (*STAFF, Role.OBSERVER),
    Act.MARK: STAFF,
    Act.LEAD: LEADERS,
    Act.OWN: (Role.OWNER,),
}


def may(role: Role, act: Act) -> bool:
    """Whether somebody in this role may do this."""
    return role in MAY[act]

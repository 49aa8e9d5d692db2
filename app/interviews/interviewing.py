"""A person who interviews: the same room from a second browser, opened by a link.

Whoever has the link sees the rubric, the candidate's work and what the rules would ask next; asks, ticks, remarks, and
takes the interview over from the rules or gives it back. No account is needed; the link is the key, and a new link of
the candidate's takes the old one's place.
"""

from typing import Literal

from flask import Blueprint, jsonify, render_template, request
from flask.typing import ResponseReturnValue
from pydantic import Field

from app.database import db, writing
from app.feedback.page import picture
from app.interviews import store
from app.interviews.models import Interview
from app.interviews.shown import conversation, marks, remarks, state
from app.interviews.sitting import Sitting, add_by_person, look
from app.interviews.views import read_body
from app.problems import refuse
from capacity.frozen import Frozen
from grader.interview.choose import options
from grader.interview.log import Move, Remark, Rung
from grader.interview.standing import Standing

blueprint = Blueprint("interviewing", __name__, url_prefix="/interviewing")
SUGGESTED = 6
PROSE = ("functional", "non_functional", "deep_dives", "interface")


class Asked(Frozen):
    """A question of the person's own, or one that the rules suggested."""

    text: str = Field(min_length=1, max_length=2000)
    check: str = Field(default="", max_length=80)
    rung: Rung = "first"


class Noted(Frozen):
    """A tick at a check, or a remark for the debrief."""

    text: str = Field(default="", max_length=2000)
    check: str = Field(default="", max_length=80)
    tick: Literal["", "met", "missed"] = ""


class Led(Frozen):
    """Who speaks from now on."""

    by: Literal["rules", "person"]


@blueprint.get("/<token>")
def room(token: str) -> ResponseReturnValue:
    row = _linked(token)
    sitting = look(row)
    return render_template(
        "interviews/interviewer.html",
        token=token,
        exercise=sitting.exercise,
        setting=sitting.setting,
        marks=marks(sitting),
        state=_seen(sitting, 0),
        rubric=sitting.exercise.rubric,
    )


@blueprint.get("/<token>/now")
def clock(token: str) -> ResponseReturnValue:
    """The clock, what was said, the candidate's work and what could be asked."""
    after = request.args.get("after", "0")
    return jsonify(_seen(look(_linked(token)), int(after[:9]) if after.isdecimal() else 0))


@blueprint.post("/<token>/ask")
def ask(token: str) -> ResponseReturnValue:
    row, asked = _linked(token), read_body(Asked)
    sitting = look(row)
    known = {each.id for each in sitting.exercise.rubric.checks}
    check = asked.check if asked.check in known else ""
    move = Move(
        at=sitting.at,
        rule="a person asked",
        text=asked.text,
        because="The person who interviewed asked this.",
        phase=sitting.setting.stage_at(sitting.at).name,
        check=check,
        rung=asked.rung if check else "",
        by="person",
    )
    return jsonify(_seen(add_by_person(row, move), 0))


@blueprint.post("/<token>/note")
def note(token: str) -> ResponseReturnValue:
    row, noted = _linked(token), read_body(Noted)
    entry = Remark(at=0, text=noted.text, check=noted.check, tick=noted.tick)
    return jsonify(_seen(add_by_person(row, entry), 0))


@blueprint.post("/<token>/lead")
def lead(token: str) -> ResponseReturnValue:
    """Take over from the rules, or give back to them."""
    row, led = _linked(token), read_body(Led)
    with writing() as change:
        change.get_one(Interview, row.id).led_by = led.by
    db.session.refresh(row)
    return jsonify(_seen(look(row), 0))


def _seen(sitting: Sitting, after: int) -> dict[str, object]:
    """Everything that the candidate's room shows, with the work, the shares and the suggestions."""
    standing = Standing(sitting.exercise, sitting.setting, sitting.log, sitting.at)
    offered = (
        []
        if sitting.is_over
        else options(sitting.exercise, sitting.setting, sitting.log, sitting.at)
    )
    unlike = {each.text: each for each in reversed(offered)}
    suggested = [unlike[text] for text in dict.fromkeys(each.text for each in offered)]
    return {
        **state(sitting, after),
        "said": conversation(sitting, after),
        "work": {name: sitting.answer.get(name) or "" for name in PROSE},
        "picture": picture(sitting.answer, sitting.exercise, {}),
        "shares": {name: found.share for name, found in standing.found.items()},
        "suggested": [
            {"text": each.text, "check": each.check, "rung": each.rung, "rule": each.rule}
            for each in suggested[:SUGGESTED]
        ],
        "remarks": remarks(sitting.log),
    }


def _linked(token: str) -> Interview:
    found = store.find_by_link(db.session, token)
    if found is None:
        refuse(404, "This link opens no interview.", "Ask the candidate for a new one.")
    return found

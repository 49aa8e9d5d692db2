"""Choosing an interview, sitting it, and reading its debrief."""

import re
import secrets
from typing import Any

from flask import (
    Blueprint,
    Response,
    jsonify,
    make_response,
    redirect,
    render_template,
    request,
    url_for,
)
from flask.typing import ResponseReturnValue
from pydantic import Field

from app.accounts.tokens import digest_of, new_token
from app.accounts.visitor import person_to_keep_for, remember_guest, visitor
from app.cards import deck
from app.clock import now
from app.database import db, writing
from app.incoming import parse_object, unkeepable_text
from app.interviews import store
from app.interviews.debriefing import debrief_page, exported
from app.interviews.models import Interview
from app.interviews.shown import marks, state
from app.interviews.sitting import end, hear, look, sitting_of
from app.practice import attempts
from app.practice.attempts import HandedIn
from app.practice.drafts import ChangedElsewhere
from app.practice.pages import seen
from app.practice.raw_answer import read_version_and_answer
from app.practice.steps import STEPS
from app.problems import refuse
from capacity.frozen import BadInput, Frozen, Problem
from grader.bank import Exercise, exercises
from grader.grade import grade
from grader.interview.formats import FORMATS, Setting, UnknownFormat, format_named
from grader.interview.hearing import answer_of, sections_of
from grader.rubric import LEVELS

blueprint = Blueprint("interviews", __name__, url_prefix="/interviews")

KEY = re.compile(r"[A-Za-z0-9_-]{8,64}")
EXTRA = {"0": 0.0, "25": 0.25, "50": 0.5, "100": 1.0}  # percent of the time on top
MOST_NOTES = 20_000
MICROPHONE = "camera=(), geolocation=(), microphone=(self), payment=(), usb=()"


def with_interview() -> tuple[Exercise, ...]:
    """The exercises that somebody has written an interview for."""
    return tuple(each for each in exercises() if each.interview is not None)


@blueprint.get("")
def index() -> ResponseReturnValue:
    remember_guest()
    titles = {each.slug: each.title for each in exercises()}
    return render_template(
        "interviews/index.html",
        exercises=with_interview(),
        chosen=request.args.get("exercise", ""),
        formats=[each for each in FORMATS if each.rounds <= len(with_interview())],
        levels=LEVELS,
        interviews=store.lines(db.session, visitor().person_id),
        titles=titles,
        format_titles={each.name: each.title for each in FORMATS},
    )


@blueprint.post("")
def begin() -> ResponseReturnValue:
    """A new interview; of a loop, the first of its three."""
    bank = {each.slug: each for each in with_interview()}
    slug, level = request.form.get("exercise", ""), request.form.get("level", "")
    extra = EXTRA.get(request.form.get("extra", "0"))
    try:
        form = format_named(request.form.get("format", ""))
    except UnknownFormat as error:
        refuse(422, str(error), "Go back and choose one of the forms.")
    if slug not in bank or level not in LEVELS or extra is None:
        refuse(422, "Something on the form was not chosen.", "Go back and choose.")
    seed = secrets.randbelow(10**6)
    loop = secrets.token_urlsafe(12) if form.rounds > 1 else None
    setting = Setting(exercise=slug, format=form.name, level=level, seed=seed, extra=extra)
    with writing(durable=True) as change:
        person = person_to_keep_for(change)
        made = store.begin(change, person, setting, begun_at=now(), loop=loop)
    return redirect(url_for("interviews.room", interview_id=made), 303)


@blueprint.get("/<int(min=1, max=999999999):interview_id>")
def room(interview_id: int) -> ResponseReturnValue:
    """The room while the time runs; afterwards the debrief."""
    row = _own(interview_id)
    sitting = look(row)
    if sitting.ended:
        return debrief_page(row, sitting, store.lines(db.session, visitor().person_id))
    quick = sitting.setting.form.kind == "quick fire"
    page = make_response(
        render_template(
            "interviews/quick.html" if quick else "interviews/room.html",
            exercise=sitting.exercise,
            interview=row,
            setting=sitting.setting,
            marks=marks(sitting),
            state=state(sitting),
            draft_name=f"{row.exercise}:interview:{interview_id}",
            save_to=url_for("interviews.save", interview_id=interview_id),
            draft=row.answer,
            kept=row.answer,
            version=row.version,
            saved_at=row.saved_at,
            key=new_token(),
            look=seen(row.answer, sitting.exercise),
            steps=STEPS,
            in_room=True,  # what the brief gives is asked for there, not shown
            live="nothing",
            tasks=(),
            helps=(),
            problems=(),
            attempts=(),
            copies=(),
        )
    )
    page.headers["Permissions-Policy"] = (
        MICROPHONE  # for dictation, where the browser does it itself
    )
    return page


@blueprint.get("/<int(min=1, max=999999999):interview_id>/now")
def clock(interview_id: int) -> ResponseReturnValue:
    """The clock, and what was said after an entry."""
    after = request.args.get("after", "0")
    sitting = look(_own(interview_id))
    return jsonify(state(sitting, int(after[:9]) if after.isdecimal() else 0))


class Words(Frozen):
    """What the page sends when the candidate says something."""

    text: str = Field(min_length=1, max_length=5000)
    key: str = Field(pattern=KEY.pattern)
    after: int = Field(default=0, ge=0, le=10**6)


@blueprint.post("/<int(min=1, max=999999999):interview_id>/say")
def say(interview_id: int) -> ResponseReturnValue:
    """The candidate's words, and what the interviewer says to them."""
    row = _own(interview_id)
    words = read_body(Words)
    return jsonify(state(hear(row, words.text, words.key), words.after))


@blueprint.put("/<int(min=1, max=999999999):interview_id>/workspace")
def save(interview_id: int) -> ResponseReturnValue:
    """Keep the workspace, if nobody saved since; else say what they saved. Nothing after the end."""
    row = _own(interview_id)
    version, answer = read_version_and_answer(request.get_data())
    if look(row).ended:
        refuse(410, "The time of this interview is over.", "What was saved before the end counts.")
    try:
        with writing() as change:
            saved = store.save_answer(change, interview_id, version, answer)
    except ChangedElsewhere as conflict:
        latest = conflict.latest
        body = {
            "version": latest.version,
            "answer": latest.answer,
            "saved_at": latest.saved_at.isoformat(),
        }
        return jsonify(body), 409
    return jsonify(version=saved.version, saved_at=saved.saved_at.isoformat())


class Notes(Frozen):
    """The candidate's own notes; nobody grades them."""

    notes: str = Field(max_length=MOST_NOTES)


@blueprint.put("/<int(min=1, max=999999999):interview_id>/notes")
def keep_notes(interview_id: int) -> ResponseReturnValue:
    _own(interview_id)
    notes = read_body(Notes).notes
    with writing() as change:
        change.get_one(Interview, interview_id).notes = notes
    return jsonify(kept=True)


@blueprint.post("/<int(min=1, max=999999999):interview_id>/pause")
def pause(interview_id: int) -> ResponseReturnValue:
    """Stop the clock, where the form of the interview allows it, or let it run again."""
    row = _own(interview_id)
    sitting = look(row)
    if not sitting.setting.form.may_pause:
        refuse(409, "A whole interview is not paused.", "Its clock runs on, as it would there.")
    with writing(durable=True) as change:
        (store.go_on if sitting.paused else store.pause)(change, interview_id)
    if request.mimetype != "application/json":
        return redirect(url_for("interviews.room", interview_id=interview_id), 303)
    db.session.refresh(row)
    return jsonify(state(sitting_of(db.session, row), 10**6))


@blueprint.post("/<int(min=1, max=999999999):interview_id>/end")
def finish(interview_id: int) -> ResponseReturnValue:
    """End before the time is over, and read the debrief."""
    end(_own(interview_id))
    return redirect(url_for("interviews.room", interview_id=interview_id), 303)


@blueprint.post("/<int(min=1, max=999999999):interview_id>/next")
def go_on_in_loop(interview_id: int) -> ResponseReturnValue:
    """The next problem of a loop, once the one before is over; another one each time where there are enough."""
    row = _own(interview_id)
    mine = [
        each
        for each in store.lines(db.session, row.person_id)
        if row.loop and each.loop == row.loop
    ]
    form = format_named(row.format)
    if row.ended_at is None or row.round >= form.rounds or len(mine) > row.round:
        refuse(409, "There is no next problem to begin.", "It is listed under Interviews.")
    seen_before = [each.exercise for each in mine]
    fresh = [each.slug for each in with_interview() if each.slug not in seen_before]
    slug = fresh[row.seed % len(fresh)] if fresh else row.exercise
    setting = sitting_of(db.session, row).setting.model_copy(
        update={"exercise": slug, "seed": row.seed + 1}
    )
    with writing(durable=True) as change:
        person = person_to_keep_for(change)
        made = store.begin(
            change, person, setting, begun_at=now(), loop=row.loop, round_=row.round + 1
        )
    return redirect(url_for("interviews.room", interview_id=made), 303)


@blueprint.post("/<int(min=1, max=999999999):interview_id>/keep")
def keep(interview_id: int) -> ResponseReturnValue:
    """Hand the answer of an interview in as an attempt, once: its feedback, and cards of what it missed."""
    row = _own(interview_id)
    sitting = look(row)
    if not sitting.ended or sitting.setting.form.kind != "interview":
        refuse(409, "Only a whole interview that is over becomes an attempt.", "End it first.")
    answer = answer_of(sitting.log)
    report = grade(sitting.exercise, answer)
    entry = HandedIn(
        row.exercise, f"interview-{interview_id}", sections_of(sitting.log), report, answer.events
    )
    with writing(durable=True) as change:
        person = person_to_keep_for(change)
        number = attempts.add(change, person, entry)
        deck.keep(change, person, number, report)
    return redirect(url_for("practice.attempt", slug=row.exercise, number=number), 303)


@blueprint.get("/<int(min=1, max=999999999):interview_id>/record.json")
def record(interview_id: int) -> ResponseReturnValue:
    """Everything that is known about an interview that is over, to keep."""
    row = _own(interview_id)
    sitting = look(row)
    if not sitting.ended:
        refuse(409, "The interview is not over yet.", "Its record can be taken afterwards.")
    answer: Response = jsonify(exported(row, sitting))
    answer.headers["Content-Disposition"] = f'attachment; filename="interview-{interview_id}.json"'
    return answer


@blueprint.post("/<int(min=1, max=999999999):interview_id>/link")
def make_link(interview_id: int) -> ResponseReturnValue:
    """A link for a person who interviews; an earlier one opens nothing any more."""
    _own(interview_id)
    token = new_token()
    with writing(durable=True) as change:
        change.get_one(Interview, interview_id).link_digest = digest_of(token)
    return jsonify(link=url_for("interviewing.room", token=token, _external=True))


def read_body(model: type[Any]) -> Any:
    """A small JSON body. Raises BadInput."""
    found = parse_object(request.get_data(), field="body")
    try:
        body = model.model_validate(found)
    except ValueError as error:
        raise BadInput.of(error, model) from None  # type: ignore[arg-type]
    for name, value in body:
        message = unkeepable_text(value) if isinstance(value, str) else None
        if message:
            raise BadInput([Problem(field=name, message=message)])
    return body


def _own(interview_id: int) -> Interview:
    found = store.find(db.session, interview_id, visitor().person_id)
    if found is None:
        refuse(404, "There is no such interview of yours.", "Yours are listed under Interviews.")
    return found

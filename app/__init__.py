"""The gym and marking room: a web app that carries exercises, answers and reports.

`create_app` is the table of contents: read it from top to bottom to find everything.
"""

from flask import Flask

from app import health, telemetry
from app.accounts import views as accounts
from app.appeals import views as appeals
from app.book import views as book
from app.cards import views as cards
from app.catalog import views as catalog
from app.clock import Clock, system_clock
from app.comparing import views as comparing
from app.courses import assignment_views as assignments
from app.courses import people_views as people
from app.courses import views as courses
from app.database import connect, db
from app.drawings import views as drawings
from app.earning import views as earning
from app.earning.searches import add_searches
from app.errors import add_errors
from app.formulas import views as formulas
from app.hints import views as hints
from app.home import views as home
from app.interviews import interviewing
from app.interviews import views as interviews
from app.look import views as look
from app.marking import statistics_views as statistics
from app.marking import studio_views as studio
from app.marking import traffic_views as traffic
from app.marking import views as marking
from app.migrate import migrate
from app.practice import views as practice
from app.progress import views as progress
from app.secret_key import secret_key
from app.security import add_security
from app.settings import Settings
from app.sharing import views as sharing
from app.telemetry import add_telemetry, watch_queries
from app.templating import add_templating
from app.versions import views as versions
from grader.bank import exercises

ROOMS = (
    home,
    catalog,
    practice,
    versions,
    interviews,
    interviewing,
    hints,
    earning,
    courses,
    people,
    assignments,
    appeals,
    comparing,
    sharing,
    marking,
    traffic,
    cards,
    progress,
    studio,
    statistics,
    drawings,
    formulas,
    accounts,
    book,
    look,
    health,
    telemetry,
)


def create_app(settings: Settings, clock: Clock = system_clock) -> Flask:
    """The app, ready to serve: its exercises read, its database in the newest shape."""
    app = Flask(__name__)
    app.config["SECRET_KEY"] = secret_key(settings)
    app.config["BOOK"] = settings.book
    app.extensions["clock"] = clock
    add_telemetry(app, settings)  # first, so that a refused request is counted too
    add_security(app, settings)
    add_errors(app)
    add_templating(app)
    add_searches(app)
    for room in ROOMS:
        app.register_blueprint(room.blueprint)
    exercises()  # a broken exercise stops the start, by the name of its file
    connect(app, settings)
    with app.app_context():
        watch_queries(app, db.engine)
        migrate(db.engine)
        db.engine.dispose()  # a server that forks must not share what was opened here
    return app

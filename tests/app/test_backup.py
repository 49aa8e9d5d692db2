"""A backup holds everything and brings it back: on the same database, on the other, from before."""

import json
import stat
import zipfile
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from alembic.script import ScriptDirectory
from flask import Flask
from sqlalchemy import JSON, DateTime, Engine, Integer, MetaData, Table, create_engine, inspect

from app.__main__ import main
from app.backup import back_up, restore
from app.database import Base, db, tune
from app.migrate import configuration, migrate
from capacity.frozen import BadInput
from tests.app.browsing import WORKSPACE, Browser
from tests.postgres import Postgres

WORDS = 'Ümlaut, 漢字, 😀, "quotes", \\ and a line\nbreak'


@pytest.fixture
def filled(make_app: Callable[..., Flask]) -> Flask:
    """A guest who became an account, a draft, a displaced draft, two attempts."""
    app = make_app()
    guest = Browser(app)
    guest.open(WORKSPACE)
    guest.save({"functional": WORDS})
    guest.hand_in({"functional": WORDS}, key="key-00001")
    guest.sign_up("ana@example.org")
    elsewhere = Browser(app)
    elsewhere.open(WORKSPACE)
    elsewhere.save({"functional": "typed elsewhere"})
    elsewhere.hand_in({"functional": "handed in elsewhere"}, key="key-00002")
    elsewhere.sign_in("ana@example.org")
    return app


@pytest.fixture
def fresh(tmp_path: Path) -> Iterator[Callable[[str], Engine]]:
    """Engines that are closed at the end."""
    made: list[Engine] = []

    def make(address: str = "") -> Engine:
        engine = create_engine(address or f"sqlite:///{tmp_path / f'fresh{len(made)}.sqlite3'}")
        tune(engine)
        made.append(engine)
        return engine

    yield make
    for engine in made:
        engine.dispose()


def manifest(file: Path) -> dict[str, Any]:
    with zipfile.ZipFile(file) as source:
        return dict(json.loads(source.read("manifest.json")))


def test_what_was_kept_comes_back_from_one_database_to_the_other_and_back(
    filled: Flask, tmp_path: Path, postgres: Postgres, fresh: Callable[..., Engine]
) -> None:
    there, back = fresh(postgres.new_database()), fresh()
    files = [tmp_path / f"{number}.zip" for number in range(3)]
    data = tmp_path / "elsewhere"

    with filled.app_context():
        back_up(db.engine, tmp_path / "data", files[0])
    restore(there, data, files[0])
    back_up(there, data, files[1])
    restore(back, data, files[1])
    back_up(back, data, files[2])

    tables = [manifest(file)["tables"] for file in files]
    assert tables[0] == tables[1] == tables[2]
    rows = {name: each["rows"] for name, each in tables[0].items() if each["rows"]}
    assert rows.pop("review_cards") > 0  # one for each check that was missed
    assert rows == {
        "people": 2, "sign_ins": 2, "drafts": 1, "draft_copies": 1, "attempts": 2, "reports": 2,
    }  # fmt: skip
    assert set(tables[0]) == set(Base.metadata.tables)


@pytest.mark.parametrize("where", ["sqlite", "postgresql"])
def test_a_restored_installation_goes_on_where_it_was(
    where: str, filled: Flask, make_app: Callable[..., Flask], tmp_path: Path, request: pytest.FixtureRequest
) -> None:  # fmt: skip
    """The account signs in, its attempts are there, and new rows get new numbers."""
    with filled.app_context():
        back_up(db.engine, tmp_path / "data", tmp_path / "backup.zip")
    postgres = request.getfixturevalue("postgres") if where == "postgresql" else None
    app = make_app(data=tmp_path / "new", database_url=postgres.new_database() if postgres else "")
    with app.app_context():
        restore(db.engine, tmp_path / "new", tmp_path / "backup.zip")
    key = tmp_path / "new" / "secret.key"

    browser = Browser(app)
    browser.sign_in("ana@example.org")

    assert "Ümlaut" in browser.open(f"{WORKSPACE}/attempts/1").text
    assert browser.hand_in({"functional": "a third"}, key="key-00003").status_code == 303
    assert browser.open(f"{WORKSPACE}/attempts/3").status_code == 200
    assert key.read_text() == (tmp_path / "data" / "secret.key").read_text()
    assert stat.S_IMODE(key.stat().st_mode) == 0o600


def test_a_backup_is_private_and_never_written_over(filled: Flask, tmp_path: Path) -> None:
    file = tmp_path / "backup.zip"
    with filled.app_context():
        back_up(db.engine, tmp_path / "data", file)
        with pytest.raises(BadInput, match="is there already"):
            back_up(db.engine, tmp_path / "data", file)

    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert not list(tmp_path.glob("*.part"))


def test_data_is_written_over_only_when_that_is_said(
    filled: Flask, tmp_path: Path, fresh: Callable[..., Engine]
) -> None:
    file, engine = tmp_path / "backup.zip", fresh()
    with filled.app_context():
        back_up(db.engine, tmp_path / "data", file)
    restore(engine, tmp_path, file)

    with pytest.raises(BadInput, match="--replace"):
        restore(engine, tmp_path, file)
    assert restore(engine, tmp_path, file, replace=True)["attempts"] == 2


@pytest.mark.parametrize(
    ("part", "said"),
    [
        (("manifest.json", "{}"), "has no manifest"),
        (("manifest.json", '{"format": 9}'), "has format 9"),
        (("tables/people.jsonl", None), "lacks tables/people.jsonl"),
        (("tables/drafts.jsonl", ""), "table drafts does not come back"),
        (("tables/unknown.jsonl", ""), "a table that this version does not know: unknown"),
    ],
)
def test_a_file_that_is_not_whole_is_refused_and_changes_nothing(
    filled: Flask, tmp_path: Path, fresh: Callable[..., Engine], part: tuple[str, str | None], said: str
) -> None:  # fmt: skip
    name, content = part
    good, bad, engine = tmp_path / "good.zip", tmp_path / "bad.zip", fresh()
    with filled.app_context():
        back_up(db.engine, tmp_path / "data", good)
    migrate(engine)
    with zipfile.ZipFile(good) as source, zipfile.ZipFile(bad, "w") as into:
        parts = {each: source.read(each).decode() for each in source.namelist()}
        if name not in parts:
            told = json.loads(parts["manifest.json"])
            told["tables"]["unknown"] = {"rows": 0, "sha256": ""}
            parts["manifest.json"] = json.dumps(told)
        parts[name] = content or ""
        for each, words in parts.items():
            if each != name or content is not None:
                into.writestr(each, words)

    with pytest.raises(BadInput, match=said):
        restore(engine, tmp_path, bad)

    assert set(Base.metadata.tables) < set(inspect(engine).get_table_names())
    assert restore(engine, tmp_path, good)["people"] == 2  # it was empty still


def test_what_is_no_zip_is_refused(tmp_path: Path, fresh: Callable[..., Engine]) -> None:
    (tmp_path / "notes.txt").write_text("not a backup")
    for name in ("notes.txt", "missing.zip"):
        with pytest.raises(BadInput, match="cannot be read as a backup"):
            restore(fresh(), tmp_path, tmp_path / name)


def revisions() -> list[str]:
    found = ScriptDirectory(str(Path(__file__).parents[2] / "app" / "migrations"))
    return [each.revision for each in found.walk_revisions()]


@pytest.mark.parametrize("revision", revisions())
def test_a_backup_of_every_earlier_schema_is_taken(
    revision: str, tmp_path: Path, postgres: Postgres, fresh: Callable[..., Engine]
) -> None:
    """A row in every table as it was then; restored, all rows are there in the newest shape."""
    old, file = fresh(), tmp_path / "old.zip"
    with old.begin() as connection:
        command.upgrade(configuration(connection), revision)
        found = MetaData()
        found.reflect(connection)
        for table in found.sorted_tables:
            if table.name != "alembic_version":
                connection.execute(table.insert(), [row_of(table)])
    back_up(old, tmp_path, file)

    for new in (fresh(), fresh(postgres.new_database())):
        counts = restore(new, tmp_path, file)
        assert set(counts.values()) == {1}
        with new.connect() as connection:
            command.check(configuration(connection))


def row_of(table: Table) -> dict[str, Any]:
    """A row that every column takes; a key of another table names its first row."""
    values: dict[str, Any] = {}
    for column in table.columns:
        if column.primary_key or column.foreign_keys:
            values[column.name] = 1 if isinstance(column.type, Integer) else "1"
        elif isinstance(column.type, DateTime):
            values[column.name] = datetime(2025, 3, 3, tzinfo=UTC)
        elif isinstance(column.type, JSON):
            values[column.name] = {"a": [1, 2.5, None]}
        else:
            values[column.name] = column.type.python_type(1)
    return values


def test_the_commands_say_what_they_did(
    filled: Flask, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    del filled  # its data folder is what the command reads
    file, data = str(tmp_path / "backup.zip"), str(tmp_path / "data")

    assert main(["backup", file, "--data", data]) == 0
    assert "2 attempts" in capsys.readouterr().out
    assert main(["restore", file, "--data", data]) == 2
    assert "--replace" in capsys.readouterr().err
    assert main(["restore", file, "--data", str(tmp_path / "new")]) == 0
    assert "2 attempts" in capsys.readouterr().out

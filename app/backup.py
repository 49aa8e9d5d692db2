"""One file that holds everything an installation knows, and brings it back on either database.

A backup is a zip: `manifest.json` says the schema version, and the rows and digest of every table;
`tables/NAME.jsonl` holds a row a line; `secret.key` keeps guests and sign-ins valid. It is as
private as the data folder.
"""

import base64
import hashlib
import json
import os
import zipfile
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from alembic import command
from sqlalchemy import (
    JSON,
    Boolean,
    Connection,
    DateTime,
    Engine,
    LargeBinary,
    MetaData,
    Table,
    func,
    inspect,
    select,
    text,
)

from app.migrate import configuration
from app.secret_key import FILE as SECRET
from app.secret_key import create_private
from capacity.frozen import BadInput, Problem

FORMAT = 1
MANIFEST = "manifest.json"
VERSIONS = "alembic_version"
AT_ONCE = 500  # rows inserted in one statement

Row = dict[str, Any]
Counts = dict[str, int]


def back_up(engine: Engine, data: Path, file: Path) -> Counts:
    """Write everything as it is at one moment; how many rows each table had.

    The file appears whole or not at all; one that is there already is not overwritten.
    """
    if file.exists():
        raise BadInput([Problem(field=str(file), message="is there already; choose another name")])
    fresh = file.with_name(file.name + ".part")
    fresh.unlink(missing_ok=True)
    create_private(fresh)
    tables: dict[str, dict[str, Any]] = {}
    with engine.connect() as connection, zipfile.ZipFile(fresh, "w", zipfile.ZIP_DEFLATED) as into:
        _see_one_moment(connection)
        known = _tables(connection)
        for table in known:
            digest, rows = hashlib.sha256(), 0
            with into.open(f"tables/{table.name}.jsonl", "w") as lines:
                for line in _lines(connection, table):
                    lines.write(line)
                    digest.update(line)
                    rows += 1
            tables[table.name] = {"rows": rows, "sha256": digest.hexdigest()}
        manifest = {
            "format": FORMAT,
            "schema": _version(connection),
            "made": datetime.now(UTC).isoformat(timespec="seconds"),
            "tables": tables,
        }
        into.writestr(MANIFEST, json.dumps(manifest, indent=1))
        if (data / SECRET).exists():
            into.writestr(SECRET, (data / SECRET).read_text(encoding="ascii"))
    with fresh.open("rb") as written:
        os.fsync(written.fileno())
    fresh.replace(file)
    return {name: each["rows"] for name, each in tables.items()}


def restore(engine: Engine, data: Path, file: Path, *, replace: bool = False) -> Counts:
    """Bring a backup back, all or nothing; how many rows each table has now.

    A database that holds rows is refused unless `replace` is said. The schema is first made as it
    was when the backup was written, and brought to the newest shape afterwards, so that an older
    backup is taken too. What was written is read again and compared with the digests.
    """
    with _opened(file) as source:
        manifest = _manifest(source, file)
        with engine.connect() as connection:
            changing = connection.execution_options(writes=True, durable=True)
            with changing.begin():
                counts = _bring_back(changing, source, manifest, file, replace=replace)
        if SECRET in source.namelist():
            (data / SECRET).unlink(missing_ok=True)
            create_private(data / SECRET, source.read(SECRET).decode("ascii"))
    return counts


def _bring_back(
    connection: Connection, source: zipfile.ZipFile, manifest: Row, file: Path, *, replace: bool
) -> Counts:
    if not replace and any(_holds_rows(connection, table) for table in _tables(connection)):
        raise BadInput(
            [Problem(field=str(connection.engine.url), message="holds data; say --replace to write over it")]
        )  # fmt: skip
    _empty(connection)
    command.upgrade(configuration(connection), manifest["schema"])
    tables = {table.name: table for table in _tables(connection)}
    for name, said in manifest["tables"].items():
        if name not in tables:
            raise _broken(file, f"holds a table that this version does not know: {name}")
        table = tables[name]
        _insert(connection, table, _rows(source, table))
        digest, rows = hashlib.sha256(), 0
        for line in _lines(connection, table):
            digest.update(line)
            rows += 1
        if (rows, digest.hexdigest()) != (said["rows"], said["sha256"]):
            raise _broken(file, f"table {name} does not come back as it was written")
    _count_on(connection, tables.values())
    command.upgrade(configuration(connection), "head")
    return {name: each["rows"] for name, each in manifest["tables"].items()}


# --- the file ------------------------------------------------------------------------------------


def _opened(file: Path) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(file)
    except (OSError, zipfile.BadZipFile) as error:
        raise _broken(file, f"cannot be read as a backup: {error}") from None


def _manifest(source: zipfile.ZipFile, file: Path) -> Row:
    try:
        manifest: Row = json.loads(source.read(MANIFEST))
        if manifest["format"] != FORMAT:
            raise _broken(file, f"has format {manifest['format']}; this version reads {FORMAT}")
        missing = {f"tables/{name}.jsonl" for name in manifest["tables"]} - set(source.namelist())
    except (KeyError, ValueError, TypeError) as error:
        raise _broken(file, f"has no manifest of a backup: {error}") from None
    if missing:
        raise _broken(file, f"lacks {', '.join(sorted(missing))}")
    return manifest


def _broken(file: Path, message: str) -> BadInput:
    return BadInput([Problem(field=str(file), message=message)])


# --- rows and lines ------------------------------------------------------------------------------


def _lines(connection: Connection, table: Table) -> Iterator[bytes]:
    """Each row as one line of JSON, in the order of the primary key: the same on every database."""
    rows = connection.execute(
        select(table).order_by(*table.primary_key), execution_options={"yield_per": AT_ONCE}
    )
    for row in rows.mappings():
        plain = {name: _plain(value) for name, value in row.items()}
        yield json.dumps(plain, ensure_ascii=True, sort_keys=True).encode() + b"\n"


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        moment = value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)
        return moment.isoformat(timespec="microseconds")
    if isinstance(value, bytes):
        return base64.b64encode(value).decode("ascii")
    return value


def _rows(source: zipfile.ZipFile, table: Table) -> Iterator[Row]:
    with source.open(f"tables/{table.name}.jsonl") as lines:
        for line in lines:
            yield {name: _typed(table, name, value) for name, value in json.loads(line).items()}


def _typed(table: Table, name: str, value: Any) -> Any:
    kind = table.columns[name].type
    if value is None:
        return None
    if isinstance(kind, DateTime):
        moment = datetime.fromisoformat(value)
        return moment if kind.timezone else moment.replace(tzinfo=None)
    if isinstance(kind, LargeBinary):
        return base64.b64decode(value)
    if isinstance(kind, Boolean):
        return bool(value)
    return value


def _insert(connection: Connection, table: Table, rows: Iterable[Row]) -> None:
    """Rows that name a later row of their own table wait for it: that column comes at the end."""
    own = [column.name for column in table.columns
           if any(key.column.table is table for key in column.foreign_keys)]  # fmt: skip
    (key,) = table.primary_key.columns if own else (None,)
    later: list[Row] = []
    some: list[Row] = []
    for row in rows:
        later += [row for name in own[:1] if any(row[each] is not None for each in own)]
        some.append({**row, **dict.fromkeys(own)})
        if len(some) == AT_ONCE:
            connection.execute(table.insert(), some)
            some = []
    if some:
        connection.execute(table.insert(), some)
    for row in later:
        assert key is not None  # noqa: S101 - there is a later row only where there is such a column
        connection.execute(
            table.update().where(key == row[key.name]).values({name: row[name] for name in own})
        )


# --- the database --------------------------------------------------------------------------------


def _see_one_moment(connection: Connection) -> None:
    if connection.dialect.name == "postgresql":
        connection.execute(text("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY"))


def _tables(connection: Connection) -> list[Table]:
    """The tables as they are in the database, those first that others refer to."""
    found = MetaData()
    found.reflect(connection)
    for table in found.sorted_tables:
        for column in table.columns:
            if isinstance(column.type, JSON):
                column.type.none_as_null = bool(column.nullable)  # else None becomes the word null
    return [table for table in found.sorted_tables if table.name != VERSIONS]


def _version(connection: Connection) -> str:
    return str(connection.execute(text(f"SELECT version_num FROM {VERSIONS}")).scalar_one())  # noqa: S608 - our own name


def _holds_rows(connection: Connection, table: Table) -> bool:
    return connection.execute(select(table.c[0]).limit(1)).first() is not None


def _empty(connection: Connection) -> None:
    """No tables at all: the schema of the backup is made on clean ground."""
    found = MetaData()
    found.reflect(connection)
    found.drop_all(connection)


def _count_on(connection: Connection, tables: Iterable[Table]) -> None:
    """PostgreSQL numbers rows by a sequence of its own, which must go on after the highest."""
    if connection.dialect.name != "postgresql":
        return
    for table in tables:
        for column in inspect(connection).get_columns(table.name):
            sequence = connection.execute(
                select(func.pg_get_serial_sequence(table.name, column["name"]))
            ).scalar()
            if sequence:
                highest = connection.execute(select(func.max(table.c[column["name"]]))).scalar()
                connection.execute(
                    select(func.setval(sequence, highest or 1, highest is not None))
                )  # fmt: skip

"""Tables, read from SQL in the dialects people write, from sketches, or from entities named in a form.

PostgreSQL, MySQL, SQLite, SQL Server, Cassandra's `PRIMARY KEY ((a, b), c)` and others of
grader/sql_dialects.py are understood, and so is `links(code PK, url)` of grader/sketches.py. A statement that
cannot be read is kept as unread, with its line, so that a rule can say that it cannot judge; it is
never counted as a mistake.

>>> schema = read_schema("CREATE TABLE links (code text PRIMARY KEY, url text)", ())
>>> schema.tables[0].key, [column.name for column in schema.tables[0].columns]
(('code',), ['code', 'url'])
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache

import sqlglot
from sqlglot import exp
from sqlglot.errors import SqlglotError

from grader.answer import MOST_CHARACTERS, Entity
from grader.sketches import sketched
from grader.sql_dialects import (
    indexes_of,
    is_part_of_another,
    key_of,
    parsed_sql,
    partition_of,
    plain_sql,
    spread_by,
    statements,
    view_of,
)
from grader.verdict import Evidence

LOOKS_LIKE_SQL = re.compile(r"\b(create|alter)\s+(unique\s+)?(table|index)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Column:
    name: str
    type: str = ""
    length: int | None = None  # of varchar(7) and char(7)


@dataclass(frozen=True, slots=True)
class Table:
    """One table or entity. `partition` is what says where a row lives; without one, the key."""

    name: str
    columns: tuple[Column, ...]
    key: tuple[str, ...] = ()
    partition: tuple[str, ...] = ()
    unique: tuple[tuple[str, ...], ...] = ()
    indexes: tuple[tuple[str, ...], ...] = ()
    notes: str = ""
    start: int | None = None  # offsets into the DDL; None for an entity
    end: int | None = None
    from_sql: bool = True

    @property
    def where_a_row_lives(self) -> tuple[str, ...]:
        return self.partition or self.key[:1]

    @property
    def ways(self) -> tuple[tuple[str, ...], ...]:
        """The ways in which rows are found, each its columns in order: the key first, with its partition."""
        rest = tuple(name for name in self.key if name not in self.partition)
        whole = (*self.partition, *rest)
        return tuple(each for each in (whole, *self.unique, *self.indexes) if each)

    def column(self, name: str) -> Column | None:
        return next((each for each in self.columns if each.name.lower() == name.lower()), None)


@dataclass(frozen=True, slots=True)
class Unread:
    """A statement that could not be read, and what to do about it."""

    line: int
    table: str
    message: str
    start: int
    end: int

    def __str__(self) -> str:
        return f"line {self.line}: {self.message}"


@dataclass(frozen=True, slots=True)
class Schema:
    tables: tuple[Table, ...] = ()
    unread: tuple[Unread, ...] = ()
    ddl: str = ""
    is_empty: bool = True

    def evidence(self, table: Table, column: str = "") -> Evidence:
        """Where a table, or a column of it, stands."""
        if table.start is None or table.end is None:
            at = f"{table.name}.{column}" if column else table.name
            return Evidence(section="data_model", at=at, quote=column or table.name)
        start, end = table.start, table.end
        if column:
            found = re.compile(rf"(?<!\w){re.escape(column)}(?!\w)[^,\n]*").search(
                self.ddl, self.ddl.find("(", start), end
            )
            if found:
                start, end = found.start(), found.start() + len(_column_alone(found.group()))
        else:
            head = self.ddl.find("(", start, end)
            end = head if head > 0 else end
        at = f"{table.name}.{column}" if column else table.name
        quote = self.ddl[start:end].rstrip()
        return Evidence(
            section="data_model", at=at, start=start, end=start + len(quote), quote=quote
        )


def _column_alone(text: str) -> str:
    """A column as it is written, without the bracket that closes its table."""
    text = text.rstrip(" ,;\r")
    while text.endswith(")") and text.count(")") > text.count("("):
        text = text[:-1].rstrip()
    return text


@lru_cache(256)  # the same tables are read after every edit of another section
def read_schema(ddl: str, entities: Iterable[Entity]) -> Schema:
    """All tables of an answer, with the statements that could not be read."""
    tables: list[Table] = []
    unread: list[Unread] = []
    ddl = ddl[:MOST_CHARACTERS]
    for start, end in statements(ddl):
        try:
            _add(tables, ddl, start, end)
        except (SqlglotError, RecursionError, ValueError, AttributeError, KeyError) as error:
            if LOOKS_LIKE_SQL.search(ddl, start, end):
                unread.append(_unread(ddl, start, end, error))
    tables += [
        replace(_from_entity(each), start=start, end=end) for each, start, end in sketched(ddl)
    ]
    tables += [_from_entity(each) for each in entities]
    return Schema(tuple(tables), tuple(unread), ddl, not ddl.strip() and not tables)


def _add(tables: list[Table], ddl: str, start: int, end: int) -> None:
    """Read one statement into the tables: a new one, or an index or a constraint of one."""
    statement = ddl[start:end]
    if is_part_of_another(statement):
        return
    spread = spread_by(statement)
    if spread is not None:
        _lives_by(tables, *spread)
        return
    view = view_of(statement)
    if view is not None:
        _more_ways(tables, view[0], view[1])
        return
    partition = partition_of(statement)
    parsed = parsed_sql(plain_sql(statement))
    if isinstance(parsed, exp.Create) and parsed.kind == "TABLE":
        table = _table(parsed, partition)
        indexes = (*table.indexes, *indexes_of(statement))
        key = table.key or key_of(statement)
        tables.append(replace(table, key=key, indexes=indexes, start=start, end=end))
    elif isinstance(parsed, exp.Create) and parsed.kind == "INDEX":
        _index(tables, parsed)
    elif isinstance(parsed, exp.Alter):
        _constraint(tables, parsed)


def _table(created: exp.Create, partition: tuple[str, ...]) -> Table:
    body = created.this
    if not isinstance(body, exp.Schema):
        raise ValueError("the list of columns is missing")  # noqa: TRY004  (the learner's value)
    columns: list[Column] = []
    key: tuple[str, ...] = ()
    unique: list[tuple[str, ...]] = []
    indexes: list[tuple[str, ...]] = []
    for part in body.expressions:
        if isinstance(part, exp.ColumnDef):
            columns.append(_column(part))
            if part.find(exp.PrimaryKeyColumnConstraint):
                key = (*key, part.name)
            if part.find(exp.UniqueColumnConstraint):
                unique.append((part.name,))
            continue
        for found in part.find_all(exp.PrimaryKey):
            key = _names(found)
        unique += map(_names, part.find_all(exp.UniqueColumnConstraint))
        if isinstance(part, exp.Identifier | exp.Column):
            columns.append(Column(part.name))
            continue
        if isinstance(part, exp.IndexColumnConstraint):
            indexes.append(_names(part))
    return Table(
        name=body.this.name,
        columns=tuple(columns),
        key=key,
        partition=partition,
        unique=tuple(each for each in unique if each),
        indexes=tuple(each for each in indexes if each),
    )


def _column(part: exp.ColumnDef) -> Column:
    kind = part.args.get("kind")
    length = None
    if kind is not None and kind.expressions:
        first = kind.expressions[0]
        number = first.this if isinstance(first, exp.DataTypeParam) else first
        if isinstance(number, exp.Literal) and number.this.isdigit():
            length = int(number.this)
    return Column(part.name, kind.sql().lower() if kind is not None else "", length)


def _names(part: exp.Expr) -> tuple[str, ...]:
    """The columns that a key, a constraint or an index names, in order."""
    inner = part.this if isinstance(part.this, exp.Schema) else part
    return tuple(each.name for each in inner.expressions if each.name)


def _more_ways(tables: list[Table], name: str, columns: tuple[str, ...]) -> None:
    """One more way to find the rows of a table."""
    for place, each in enumerate(tables):
        if each.name.lower() == name.lower():
            tables[place] = replace(each, indexes=(*each.indexes, columns))


def _lives_by(tables: list[Table], name: str, columns: tuple[str, ...]) -> None:
    """A statement of its own that says where the rows of a table live."""
    for place, each in enumerate(tables):
        if each.name.lower() == name.lower():
            tables[place] = replace(each, partition=columns)


def _index(tables: list[Table], created: exp.Create) -> None:
    table = created.find(exp.Table)
    params = created.this.args.get("params") if isinstance(created.this, exp.Index) else None
    listed = (params.args.get("columns") or ()) if params is not None else (created,)
    columns = tuple(each.name for one in listed for each in one.find_all(exp.Column))
    for place, each in enumerate(tables):
        if table is not None and each.name.lower() == table.name.lower():
            if created.args.get("unique"):
                tables[place] = replace(each, unique=(*each.unique, columns))
            else:
                tables[place] = replace(each, indexes=(*each.indexes, columns))


def _constraint(tables: list[Table], altered: exp.Alter) -> None:
    for place, each in enumerate(tables):
        if each.name.lower() != altered.this.name.lower():
            continue
        unique = tuple(map(_names, altered.find_all(exp.UniqueColumnConstraint)))
        keys = [_names(found) for found in altered.find_all(exp.PrimaryKey)]
        tables[place] = replace(
            each, unique=(*each.unique, *unique), key=keys[-1] if keys else each.key
        )


def _unread(ddl: str, start: int, end: int, error: Exception) -> Unread:
    statement = ddl[start:end]
    named = re.search(r"table\s+(?:if\s+not\s+exists\s+)?[\"`\[]?(\w+)", statement, re.IGNORECASE)
    where = start
    what = "I could not read this statement."
    if isinstance(error, RecursionError):
        what = "this statement is nested too deeply to be read."
    elif isinstance(error, sqlglot.ParseError) and error.errors:
        first = error.errors[0]
        near = str(first.get("highlight") or "").strip()
        lines = statement.splitlines()
        ahead = sum(len(each) + 1 for each in lines[: int(first.get("line") or 1) - 1])
        where = start + ahead
        what = (
            f"I could not read on from '{near}'. Is a comma or a bracket missing before it?"
            if near
            else "I could not read this statement to its end. Is a bracket missing?"
        )
    return Unread(ddl.count("\n", 0, where) + 1, named[1] if named else "", what, start, end)


def _from_entity(entity: Entity) -> Table:
    columns = [_field(each) for each in entity.fields]
    known = {each.name.lower() for each in columns}
    for name in (*entity.key, *entity.partition_key):
        if name.lower() not in known:
            columns.append(Column(name))
            known.add(name.lower())
    return Table(
        name=entity.name,
        columns=tuple(columns),
        key=entity.key or entity.partition_key,
        partition=entity.partition_key,
        unique=tuple(each.fields for each in entity.indexes if each.unique),
        indexes=tuple(each.fields for each in entity.indexes if not each.unique),
        notes=entity.notes,
        from_sql=False,
    )


def _field(written: str) -> Column:
    """'code varchar(7)' or 'code: string' or 'code' as a column."""
    found = re.match(r"\s*([\w.]+)\s*[:( ]?\s*(.*)", written)
    if not found:
        return Column(written.strip())
    length = re.search(r"char\w*\s*\((\d+)\)", found[2])
    return Column(found[1], found[2].strip(" )").lower(), int(length[1]) if length else None)

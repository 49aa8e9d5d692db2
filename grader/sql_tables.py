"""Tables as SQL declares them, one statement after another."""

import re
from dataclasses import replace

import sqlglot
from sqlglot import exp
from sqlglot.errors import SqlglotError

from grader.schema import Column, Table, Unread
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

LOOKS_LIKE_SQL = re.compile(r"\b(create|alter)\s+(unique\s+)?(table|index)\b", re.IGNORECASE)


def read_tables(ddl: str) -> tuple[list[Table], list[Unread]]:
    """The tables of all statements, and the statements that could not be read."""
    tables: list[Table] = []
    unread: list[Unread] = []
    for start, end in statements(ddl):
        try:
            _add(tables, ddl, start, end)
        except (SqlglotError, RecursionError, ValueError, AttributeError, KeyError) as error:
            if LOOKS_LIKE_SQL.search(ddl, start, end):
                unread.append(_unread(ddl, start, end, error))
    return tables, unread


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

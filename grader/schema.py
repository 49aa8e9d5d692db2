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

from grader.answer import MOST_CHARACTERS, Entity
from grader.sketches import sketched
from grader.verdict import Evidence


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
    if ddl.strip():
        # The parser of SQL takes longest of all to import; only who has SQL to read waits for it.
        from grader.sql_tables import read_tables  # noqa: PLC0415

        tables, unread = read_tables(ddl)
    tables += [
        replace(_from_entity(each), start=start, end=end) for each, start, end in sketched(ddl)
    ]
    tables += [_from_entity(each) for each in entities]
    return Schema(tuple(tables), tuple(unread), ddl, not ddl.strip() and not tables)


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

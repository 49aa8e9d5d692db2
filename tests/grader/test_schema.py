"""Tables are read in the dialects people write; what cannot be read is named with its line."""

import pytest

from grader.answer import Entity
from grader.schema import read_schema


@pytest.mark.parametrize(
    ("ddl", "key", "partition", "unique"),
    [
        ("CREATE TABLE t (a text PRIMARY KEY, b int)", ("a",), (), ()),
        ("create table if not exists t (a text, b int, primary key (a, b), unique (b))", ("a", "b"), (), (("b",),)),
        ("CREATE TABLE `t` (`a` INT UNSIGNED AUTO_INCREMENT, b INT, PRIMARY KEY (`a`), UNIQUE KEY u (b)) ENGINE=InnoDB", ("a",), (), (("b",),)),
        ("CREATE TABLE [t] (a INTEGER PRIMARY KEY AUTOINCREMENT, b TEXT UNIQUE)", ("a",), (), (("b",),)),
        ("CREATE TABLE t (a text, b date, c int, PRIMARY KEY ((a, b), c)) WITH CLUSTERING ORDER BY (c DESC)", ("a", "b", "c"), ("a", "b"), ()),
        ("CREATE TABLE t (a text, n counter, PRIMARY KEY ((a)))", ("a",), ("a",), ()),
        ("CREATE TABLE t (a text PRIMARY KEY, b int) PARTITION BY HASH (a)", ("a",), ("a",), ()),
        ("CREATE TABLE t (a text, b int); ALTER TABLE t ADD PRIMARY KEY (a); CREATE UNIQUE INDEX i ON t (b);", ("a",), (), (("b",),)),
    ],
)  # fmt: skip
def test_dialects(ddl: str, key: tuple, partition: tuple, unique: tuple) -> None:
    schema = read_schema(ddl, ())

    assert schema.unread == ()
    assert schema.tables[0].key == key
    assert schema.tables[0].partition == partition
    assert schema.tables[0].unique == unique


def test_what_cannot_be_read_is_named_with_its_line() -> None:
    ddl = "-- ours\nCREATE TABLE users (id int);\nCREATE TABLE links (\n  code text PRIMARY KEY\n  long_url text\n);"

    schema = read_schema(ddl, ())

    assert [each.name for each in schema.tables] == ["users"]
    assert schema.unread[0].line == 5
    assert schema.unread[0].table == "links"
    assert "'long_url'" in str(schema.unread[0]) or "a comma" in str(schema.unread[0])


def test_columns_know_their_place_and_length() -> None:
    ddl = "CREATE TABLE links (\n  code varchar(8) PRIMARY KEY, -- base62\n  long_url text\n);"

    schema = read_schema(ddl, ())
    evidence = schema.evidence(schema.tables[0], "code")

    assert schema.tables[0].column("CODE").length == 8
    assert ddl[evidence.start : evidence.end] == evidence.quote == "code varchar(8) PRIMARY KEY"


def test_entities_are_tables() -> None:
    entity = Entity.model_validate(
        {
            "name": "Link",
            "fields": "code varchar(7), longUrl: string",
            "key": "code",
            "indexes": [{"fields": ["longUrl"], "unique": True}],
        }
    )

    table = read_schema("", (entity,)).tables[0]

    assert [(each.name, each.length) for each in table.columns] == [("code", 7), ("longUrl", None)]
    assert table.key == ("code",)
    assert table.unique == (("longUrl",),)


@pytest.mark.parametrize(
    "ddl",
    [
        "CREATE TABLE x (" + "(" * 9000,
        "CREATE TABLE x (a int, " * 900,
        "CREATE TABLE x (a int CHECK (" + "a+" * 9000,
        "'" * 20_000,
        "SELECT " * 3000,
        "CREATE TABLE \x00 \ud83d",
        ";" * 20_000,
        "prose about tables, with no statement in it",
    ],
)
def test_nonsense_is_unread_and_never_raises(ddl: str) -> None:
    schema = read_schema(ddl, ())

    assert schema.tables == ()
    assert not schema.is_empty

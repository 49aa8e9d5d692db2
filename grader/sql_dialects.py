"""SQL as people write it: one dialect after another is tried, and what only Cassandra says is put aside.

The text keeps its length, so that places in it stay true.
"""

import logging
import re
from collections.abc import Iterator

import sqlglot
from sqlglot import exp
from sqlglot.errors import SqlglotError

DIALECTS = ("postgres", "mysql", "sqlite")
logging.getLogger("sqlglot").setLevel(logging.ERROR)  # what is not understood, a verdict says

CREATES_TABLE = re.compile(r"\s*create\s+(?:\w+\s+)*?table\b", re.IGNORECASE)
STATEMENT = re.compile(r"(?:'(?:[^']|'')*'|\"[^\"]*\"|--[^\n]*|/\*.*?\*/|[^;'\"])+", re.DOTALL)
BEFORE_STATEMENT = re.compile(r"(?:\s+|--[^\n]*|/\*.*?\*/)+", re.DOTALL)
PARTED_KEY = re.compile(
    r"primary\s+key\s*\(\s*(?P<open>\()(?P<parts>[^()]*)(?P<close>\))", re.IGNORECASE
)
PARTITION = re.compile(r"partition\s+by\s+\w+\s*\((?P<parts>[^()]*)\)", re.IGNORECASE)
SHARD_KEY = re.compile(r"distributed?\s+by\s*(?:hash)?\s*\((?P<parts>[^()]*)\)", re.IGNORECASE)
COUNTER = re.compile(r"\bcounter\b(?=\s*[,)])", re.IGNORECASE)


def statements(ddl: str) -> Iterator[tuple[int, int]]:
    for found in STATEMENT.finditer(ddl):
        leading = BEFORE_STATEMENT.match(ddl, found.start(), found.end())
        begin = leading.end() if leading else found.start()
        if begin < found.end():
            yield begin, found.end()


def plain_sql(statement: str) -> str:
    """The same characters in the same places, without what only Cassandra says."""
    statement = COUNTER.sub("bigint ", statement)
    statement = PARTED_KEY.sub(_open_key, statement)
    if CREATES_TABLE.match(statement):
        closing = _closing(statement)
        if closing:
            statement = statement[:closing]
    return statement


def _open_key(found: "re.Match[str]") -> str:
    """PRIMARY KEY ((a, b), c as PRIMARY KEY ( a, b , c: as long as before."""
    begin = found.start()
    letters = list(found.group())
    letters[found.start("open") - begin] = " "
    letters[found.start("close") - begin] = " "
    return "".join(letters)


def _closing(statement: str) -> int:
    """One past the bracket that closes the list of columns; 0 when it is never closed."""
    depth = 0
    quoted = ""
    for place, letter in enumerate(statement):
        if quoted:
            quoted = "" if letter == quoted else quoted
        elif letter in "'\"`":
            quoted = letter
        elif letter == "(":
            depth += 1
        elif letter == ")":
            depth -= 1
            if depth == 0:
                return place + 1
    return 0


def parsed_sql(statement: str) -> exp.Expr:
    error: SqlglotError | None = None
    for dialect in DIALECTS:
        try:
            found = sqlglot.parse_one(statement, read=dialect)
        except SqlglotError as raised:
            error = error or raised
            continue
        if not isinstance(found, exp.Command):
            return found
    raise error or ValueError("it is not a statement that I know")


def partition_of(statement: str) -> tuple[str, ...]:
    for pattern in (PARTED_KEY, PARTITION, SHARD_KEY):
        if found := pattern.search(statement):
            return tuple(_bare(part) for part in found["parts"].split(",") if _bare(part))
    return ()


def _bare(name: str) -> str:
    words = name.strip().split()
    return words[0].strip('"`[]') if words else ""

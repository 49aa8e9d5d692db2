"""SQL as people write it: one dialect after another is tried, and what only some say is put aside.

Collections and partition keys of Cassandra, hash keys of YugabyteDB, sort keys of ClickHouse and Redshift,
options of BigQuery and Spanner, indexes within a table of MySQL and CockroachDB are read here; the rest is
the parser's. The text keeps its length, so that places in it stay true.
"""

import logging
import re
from collections.abc import Iterator

import sqlglot
from sqlglot import exp
from sqlglot.errors import SqlglotError

DIALECTS = ("postgres", "mysql", "sqlite", "bigquery")
TSQL = re.compile(r"\[\w+\]|\bnvarchar\b|\bidentity\s*\(|\b(?:non)?clustered\b", re.IGNORECASE)
logging.getLogger("sqlglot").setLevel(logging.ERROR)  # what is not understood, a verdict says

CREATES_TABLE = re.compile(r"\s*create\s+(?:\w+\s+)*?table\b", re.IGNORECASE)
STATEMENT = re.compile(r"(?:'(?:[^']|'')*'|\"[^\"]*\"|--[^\n]*|/\*.*?\*/|[^;'\"])+", re.DOTALL)
BEFORE_STATEMENT = re.compile(r"(?:\s+|--[^\n]*|/\*.*?\*/)+", re.DOTALL)
PARTED_KEY = re.compile(
    r"primary\s+key\s*\(\s*(?P<open>\()(?P<parts>[^()]*)(?P<close>\))", re.IGNORECASE
)
PARTITION = re.compile(r"partition\s+by\s+\w+\s*\((?P<parts>[^()]*)\)", re.IGNORECASE)
SHARD_KEY = re.compile(r"distributed?\s+by\s*(?:hash)?\s*\((?P<parts>[^()]*)\)", re.IGNORECASE)
DISTKEY = re.compile(r"\bdistkey\s*\((?P<parts>[^()]*)\)", re.IGNORECASE)
SPREAD = re.compile(
    r"create_distributed_table\s*\(\s*'(?:\w+\.)?(?P<table>\w+)'\s*,\s*'(?P<parts>\w+)'",
    re.IGNORECASE,
)
CLUSTERED = re.compile(r"\b(?:non)?clustered\b", re.IGNORECASE)
SORTED = re.compile(
    r"\b(?:order\s+by|sortkey|cluster\s+by)\s*(?:\((?P<parts>[^()]*)\)|(?P<one>\w+))", re.IGNORECASE
)
TAIL_KEY = re.compile(r"primary\s+key\s*\((?P<parts>[^()]*)\)", re.IGNORECASE)
HASHED = re.compile(r"(?P<name>\w+)\s+hash\b(?=[^()]*\))", re.IGNORECASE)
INSIDE = re.compile(
    r",\s*(?:fulltext\s+|spatial\s+|inverted\s+)?(?:index|key)\s+(?:[\"`\[]?\w+[\"`\]]?\s*)?(?:using\s+\w+\s*)?"
    r"\((?P<parts>(?:[^()]|\([^()]*\))*)\)(?:\s+using\s+\w+)?(?=\s*[,)])",
    re.IGNORECASE,
)
COLLECTION = re.compile(r"\b(?:set|list|map|frozen|tuple|vector)\s*<[^<>]*>", re.IGNORECASE)
STATIC = re.compile(r"\bstatic\b(?=\s*[,)])", re.IGNORECASE)
OPTIONS = re.compile(r"\boptions\s*\([^()]*\)|,\s*family\s+\w+\s*\([^()]*\)", re.IGNORECASE)
VIEW = re.compile(
    r"\s*create\s+materialized\s+view\b.*?\bfrom\s+(?P<table>[\w.]+).*?primary\s+key\s*\((?P<parts>.*)\)",
    re.IGNORECASE | re.DOTALL,
)
CHILD = re.compile(
    r"\s*create\s+table\s+(?:if\s+not\s+exists\s+)?\S+\s+partition\s+of\b", re.IGNORECASE
)
GO = re.compile(r"(?im)^[ \t]*go[ \t]*$")
COUNTER = re.compile(r"\bcounter\b(?=\s*[,)])", re.IGNORECASE)


def statements(ddl: str) -> Iterator[tuple[int, int]]:
    """Where each statement begins and ends; GO on a line of its own ends one too."""
    ddl = GO.sub(lambda found: ";".ljust(len(found.group())), ddl)
    for found in STATEMENT.finditer(ddl):
        leading = BEFORE_STATEMENT.match(ddl, found.start(), found.end())
        begin = leading.end() if leading else found.start()
        if begin < found.end():
            yield begin, found.end()


def plain_sql(statement: str) -> str:
    """The same characters in the same places, without what only Cassandra says."""
    statement = COUNTER.sub("bigint ", statement)
    statement = PARTED_KEY.sub(_open_key, statement)
    statement = CLUSTERED.sub(lambda found: " " * len(found.group()), statement)
    if not CREATES_TABLE.match(statement):
        return statement
    for _depth in range(4):  # frozen<map<text, list<int>>>
        statement = COLLECTION.sub(lambda found: "text".ljust(len(found.group())), statement)
    statement = HASHED.sub(lambda found: found["name"].ljust(len(found.group())), statement)
    statement = TAIL_KEY.sub(_without_order, statement)
    for pattern in (STATIC, OPTIONS, INSIDE):
        statement = pattern.sub(lambda found: " " * len(found.group()), statement)
    if CREATES_TABLE.match(statement):
        closing = _closing(statement)
        if closing:
            statement = statement[:closing]
    return statement


def _without_order(found: "re.Match[str]") -> str:
    """PRIMARY KEY (a ASC, b DESC) without the order of its columns."""
    return re.sub(
        r"\b(?:asc|desc)\b",
        lambda word: " " * len(word.group()),
        found.group(),
        flags=re.IGNORECASE,
    )


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
    for dialect in ("tsql", *DIALECTS) if TSQL.search(statement) else DIALECTS:
        try:
            found = sqlglot.parse_one(statement, read=dialect)
        except SqlglotError as raised:
            error = error or raised
            continue
        if not isinstance(found, exp.Command):
            return found
    raise error or ValueError("it is not a statement that I know")


def partition_of(statement: str) -> tuple[str, ...]:
    """What says where a row lives, in the words of each dialect."""
    for pattern in (PARTED_KEY, PARTITION, SHARD_KEY, DISTKEY):
        if found := pattern.search(statement):
            return _names_in(found["parts"])
    key = TAIL_KEY.search(statement)
    if key and HASHED.search(key.group()):
        return tuple(found["name"] for found in HASHED.finditer(key.group()))
    return ()


def key_of(statement: str) -> tuple[str, ...]:
    """A key that stands after the columns: PRIMARY KEY of Spanner, ORDER BY of ClickHouse."""
    tail = statement[_closing(statement) :]
    found = TAIL_KEY.search(tail)
    if found:
        return _names_in(found["parts"])
    ordered = SORTED.search(tail) if re.search(r"\bengine\b", tail, re.IGNORECASE) else None
    return _names_in(ordered["parts"] or ordered["one"]) if ordered else ()


def indexes_of(statement: str) -> tuple[tuple[str, ...], ...]:
    """Indexes within a table, and what its rows are sorted or clustered by."""
    inside = [_names_in(found["parts"]) for found in INSIDE.finditer(statement)]
    tail = statement[_closing(statement) :]
    ordered = None if re.search(r"\bclustering\b", tail, re.IGNORECASE) else SORTED.search(tail)
    if ordered:
        inside.append(_names_in(ordered["parts"] or ordered["one"]))
    return tuple(each for each in inside if each)


def view_of(statement: str) -> tuple[str, tuple[str, ...]] | None:
    """A materialized view of Cassandra: the table that it repeats, and the key that it adds."""
    found = VIEW.match(statement)
    if not found:
        return None
    names = _names_in(found["parts"].replace("(", " ").replace(")", " "))
    return found["table"].split(".")[-1], names


def spread_by(statement: str) -> tuple[str, tuple[str, ...]] | None:
    """A call that spreads a table over machines, as Citus has it: the table and its key."""
    found = SPREAD.search(statement)
    return (found["table"], _names_in(found["parts"])) if found else None


def is_part_of_another(statement: str) -> bool:
    """Whether it only makes a partition of a table that is there: PARTITION OF."""
    return bool(CHILD.match(statement))


def _names_in(parts: str) -> tuple[str, ...]:
    return tuple(_bare(part) for part in parts.split(",") if _bare(part))


def _bare(name: str) -> str:
    words = name.strip().split()
    return words[0].strip('"`[]') if words else ""

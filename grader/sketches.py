r"""Tables that are sketched rather than declared, as people write them on a whiteboard.

    links(code PK, long_url, created_at)
    clicks: id (pk), code (fk), at
    Table: Feed        PK: user_id   SK: posted_at   GSI1: author_id, posted_at   Attributes: post_id

>>> [(each.name, each.key, each.partition_key) for each, _start, _end in sketched("Table: Feed\nPK: user_id\nSK: ts\n")]
[('Feed', ('user_id', 'ts'), ('user_id',))]
"""

import re
from collections.abc import Iterator

from grader.answer import Entity, Index

BRACKETED = re.compile(
    r"^[ \t]*(?:[-*•][ \t]+)?(?:table|entity|collection)?[ \t]*[\"`*]*(?P<name>[A-Za-z]\w*)[\"`*]*[ \t]*[({]"
    r"(?P<fields>[^(){}]*(?:\([^()]*\)[^(){}]*)*)[)}]",
    re.MULTILINE | re.IGNORECASE,
)
LISTED = re.compile(
    r"^[ \t]*(?:[-*•][ \t]+)?[\"`*]*(?P<name>[A-Za-z]\w*)[\"`*]*[ \t]*(?::|—|–|->)[ \t]*(?P<fields>[^\n:]+,[^\n:]+)$",
    re.MULTILINE,
)
NAMED = re.compile(
    r"^[ \t]*(?:#+[ \t]*)?(?:table|entity|collection)[ \t]*:?[ \t]+[\"`*]*(?P<name>[A-Za-z]\w*)[\"`*]*[ \t:]*",
    re.IGNORECASE | re.MULTILINE,
)
LABELLED = re.compile(
    r"\b(?P<label>pk|partition key|hash key|primary key|sk|sort key|range key|clustering key|[gl]si\d*|index|unique|attributes|attrs|fields|columns)"
    r"[ \t]*[:=][ \t]*(?P<value>[^\n;|]+?)(?=[ \t]*(?:[\n;|]|$|[ \t]{2,}|,?[ \t]+(?:pk|sk|[gl]si\d*|sort key|attributes)[ \t]*[:=]))",
    re.IGNORECASE,
)
PARTITION = re.compile(
    r"\b(?:pk|partition[ _]key|hash[ _]key|primary(?:[ _]key)?|shard[ _]key)\b", re.IGNORECASE
)
SORT = re.compile(r"\b(?:sk|sort[ _]key|range[ _]key|clustering(?:[ _]key)?|ck)\b", re.IGNORECASE)
UNIQUE = re.compile(r"\b(?:unique|uk|uq)\b", re.IGNORECASE)
INDEXED = re.compile(r"\b(?:index(?:ed)?|idx|[gl]si\d*)\b", re.IGNORECASE)
MARK = re.compile(
    r"\b(?:pk|sk|fk|uk|uq|ck|unique|index(?:ed)?|idx|not null|nullable|[gl]si\d*|(?:partition|sort|hash|range|primary|clustering|shard|foreign)(?:[ _]key)?)\b|[()\[\]<>*`\"]|→.*|->.*",
    re.IGNORECASE,
)
DECLARED = re.compile(r"\bcreate\s+(?:\w+\s+)*table\b", re.IGNORECASE)
NAME = re.compile(r"^[A-Za-z_][\w#.]*")
LEAST_FIELDS = 2
MOST = 100  # entities, as many as an answer may list


def sketched(text: str) -> Iterator[tuple[Entity, int, int]]:
    """Each sketched table with its place; none where tables are declared in SQL."""
    if DECLARED.search(text):
        return
    named = list(NAMED.finditer(text))
    ends = [*(each.start() for each in named[1:]), len(text)][: len(named)]
    blocks = [
        (each, end)
        for each, end in zip(named, ends, strict=True)
        if LABELLED.search(text, each.end(), end)
    ]
    if blocks:
        for each, end in blocks[:MOST]:
            yield _block(each["name"], text[each.end() : end]), each.start(), end
        return
    found = list(BRACKETED.finditer(text)) or [
        each for each in LISTED.finditer(text) if _lists_fields(_parts(each["fields"]))
    ]
    for one in found[:MOST]:
        fields = _parts(one["fields"])
        if len(fields) >= LEAST_FIELDS:
            yield _entity(one["name"], fields), one.start("name"), one.end()


def _block(name: str, body: str) -> Entity:
    """A table whose keys are named line by line."""
    key: list[str] = []
    sort: list[str] = []
    indexes: list[Index] = []
    fields: list[str] = []
    for found in LABELLED.finditer(body):
        label, names = found["label"].lower(), [_bare(each) for each in _parts(found["value"])]
        names = [each for each in names if each]
        if PARTITION.fullmatch(label):
            key += names
        elif SORT.fullmatch(label):
            sort += names
        elif label in ("attributes", "attrs", "fields", "columns"):
            fields += _parts(found["value"])
        elif names:
            indexes.append(Index(fields=tuple(names), unique=label == "unique"))
    columns = [*key, *sort, *fields, *(name for each in indexes for name in each.fields)]
    return Entity(
        name=name,
        fields=tuple(dict.fromkeys(columns)),
        key=(*key, *sort),
        partition_key=tuple(key),
        indexes=tuple(indexes),
    )


def _entity(name: str, fields: list[str]) -> Entity:
    """A table whose fields carry their marks."""
    key = [_bare(each) for each in fields if PARTITION.search(each)]
    sort = [_bare(each) for each in fields if SORT.search(each) and not PARTITION.search(each)]
    indexes = [
        Index(fields=(_bare(each),), unique=bool(UNIQUE.search(each)))
        for each in fields
        if (UNIQUE.search(each) or INDEXED.search(each)) and not PARTITION.search(each)
    ]
    columns = [bare for each in fields if (bare := _with_type(each))]
    return Entity(
        name=name,
        fields=tuple(columns),
        key=(*key, *sort),
        partition_key=tuple(key) if sort else (),
        indexes=tuple(indexes),
    )


def _lists_fields(parts: list[str]) -> bool:
    """Whether what stands after a colon are fields, and no sentence with commas."""
    return any(PARTITION.search(each) for each in parts) or all(
        re.fullmatch(r"\w+", each) for each in parts
    )


def _parts(fields: str) -> list[str]:
    """Fields apart, at commas and line ends that stand outside brackets."""
    parts = re.split(r"[,\n](?![^()]*\))", fields)
    return [each.strip(" \t-*•;") for each in parts if each.strip(" \t-*•;")]


def _with_type(field: str) -> str:
    """A field without its marks, its type kept: 'code varchar(7) PK' as 'code varchar(7)'."""
    bare = _bare(field)
    length = re.search(r"\bchar\w*\s*\(\d+\)|\bvarchar\w*\s*\(\d+\)", field, re.IGNORECASE)
    rest = (
        length.group()
        if length
        else " ".join(MARK.sub(" ", field.partition(bare)[2]).strip(" :").split())
    )
    return f"{bare} {rest}".strip() if bare else ""


def _bare(field: str) -> str:
    """The name of a field."""
    text = re.sub(r"^\W+", "", field)
    text = re.sub(r"^(?:pk|sk|fk|uk)\b\W*(?=\w)", "", text, flags=re.IGNORECASE)
    found = NAME.match(text)
    return found.group().strip("#.") if found else ""

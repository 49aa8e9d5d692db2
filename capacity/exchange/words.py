"""The words of the text form: kinds with the other names people give them, and attributes.

Reading and writing go by the same tables, so whatever can be written can be read.
"""

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, get_args

from capacity.amounts import BYTES, BYTES_A_SECOND, DOLLARS_A_MONTH, SECONDS, SHARE, Amount
from capacity.architecture import CallKind, Kind, Mode, Place
from capacity.reading import UnreadableQuantity

KINDS: tuple[str, ...] = get_args(Kind)
CALL_KINDS: tuple[str, ...] = get_args(CallKind)
PLACES: tuple[str, ...] = get_args(Place)
MODES: tuple[str, ...] = get_args(Mode)
WHEN: dict[str, str] = {"on_miss": "miss", "always": "always"}  # the word for each value

# Other words that people write for a kind.
ALIASES: dict[str, Kind] = {
    "user": "client", "users": "client", "browser": "client", "mobile": "client", "clients": "client",
    "lb": "load_balancer", "loadbalancer": "load_balancer", "balancer": "load_balancer", "elb": "load_balancer", "alb": "load_balancer",
    "gateway": "api_gateway", "apigateway": "api_gateway",
    "proxy": "reverse_proxy", "nginx": "reverse_proxy",
    "server": "service", "app": "service", "api": "service", "backend": "service", "microservice": "service",
    "lambda": "function", "consumer": "worker",
    "redis": "cache", "memcached": "cache", "valkey": "cache",
    "sqs": "queue", "rabbitmq": "queue", "kafka": "stream", "kinesis": "stream", "log": "stream",
    "db": "sql_database", "database": "sql_database", "sql": "sql_database", "postgres": "sql_database", "postgresql": "sql_database", "mysql": "sql_database",
    "nosql": "key_value_store", "kv": "key_value_store", "dynamodb": "key_value_store", "key_value": "key_value_store",
    "mongodb": "document_store", "cassandra": "wide_column_store", "scylla": "wide_column_store", "bigtable": "wide_column_store",
    "elasticsearch": "search_index", "search": "search_index",
    "s3": "object_store", "blob": "object_store", "object_storage": "object_store",
    "block_store": "block_storage", "disk": "block_storage", "file_storage": "file_store", "nfs": "file_store",
    "warehouse": "data_warehouse", "clickhouse": "data_warehouse", "cron": "scheduler",
    "zookeeper": "coordinator", "etcd": "coordinator", "external": "third_party",
}  # fmt: skip


class Wrong(ValueError):
    """What is wrong with one value, in words for the person who wrote it."""


@dataclass(frozen=True)
class Attribute:
    """`word=value` in a line: the field it sets, how it is read, and how it is written."""

    word: str
    field: str
    example: str
    read: Callable[[str], Any]
    write: Callable[[Any], str]


def whole(value: str) -> int:
    if not re.fullmatch(r"\d{1,9}", value):
        raise Wrong(f"'{value}' is not a whole number")
    return int(value)


def number(value: str) -> float:
    try:
        return float(value)
    except ValueError:
        raise Wrong(f"'{value}' is not a number") from None


def share(value: str) -> float:
    """'90%' or '0.9'."""
    try:
        return float(value.removesuffix("%")) / 100 if value.endswith("%") else float(value)
    except ValueError:
        raise Wrong(f"'{value}' is not a share") from None


def written_share(value: float) -> str:
    text = f"{value * 100:.10g}"
    return f"{text}%" if float(text) / 100 == value else repr(value)


def amount(kind: Amount) -> Callable[[str], float]:
    """Reads '20ms' or '$70': a quantity of this kind, or a bare number of its unit."""

    def reading(value: str) -> float:
        try:
            return kind.read(value)
        except UnreadableQuantity as error:
            raise Wrong(str(error).rstrip(".")) from None

    return reading


def yes_or_no(value: str) -> bool:
    if value.lower() not in ("yes", "no", "true", "false"):
        raise Wrong(f"'{value}' is neither yes nor no")
    return value.lower() in ("yes", "true")


def written_yes_or_no(value: object) -> str:
    return "yes" if value else "no"


def written_price(value: float) -> str:
    return f"${written_number(value)}"


def written_number(value: float) -> str:
    return f"{value:g}" if float(f"{value:g}") == value else repr(value)


def unquoted(token: str) -> str:
    if not token.startswith('"'):
        return token
    try:
        return str(json.loads(token))
    except ValueError:
        raise Wrong(f'{token} cannot be read; write \\" for a quotation mark in a name') from None


def quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def word(text: str) -> str:
    """A name that needs no quotation marks goes without."""
    return text if re.fullmatch(r"[\w.-]+", text) else quoted(text)


OF_COMPONENTS: tuple[Attribute, ...] = (
    Attribute("shards", "shards", "shards=4", whole, str),
    Attribute("hit", "hit_ratio", "hit=90%", share, written_share),
    Attribute("time", "service_time", "time=5ms", amount(SECONDS), SECONDS.write),
    Attribute("write_time", "write_time", "write_time=8ms", amount(SECONDS), SECONDS.write),
    Attribute("variability", "variability", "variability=1", number, written_number),
    Attribute("at_once", "concurrency", "at_once=16", whole, str),
    Attribute("queue", "queue_limit", "queue=1000", whole, str),
    Attribute("timeout", "timeout", "timeout=2s", amount(SECONDS), SECONDS.write),
    Attribute("retries", "retries", "retries=3", whole, str),
    Attribute("need", "need", "need=2", whole, str),
    Attribute("reads", "read_quorum", "reads=1", whole, str),
    Attribute("writes", "write_quorum", "writes=2", whole, str),
    Attribute("up", "availability", "up=99.5%", amount(SHARE), SHARE.write),
    Attribute("managed", "managed", "managed=yes", yes_or_no, written_yes_or_no),
    Attribute("storage", "storage", "storage=500GB", amount(BYTES), BYTES.write),
    Attribute("bandwidth", "bandwidth", "bandwidth=1GB/s", amount(BYTES_A_SECOND), BYTES_A_SECOND.write),
    Attribute("price", "price", "price=$70", amount(DOLLARS_A_MONTH), written_price),
)  # fmt: skip
OF_CALLS: tuple[Attribute, ...] = (
    Attribute("n", "per_request", "n=1.5", number, written_number),
    Attribute("share", "share", "share=20%", share, written_share),
    Attribute("blocking", "blocking", "blocking=yes", yes_or_no, written_yes_or_no),
    Attribute("timeout", "timeout", "timeout=200ms", amount(SECONDS), SECONDS.write),
    Attribute("retries", "retries", "retries=2", whole, str),
    Attribute("delay", "delay", "delay=1ms", amount(SECONDS), SECONDS.write),
)
OF_ZONES: tuple[Attribute, ...] = (
    Attribute("up", "availability", "up=99.95%", amount(SHARE), SHARE.write),
)

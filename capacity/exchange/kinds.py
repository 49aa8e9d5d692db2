"""What kind of component a word, a label or an icon's name most likely means."""

import re

from capacity.architecture import Kind
from capacity.exchange.words import ALIASES, KINDS

# Looked for in this order, anywhere in the words of a label; the first that is there decides.
_IN_LABELS: tuple[tuple[str, Kind], ...] = (
    ("cdn|edge cache|cloudfront|akamai|fastly", "cdn"),
    ("dns|route ?53", "dns"),
    ("waf|web application firewall|firewall", "waf"),
    ("load ?-?balanc|haproxy|elb|alb|nlb", "load_balancer"),
    ("gateway|kong", "api_gateway"),
    ("reverse proxy|nginx|envoy|traefik|proxy", "reverse_proxy"),
    ("cache|redis|memcache|valkey|elasticache", "cache"),
    ("kafka|kinesis|pulsar|stream|event log|change log", "stream"),
    ("queue|sqs|rabbit|mq", "queue"),
    ("elastic ?search|open ?search|solr|search index|search", "search_index"),
    ("warehouse|redshift|bigquery|snowflake|clickhouse|trino", "data_warehouse"),
    ("object stor|blob|bucket|s3|ceph|gcs", "object_store"),
    ("cassandra|scylla|bigtable|hbase|wide.column", "wide_column_store"),
    ("mongo|couch|document (?:db|stor)|firestore", "document_store"),
    ("dynamo|key.?value|kv|rocksdb|etcd store", "key_value_store"),
    ("block stor|ebs", "block_storage"),
    ("file ?stor|nfs|efs|gluster", "file_store"),
    ("postgres|mysql|maria|oracle|sql|aurora|rds|spanner|database|db", "sql_database"),
    ("zookeeper|etcd|consul|coordinat", "coordinator"),
    ("cron|schedul|airflow", "scheduler"),
    ("lambda|function|serverless", "function"),
    ("worker|consumer|processor|job", "worker"),
    ("third.party|external|partner|stripe|twilio|provider", "third_party"),
    ("user|client|browser|mobile|phone|visitor|customer|people", "client"),
)
_PATTERNS = [
    (re.compile(rf"(?<![a-z])(?:{words})", re.IGNORECASE), kind) for words, kind in _IN_LABELS
]


def kind_of(*said: str) -> Kind:
    """The kind that the first telling words mean; a service where nothing tells.

    >>> kind_of("orders", "Orders (PostgreSQL)"), kind_of("x", "Checkout")
    ('sql_database', 'service')
    """
    for words in said:
        plain = words.strip().lower().replace("-", "_").replace(" ", "_")
        if plain in KINDS:
            return plain  # type: ignore[return-value]
        if plain in ALIASES:
            return ALIASES[plain]
    for words in said:
        # the icon FooBar and the id foo_bar are words of their own
        spaced = re.sub(r"(?<=[a-z0-9])(?=[A-Z])|_", " ", words)
        for pattern, kind in _PATTERNS:
            if pattern.search(spaced):
                return kind
    return "service"

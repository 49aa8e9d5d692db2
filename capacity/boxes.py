"""What a box is beyond its kind: run by somebody else in several places, or a copy of another box."""

import re

from capacity.architecture import Component

# Kinds of which a provider runs many in several places behind one name.
RUN_FOR_YOU = frozenset({"cdn", "dns", "function", "object_store", "third_party", "waf"})
# Names of services of which the same is true, whatever kind they are drawn as.
MANAGED = re.compile(
    r"\b(managed|serverless|multi[- ]?az|multi[- ]?region|anycast|global tables?|dynamo ?db|cosmos ?db|"
    r"spanner|firestore|bigtable|aurora|cloudfront|cloudflare|fastly|akamai|route ?53|lambda|cloud run|"
    r"fargate|api gateway|apigw|alb|nlb|elb|sqs|sns|kinesis|pub/?sub|event ?hubs?|firehose|s3|gcs|"
    r"workers? kv|durable objects?|big ?query|athena|snowflake warehouse|redshift serverless|msk serverless|"
    r"azure front door|global accelerator)\b",
    re.IGNORECASE,
)
PLACE_WORDS = re.compile(
    r"\b(zone|az|region|dc|primary|secondary|standby|replica|follower|leader|master|slave|active|"
    r"passive|read|backup|node|eu|us|asia|ap|east|west|north|south|central|[a-d])\b|[\d_#-]+",
    re.IGNORECASE,
)


def is_managed(component: Component) -> bool:
    """Whether copies of it are somebody else's work, by its kind or by the name of the product."""
    words = f"{component.id} {component.name} {component.note}".replace("_", " ")
    return component.kind in RUN_FOR_YOU or bool(MANAGED.search(words))


def role(component: Component) -> str:
    """A name without what says where or which copy: 'Redirect eu-west 1' as 'redirect'."""
    words = component.name or component.id.replace("_", " ")
    return " ".join(PLACE_WORDS.sub(" ", words.lower()).split())

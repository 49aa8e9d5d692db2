"""Reading `name=value name=value` as chapters and command lines write it: values may hold spaces."""

import re

_NAME = re.compile(r"(?:^|\s)([a-z_]+)=")


def read_given(text: str) -> dict[str, str]:
    """'rate=3.9k/s size=500 B' → {'rate': '3.9k/s', 'size': '500 B'}. Raises ValueError."""
    found = list(_NAME.finditer(text))
    lead = text[: found[0].start()] if found else text
    if lead.strip():
        raise ValueError(f"'{lead.strip()}' is not of the form name=value.")
    ends = [*(each.start() for each in found[1:]), len(text)]
    return {each[1]: text[each.end() : end].strip() for each, end in zip(found, ends, strict=False)}

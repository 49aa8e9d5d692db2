"""A list is read page by page, by a cursor that says where to go on, in pages of bounded size.

Why it matters
    `offset=100000` makes the store read and throw away a hundred thousand rows, and a new row at the top
    shifts every page, so readers see things twice. A cursor (the last id or time seen) does neither; a
    limit with a maximum keeps one caller from asking for everything.

`wants` names what is asked for: `cursor`, `bound` (a limit with a maximum) and `next` (the response says
where to go on). Each earns its part; an offset earns a little of the first.

In a rubric
    rule: {kind: endpoint_paginated, operation: stats, wants: [cursor, bound]}
"""

import re
from typing import Literal

from grader.answer import Endpoint
from grader.rule import ApiRule
from grader.sentences import listed
from grader.submission import Submission
from grader.verdict import Verdict, met, missed, partly

Want = Literal["cursor", "bound", "next"]
CURSOR = re.compile(
    r"\bcursors?\b|page_?token|next_?token|continuation|\b(?:starting_|ending_)?(?:after|before)\b(?!\s+(?:the|a)\b)"
    r"|since_?id|max_?id|last_?(?:seen|id|key|evaluated)|key-?\s?set|\bseek\b|\bolder_?than\b|\b(?:before|after|since|from|up_to)_(?:id|ts|time|seq|sequence|message|msg|number)\w*\b|\bfrom_seq\b",
    re.IGNORECASE,
)
OFFSET = re.compile(
    r"\boffset\b|\bskip\b|page_?(?:number|no|num)\b|[?&]page=|\bpage\b(?!_|\s*(?:size|token|of))",
    re.IGNORECASE,
)
REFUSED = re.compile(
    r"\b(?:no|not|never|instead of|rather than|without|over|avoid(?:s|ing)?)\s+(?:an?\s+)?(?:\w+\s+)?$",
    re.IGNORECASE,
)
PUT_OFF = re.compile(
    r"^[^.;,]{0,50}\b(?:later|in the future|in v2|not yet|for now|next version|not needed|overkill)\b",
    re.IGNORECASE,
)
BOUND = re.compile(
    r"(?:limit|page_?size|count|size|per_?page)\W{0,4}(?:\w+\W+){0,3}?(?:≤|<=?|max\w*|up to|at most|bounded|capped)\W{0,3}\w*"
    r"|(?:max\w*|at most|up to|≤|<=)\W{0,3}\d+\s*(?:items?|posts?|entries|results|rows|per page|a page)?"
    r"|\b\d+\s+(?:items?|posts?|entries|results|rows)?\s*(?:per|a)\s+page"
    r"|(?:limit|page_?size|count|size|per_?page)\W{1,3}\d+\s*(?:\.\.+|…|-|–|to)\s*\d+",
    re.IGNORECASE,
)
NEXT = re.compile(
    r"next|has_?more|cursor|page_?token|continuation|last_?(?:id|key|evaluated)", re.IGNORECASE
)
IN_WORDS = {
    "cursor": "a cursor",
    "bound": "a limit with a maximum",
    "next": "where the next page begins, in the response",
}


class EndpointPaginated(ApiRule):
    kind: Literal["endpoint_paginated"] = "endpoint_paginated"
    operation: str
    wants: tuple[Want, ...] = ("cursor",)
    offset: float = 0.3  # the share of the cursor's part that an offset earns

    def judge(self, submission: Submission) -> Verdict:
        title = submission.title_of(self.operation)
        found = submission.endpoint(self.operation)
        if found is None:
            return missed(
                f"No endpoint does “{title}”, so nothing can be read page by page.",
                would_earn=f"A GET for “{title}” that takes a cursor and a limit.",
            )
        number, each = found
        written = f"{each.method} {each.path}"
        evidence = submission.endpoint_evidence(number)
        shown = {want: _shows(each, want) for want in self.wants}
        by_offset = "cursor" in shown and not shown["cursor"] and _offers(OFFSET, _request(each))
        lacking = [IN_WORDS[want] for want, there in shown.items() if not there]
        good = [IN_WORDS[want] for want, there in shown.items() if there]
        if not lacking:
            return met(f"{written} is read page by page: {listed(good)}.", evidence)
        would_earn = f"Add to {written}: {listed(lacking)}."
        because = f"{written} does not name {listed(lacking, 'or')}."
        if by_offset:
            because = f"{written} pages by offset: deep pages read all rows before them, and a new row shifts every page."
            rest = [each for each in lacking if each != IN_WORDS["cursor"]]
            because += f" It does not name {listed(rest, 'or')}." if rest else ""
        share = (len(good) + self.offset * by_offset) / len(shown)
        if share == 0:
            return missed(because, evidence, would_earn=would_earn)
        opening = f"There: {listed(good)}. " if good else ""
        return partly(share, f"{opening}{because}", evidence, would_earn=would_earn)


def _request(each: Endpoint) -> str:
    return f"{each.path} {each.request} {each.notes}"


def _shows(each: Endpoint, want: Want) -> bool:
    if want == "cursor":
        return _offers(CURSOR, f"{_request(each)} {each.response}")
    if want == "bound":
        return bool(BOUND.search(_request(each)))
    return bool(NEXT.search(each.response)) or bool(
        re.search(r"next[_ ]?(?:cursor|page|token)", each.notes, re.IGNORECASE)
    )


def _offers(pattern: re.Pattern[str], text: str) -> bool:
    """Whether a word is there and neither turned down nor put off: 'cursor, not offset' offers no offset."""
    return any(
        not REFUSED.search(text[: found.start()]) and not PUT_OFF.search(text[found.end() :])
        for found in pattern.finditer(text)
    )

"""How people spell numbers: the patterns and words that `reading.py` reads by.

`browser/reading.mjs` has the same patterns; the words come to it through `browser/units.mjs`.
"""

import re
import unicodedata

WORDS = {
    **dict.fromkeys(("k", "K", "thousand", "thousands"), 10**3),
    **dict.fromkeys(("M", "million", "millions", "mn", "mio", "Mio", "mln", "MM"), 10**6),
    **dict.fromkeys(("G", "billion", "billions", "bn", "bln"), 10**9),
    **dict.fromkeys(("T", "trillion", "trillions", "tn"), 10**12),
    **dict.fromkeys(("P", "quadrillion"), 10**15),
    "Ki": 2**10, "Mi": 2**20, "Gi": 2**30, "Ti": 2**40,
    "dozen": 12, "hundred": 100, "lakh": 10**5, "crore": 10**7,
}  # fmt: skip
SPELLED = {
    "half a": "0.5", "half an": "0.5", "a": "1", "an": "1", "one": "1", "two": "2", "three": "3",
    "four": "4", "five": "5", "six": "6", "seven": "7", "eight": "8", "nine": "9", "ten": "10",
    "eleven": "11", "twelve": "12", "twenty": "20", "fifty": "50",
}  # fmt: skip
ADVERBS = {
    "hourly": "hour", "daily": "day", "weekly": "week", "monthly": "month", "yearly": "year",
    "annually": "year",
}  # fmt: skip
GLUED = {"k": 10**3, "K": 10**3, "M": 10**6, "G": 10**9, "T": 10**12, "m": 10**6, "B": 10**9}
ADJECTIVES = frozenset(
    ["new", "active", "unique", "concurrent", "simultaneous", "registered", "total", "peak", "average", "avg", "raw", "short", "stored", "paying", "online"]
)  # fmt: skip
LASTING = frozenset(
    ["for", "in", "over", "after", "within", "during", "of"]
)  # 'for a year' is not 'a year'
JOINING = frozenset(["+", "and", "plus", "&", "of", "-", "–", "×", "x", "*"])

SPACES = re.compile(r"[\s\x1c-\x1f\x85\u200b\u2060\ufeff]+")
LEAD = re.compile(
    r"^(?:[~≈≃≅∼<>≤≥=≲≳+]|<=|>=|[×x](?= ?\d)|(?:about|around|approx(?:imately)?|roughly|circa|ca|c|nearly|almost|"
    r"up to|at least|at most|less than|more than|under|over|below|above|max|min|some|only|just|from|"
    r"peak|avg|average|p50|p90|p95|p99)\b[.:]?(?=[ ~≈<>≤≥\d$.]))\s*",
    re.IGNORECASE | re.ASCII,
)
BETWEEN = re.compile(r"^between (.+?) and (?=[\d$.])", re.IGNORECASE | re.ASCII)
SPELLED_FIRST = re.compile(
    r"^(half an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|fifty|"
    r"an?(?= (?:hundred|thousand|million|billion|trillion|dozen)))(?: |-)(?=[a-z0-9%])",
    re.IGNORECASE | re.ASCII,
)
DOLLARS = re.compile(r"^(?:US ?\$|\$|USD\b)\s*[~≈]?\s*", re.ASCII)
MONEY = re.compile(r"^[€£¥₹]")
NEGATIVE = re.compile(r"^[-−]\s*[\d.]", re.ASCII)
_DIGITS = (
    r"\d{1,3}(?:[ ,_'’]\d{3})+(?!\d)(?:\.\d+)?|\d{1,2}(?:,\d{2})+,\d{3}(?!\d)"
    r"|\d+,\d{1,2}(?![\d,])|\d+(?:\.\d+)?|\.\d+"
)
NUMBER = re.compile(
    rf"(?P<digits>{_DIGITS})"
    r"(?:[eE](?P<e>[+-]?\d{1,3})(?![A-Za-z])|\s*[*×x·⋅]\s*10\s*(?:\^|\*\*)\s*(?P<ten>[+-]?\d{1,3})"
    r"|\s*(?:\^|\*\*)\s*(?P<power>[+-]?\d{1,3}))?",
    re.ASCII,
)
DECIMAL_COMMA = re.compile(r"^\d+,\d{1,2}$", re.ASCII)
SEPARATORS = re.compile(r"[ ,_'’]")
ODD_DIGITS = re.compile(r"^(?:[,:'’_]|\.(?!\.))\d[\d.,:'’_]*", re.ASCII)
OUT_OF = re.compile(r"^(?:\s*/\s*| (?:in|out of) )(?=\d)", re.ASCII)
TO_ONE = re.compile(r"^\s*(?::|to)\s*1\s*(?=$|\()", re.ASCII)
GIVE_OR_TAKE = re.compile(r"^\s*(?:±|\+/-|\+-)\s*(?=[\d.])", re.ASCII)
PERCENT = re.compile(r"^\s*%")
RANGE = re.compile(r"\s*(?:-|–|—|\bto\b|\.\.+|…)\s*(?=[\d.$])\$?", re.ASCII)
PLUS = re.compile(r"^(\s*[A-Za-z]*)\+(?=\s|$|/)", re.ASCII)
PER = re.compile(r"\b(?:per|each|every)\b\s*", re.IGNORECASE | re.ASCII)
ARTICLE = re.compile(r"\ban?\b\s*", re.IGNORECASE | re.ASCII)
ACTIVE = re.compile(
    r"\b(?:daily|weekly|monthly)(?: active)?(?= (?:users?|visitors?)\b)", re.IGNORECASE | re.ASCII
)
TOKEN = re.compile(r"[/÷*·⋅]|[^\s/÷*·⋅]+", re.ASCII)
NOTES = re.compile(r"[(\[;]|, ")
ENDING = ".,:!?+"
NOT_AN_AMOUNT = re.compile(
    r"^[-−+]?(?:nan|inf|infinity|infinite|unlimited|∞)(?![A-Za-z])", re.IGNORECASE | re.ASCII
)

_SUPERSCRIPT = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789-")
_SUPERSCRIPTS = re.compile(r"[⁰¹²³⁴⁵⁶⁷⁸⁹⁻]+")
_HALVES = str.maketrans({"½": ".5", "¼": ".25", "¾": ".75"})
_QUOTES = "\"'`*“”‘’ "


def plain(text: str) -> str:
    """Full-width digits, thin spaces and superscripts in their plain form, one space between."""
    normal = text
    if not text.isascii():
        raised = _SUPERSCRIPTS.sub(lambda found: "^" + found[0].translate(_SUPERSCRIPT), text)
        normal = unicodedata.normalize("NFKC", raised.translate(_HALVES))
    return SPACES.sub(" ", normal).strip(_QUOTES)


def after_lead(body: str) -> str:
    """Without the words that only say how sure somebody is."""
    while lead := LEAD.match(body):
        body = body[lead.end() :]
    return body


def in_digits(body: str) -> str:
    """'five nines' as '5 nines', 'half a million' as '0.5 million'."""
    found = SPELLED_FIRST.match(body)
    return f"{SPELLED[found[1].lower()]} {body[found.end() :]}" if found else body

"""CSV in and out, safe for spreadsheets and the same again when it comes back.

A cell that a spreadsheet would run (it begins with = + - @) goes out with an apostrophe in front,
and comes in without it.
"""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence

from app.incoming import unkeepable_text
from capacity.frozen import BadInput, Problem, did_you_mean

RUN = ("=", "+", "-", "@", "\t", "\r")
MOST_ROWS = 5000
Row = dict[str, str]


def written(columns: Sequence[str], rows: Iterable[Mapping[str, object]]) -> str:
    """Rows as CSV with a header, in the order of the columns."""
    out = io.StringIO(newline="")
    lines = csv.writer(out)
    lines.writerow(columns)
    lines.writerows([_safe(row.get(name, "")) for name in columns] for row in rows)
    return out.getvalue()


def read(raw: bytes, *, wanted: Sequence[str], known: Sequence[str]) -> list[Row]:
    """The rows of a CSV file by column. BadInput names row and column of what is wrong.

    Columns may stand in any order and be separated by commas, semicolons or tabs; a spreadsheet's
    mark at the beginning of the file is skipped. Row 1 is the header.
    """
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise _bad("file", "is not UTF-8. Save it as “CSV UTF-8” in your spreadsheet.") from None
    if unkeepable_text(text):
        raise _bad("file", "holds a NUL character: this is no CSV file.")
    lines = list(csv.reader(io.StringIO(text, newline=""), _dialect(text)))
    if not lines:
        raise _bad("file", "is empty. Its first row names the columns.")
    if len(lines) > MOST_ROWS + 1:
        raise _bad("file", f"has {len(lines) - 1:,} rows; {MOST_ROWS:,} are the most.")
    header = [_plain(name).strip().casefold() for name in lines[0]]
    problems = [
        Problem(field=f"row 1, {name or 'a column'}", message=f"is no column here.{did_you_mean(name, known)}")
        for name in header
        if name not in known
    ]  # fmt: skip
    problems += [
        Problem(field="row 1", message=f"the column '{name}' is missing.")
        for name in wanted
        if name not in header
    ]
    problems += [
        Problem(field=f"row {number}", message=f"has {len(line)} cells, and the header {len(header)}.")
        for number, line in enumerate(lines[1:], 2)
        if line and len(line) != len(header)
    ]  # fmt: skip
    if problems:
        raise BadInput(problems)
    return [
        dict(zip(header, map(_plain, line), strict=True))
        for line in lines[1:]
        if any(map(str.strip, line))
    ]


def _dialect(text: str) -> type[csv.Dialect]:
    first = text.split("\n", 1)[0]
    mark = max(",;\t", key=first.count)
    return type("Typed", (csv.excel,), {"delimiter": mark})


def _safe(value: object) -> str:
    text = f"{value:g}" if isinstance(value, float) else str(value)
    number = isinstance(value, int | float)
    return f"'{text}" if text.startswith(RUN) and not number else text


def _plain(text: str) -> str:
    return text[1:] if text.startswith("'") and text[1:].startswith(RUN) else text


def _bad(field: str, message: str) -> BadInput:
    return BadInput([Problem(field=field, message=message)])

"""What was worked out lately, so that the same question about the same exercise is not worked out again."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Any, TypeVar

Result = TypeVar("Result")
MOST = 2048  # answers to questions; the oldest go first


class Memo:
    """Results by their question and by the very things they follow from; safe to share between threads.

    >>> memo = Memo()
    >>> brief = object()
    >>> memo.once(("rate",), (brief,), lambda: 38.6), memo.once(("rate",), (brief,), lambda: 0.0)
    (38.6, 38.6)
    >>> memo.once(("rate",), (object(),), lambda: 5.0)
    5.0
    """

    def __init__(self) -> None:
        self._known: OrderedDict[Hashable, tuple[tuple[object, ...], Any]] = OrderedDict()
        self._lock = Lock()

    def once(self, key: Hashable, of: tuple[object, ...], work: Callable[[], Result]) -> Result:
        """The result for a key, where it was found from these same objects; else worked out and kept."""
        known = self._known.get(key)
        if known is not None and all(one is other for one, other in zip(known[0], of, strict=True)):
            result: Result = known[1]
            return result
        result = work()
        with self._lock:
            self._known[key] = (of, result)
            if len(self._known) > MOST:
                self._known.popitem(last=False)
        return result

    def forget(self) -> None:
        """Work everything out anew from here on; for measuring what a first time costs."""
        with self._lock:
            self._known.clear()

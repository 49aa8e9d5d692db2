"""What callers do about failure: a retry budget and a circuit breaker, one of each for a call.

>>> breaker = Fuse(failures=0.5, over=4, cool=5.0)
>>> for _ in range(3):
...     breaker.note(ok=False, now=1.0)
>>> breaker.stops(2.0), breaker.stops(7.0), breaker.stops(7.0)
(True, False, True)
"""

MOST_SAVED = 10.0  # retries that a quiet time can save up


class Purse:
    """Retries that may be spent: each first attempt puts in a part of one."""

    __slots__ = ("left", "rate")

    def __init__(self, rate: float) -> None:
        self.rate = rate
        self.left = MOST_SAVED

    def earn(self) -> None:
        self.left += self.rate
        self.left = min(self.left, MOST_SAVED)

    def spend(self) -> bool:
        if self.left < 1.0:
            return False
        self.left -= 1.0
        return True


class Fuse:
    """A circuit breaker: closed, open, or trying one call."""

    __slots__ = ("cool", "failing", "failures", "over", "until")

    def __init__(self, failures: float, over: int, cool: float) -> None:
        self.failures = failures
        self.over = over
        self.cool = cool
        self.failing = 0.0  # a moving share of calls that failed
        self.until = -1.0  # when open: the time at which one call may try

    def stops(self, now: float) -> bool:
        """Whether a call is refused now. The first call after the pause is let through to try."""
        if self.until < 0.0:
            return False
        if now < self.until:
            return True
        self.until = now + self.cool
        return False

    def note(self, *, ok: bool, now: float) -> None:
        """What became of a call that was let through."""
        if self.until >= 0.0:
            if ok:
                self.until = -1.0
                self.failing = 0.0
            return
        self.failing += ((0.0 if ok else 1.0) - self.failing) / self.over
        if self.failing > self.failures:
            self.until = now + self.cool

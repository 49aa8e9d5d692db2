"""The calendar and its stations: a request is a generator that says what it waits for.

`yield 0.01` sleeps for ten milliseconds, `yield station` waits for a server of it, `yield gate`
waits until the gate opens. What happens at the same moment happens in the order it was planned.

>>> sim, desk = Sim(), Station(servers=1)
>>> def visitor():
...     yield desk
...     yield 2.0
...     sim.release(desk)
>>> for _ in range(3):
...     sim.at(0.0, visitor())
>>> sim.run()
>>> sim.now
6.0
"""

from collections import deque
from collections.abc import Iterator
from heapq import heappop, heappush
from math import inf


class Station:
    """Servers that take one piece of work each; further work waits in line."""

    __slots__ = ("busy", "line", "servers")

    def __init__(self, servers: int) -> None:
        self.servers = servers
        self.busy = 0
        self.line: deque[Process] = deque()


class Gate:
    """Opens after `left` arrivals; whoever waits for it goes on then."""

    __slots__ = ("left", "waiter")

    def __init__(self, left: int) -> None:
        self.left = left
        self.waiter: Process | None = None


Process = Iterator[float | Station | Gate]


class Sim:
    """A clock, and a calendar of who goes on when."""

    __slots__ = ("calendar", "now", "planned")

    def __init__(self) -> None:
        self.now = 0.0
        self.planned = 0
        self.calendar: list[tuple[float, int, Process]] = []

    def at(self, time: float, process: Process) -> None:
        """Let the process go on at this time."""
        self.planned += 1
        heappush(self.calendar, (time, self.planned, process))

    def release(self, station: Station) -> None:
        """Give a server back; who waits longest takes it, unless there are servers too many."""
        if station.line and station.busy <= station.servers:
            self.at(self.now, station.line.popleft())
        else:
            station.busy -= 1

    def resize(self, station: Station, servers: int) -> None:
        """Let a station have this many servers from now on; work that has begun is finished."""
        station.servers = servers
        while station.line and station.busy < servers:
            station.busy += 1
            self.at(self.now, station.line.popleft())

    def arrive(self, gate: Gate) -> None:
        """Count one arrival at the gate; the last one lets the waiter through."""
        gate.left -= 1
        if gate.left == 0 and gate.waiter is not None:
            self.at(self.now, gate.waiter)

    def go_on(self, process: Process) -> None:
        """Run a process up to what it waits for next."""
        for want in process:
            if want.__class__ is Station:
                if want.busy < want.servers:
                    want.busy += 1
                    continue
                want.line.append(process)
                return
            if want.__class__ is Gate:
                if want.left > 0:
                    want.waiter = process
                    return
                continue
            self.at(self.now + want, process)  # type: ignore[operator]
            return

    def run(self, until: float = inf) -> None:
        """Go through the calendar; what is planned after `until` stays planned."""
        calendar, go_on = self.calendar, self.go_on
        while calendar and calendar[0][0] <= until:
            self.now, _, process = heappop(calendar)
            go_on(process)

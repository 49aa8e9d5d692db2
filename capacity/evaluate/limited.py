"""Where callers that keep a server while they wait are too few for a queue to form behind them.

A caller with n servers, each kept until its call is answered, never has more than n calls under way: so
many wait at most where it calls. A queue is computed as if any number could wait. The share of visits
that would find all n there already tells how wrong that is; what they lead to is a network in which
everything limits everything, for which there is no closed form.
"""

from math import inf

from capacity.evaluate.loads import Loads
from capacity.plan import OperationPlan

FOUND = 0.01  # share of visits that would find all of their callers' servers before them
WAIT = 5e-4  # and what they would wait, of an operation's mean


def limited(loaded: Loads, operation: OperationPlan, mean: float) -> tuple[str, str] | None:
    """The caller and the called, where too few can wait; the first that is met."""
    under_way: dict[str, float] = dict.fromkeys(operation.entries, inf)  # at most, at each
    for component in operation.order:
        here = under_way.get(component, 0.0)
        station = loaded.plan.stations.get(component)
        most = inf if station is None or station.servers is None else station.servers
        if _too_few(loaded, component, here, mean):
            return _caller(loaded, operation, component), component
        reached: dict[str, float] = {}
        for step in operation.steps.get(component, ()):
            for call in step.calls:
                some = min(here, most) if call.blocking else here if step.waits else inf
                reached[call.target] = max(reached.get(call.target, 0.0), some)
        for target, some in reached.items():
            under_way[target] = under_way.get(target, 0.0) + some
    return None


def _too_few(loaded: Loads, component: str, most: float, mean: float) -> bool:
    if most == inf or component not in loaded.queues:
        return False
    queue = loaded.queues[component][0]
    servers = loaded.plan.stations[component].servers
    if servers is None or not queue.chance:
        return False
    busy = min(1.0, queue.utilisation or 0.0)  # more than that where a full queue turns some away
    beyond: float = busy ** max(0.0, most - servers)
    found = queue.chance * beyond
    return found > FOUND and found * queue.mean > WAIT * mean


def _caller(loaded: Loads, operation: OperationPlan, component: str) -> str:
    """Who keeps its servers: the nearest before a component, on a way that leads there."""
    looked_for = component
    for each in reversed(operation.order):
        for call in operation.calls_of(each):
            if call.target == looked_for and call.waits:
                if call.blocking and loaded.plan.stations[each].servers is not None:
                    return each
                looked_for = each
                break
    return component

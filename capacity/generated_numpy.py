"""Every formula over arrays. Generated: do not edit.

Written by `python -m capacity.emit`; units are those of `capacity.formulary.FORMULAS[name]`. Kernels
with a loop in them take an array element by element.
"""

from typing import Any

import numpy

from capacity import kernels

_harmonic = numpy.vectorize(kernels.harmonic, otypes=[float])
_erlang_b = numpy.vectorize(kernels.erlang_b, otypes=[float])
_erlang_c = numpy.vectorize(kernels.erlang_c, otypes=[float])
_full_house = numpy.vectorize(kernels.full_house, otypes=[float])
_erlang_idle = numpy.vectorize(kernels.erlang_idle, otypes=[float])
_house_empty = numpy.vectorize(kernels.house_empty, otypes=[float])
_house_busy = numpy.vectorize(kernels.house_busy, otypes=[float])
_house_queue = numpy.vectorize(kernels.house_queue, otypes=[float])
_late_answers = numpy.vectorize(kernels.late_answers, otypes=[float])
_answer_quantile = numpy.vectorize(kernels.answer_quantile, otypes=[float])
_at_least = numpy.vectorize(kernels.at_least, otypes=[float])
_busiest_share = numpy.vectorize(kernels.busiest_share, otypes=[float])
_any_of = numpy.vectorize(kernels.any_of, otypes=[float])
_grown = numpy.vectorize(kernels.grown, otypes=[float])
_saturating = numpy.vectorize(kernels.saturating, otypes=[float])
_unsaturating = numpy.vectorize(kernels.unsaturating, otypes=[float])
_factorial = numpy.vectorize(kernels.factorial, otypes=[float])


def average_rate(users: Any, requests_each: Any) -> Any:
    """Requests per second, spread evenly over the day."""
    return (1/86400)*requests_each*users


def write_rate(items_per_month: Any) -> Any:
    """Writes per second, when so many new things arrive in a month of 30 days."""
    return (1/2592000)*items_per_month


def read_rate(write_rate: Any, reads_per_write: Any) -> Any:
    """Reads per second, from writes and how often each is read."""
    return reads_per_write*write_rate


def peak_rate(average: Any, peak_factor: Any) -> Any:
    """Requests per second in the busiest hour."""
    return average*peak_factor


def fan_out_rate(rate: Any, followers: Any) -> Any:
    """Writes per second when each post is put into the feed of every follower."""
    return followers*rate


def grown_rate(rate: Any, growth: Any, years: Any) -> Any:
    """Requests per second after some years of steady growth."""
    return rate*_grown(growth, years)


def doubling_time(growth: Any) -> Any:
    """Years until a load that grows steadily has doubled."""
    return numpy.log(2)/numpy.log(growth + 1)


def stored_bytes(write_rate: Any, size: Any, retention: Any, copies: Any) -> Any:
    """Bytes on disk after the years that things are kept, in so many copies."""
    return 31536000*copies*retention*size*write_rate


def stored_while_growing(first_year: Any, growth: Any, years: Any) -> Any:
    """Bytes after the years when each year brings so much more than the year before."""
    return first_year*(_grown(growth, years) - 1)/growth


def with_indexes(raw: Any, index_share: Any) -> Any:
    """Bytes of rows and of the indexes on them."""
    return raw*(index_share + 1)


def replicated_bytes(raw: Any, copies: Any) -> Any:
    """Bytes when everything is kept in so many copies."""
    return copies*raw


def erasure_coded_bytes(raw: Any, data_parts: Any, parity_parts: Any) -> Any:
    """Bytes when data is cut into parts and parity is added; as many parts may be lost as parity has."""
    return raw*(data_parts + parity_parts)/data_parts


def bandwidth(rate: Any, size: Any) -> Any:
    """Bytes per second on the wire; eight times as many bits."""
    return rate*size


def bytes_sent(rate: Any, size: Any, duration: Any) -> Any:
    """Bytes sent in a length of time."""
    return duration*rate*size


def transfer_time(size: Any, speed: Any) -> Any:
    """How long it takes to move data at full speed; not counting the way there."""
    return size/speed


def zipf_hit_ratio(cached: Any, items: Any, exponent: Any) -> Any:
    """The share of reads that a cache of the most wanted items answers, when popularity is Zipf's."""
    return _harmonic(cached, exponent)/_harmonic(items, exponent)


def working_set(data: Any, hot_share: Any) -> Any:
    """Bytes in use over some time: what a cache has to hold to answer nearly all reads."""
    return data*hot_share


def cache_bytes(items_cached: Any, size: Any) -> Any:
    """Bytes of memory that so many items take in a cache."""
    return items_cached*size


def origin_load(rate: Any, hit_ratio: Any) -> Any:
    """Requests per second that a cache does not answer and the store behind it must."""
    return rate*(1 - hit_ratio)


def latency_through_cache(hit_ratio: Any, cache_latency: Any, store_latency: Any) -> Any:
    """Mean latency when the cache is asked first and the store only after a miss."""
    return cache_latency + store_latency*(1 - hit_ratio)


def utilisation(rate: Any, service_time: Any, servers: Any) -> Any:
    """The share of time that servers are busy; at 1 and above the queue grows without end."""
    return rate*service_time/servers


def servers_needed(peak: Any, per_server: Any, target_utilisation: Any) -> Any:
    """Servers that carry the peak while each stays as busy as planned."""
    return numpy.ceil(peak/(per_server*target_utilisation))


def servers_with_zone_spare(needed: Any, zones: Any) -> Any:
    """Servers, spread evenly over zones, of which enough are left when one zone is lost."""
    return numpy.ceil(needed*zones/(zones - 1))


def shards_needed(data: Any, data_each: Any, writes: Any, writes_each: Any, headroom: Any) -> Any:
    """Shards that hold the data and take the writes, whichever needs more, with room to grow."""
    return numpy.ceil(headroom*numpy.maximum(data/data_each, writes/writes_each))


def connections_needed(rate: Any, held: Any) -> Any:
    """Database connections that are in use at a time, on average; a pool needs some more."""
    return held*rate


def connections_open(instances: Any, pool: Any) -> Any:
    """Connections that a database sees when every instance fills its pool; its limit bounds them."""
    return instances*pool


def amdahl_speedup(parallel: Any, workers: Any) -> Any:
    """How many times as fast so many workers are, when a part of the work cannot be shared."""
    return (-parallel + parallel/workers + 1)**(-1.0)


def usl_speedup(workers: Any, contention: Any, coherence: Any) -> Any:
    """How many times one worker's throughput so many reach, when they wait for and consult one another."""
    return workers/(coherence*workers*(workers - 1) + contention*(workers - 1) + 1)


def usl_peak(contention: Any, coherence: Any) -> Any:
    """The number of workers past which more of them make the system slower."""
    return numpy.sqrt(1 - contention)/numpy.sqrt(coherence)


def ring_imbalance(virtual_nodes: Any) -> Any:
    """About how far the load of nodes on a hash ring scatters around the mean (standard deviation)."""
    return 1/numpy.sqrt(virtual_nodes)


def hottest_node(nodes: Any) -> Any:
    """How many times the mean the busiest node carries when each has one random point on a hash ring."""
    return _harmonic(nodes, 1)


def busiest_node(nodes: Any, virtual_nodes: Any) -> Any:
    """How many times the mean the busiest node of a hash ring carries, when each has so many random points."""
    return _busiest_share(nodes, virtual_nodes)


def keys_moved(nodes: Any) -> Any:
    """The share of keys that moves when one node joins a hash ring."""
    return (nodes + 1)**(-1.0)


def keys_moved_by_modulo(nodes: Any) -> Any:
    """The share of keys that moves when one node joins and a key's node is its hash modulo their number."""
    return nodes/(nodes + 1)


def in_flight(rate: Any, latency: Any) -> Any:
    """Requests in the system at a time (Little's law)."""
    return latency*rate


def offered_load(rate: Any, service_time: Any) -> Any:
    """Servers that would be busy all the time, if there were enough of them."""
    return rate*service_time


def wait_one_server(rate: Any, service_time: Any) -> Any:
    """Mean time before service begins, with one server and random arrivals (M/M/1)."""
    return rate*service_time**2/(-rate*service_time + 1)


def response_one_server(rate: Any, service_time: Any) -> Any:
    """Mean time from arrival to answer, with one server and random arrivals (M/M/1)."""
    return service_time/(-rate*service_time + 1)


def response_percentile_one_server(rate: Any, service_time: Any, percentile: Any) -> Any:
    """The time within which such a share of requests is answered by one server (M/M/1)."""
    return service_time*_unsaturating(percentile)/(-rate*service_time + 1)


def queue_one_server(rate: Any, service_time: Any) -> Any:
    """Requests that wait, on average, before one server (M/M/1)."""
    return rate**2*service_time**2/(-rate*service_time + 1)


def held_one_server(rate: Any, service_time: Any) -> Any:
    """Requests that wait or are served, on average, with one server (M/M/1)."""
    return rate*service_time/(-rate*service_time + 1)


def wait_any_service(rate: Any, service_time: Any, service_scatter: Any) -> Any:
    """Mean wait for one server with random arrivals, whatever service looks like (M/G/1)."""
    return (1/2)*rate*service_time**2*(service_scatter + 1)/(-rate*service_time + 1)


def wait_constant_service(rate: Any, service_time: Any) -> Any:
    """Mean wait for one server when every request takes just as long (M/D/1): half of M/M/1's."""
    return (1/2)*rate*service_time**2/(-rate*service_time + 1)


def wait_kingman(rate: Any, service_time: Any, arrival_scatter: Any, service_scatter: Any) -> Any:
    """About the mean wait for one busy server, whatever arrivals and service look like (G/G/1)."""
    return (1/2)*rate*service_time**2*(arrival_scatter + service_scatter)/(-rate*service_time + 1)


def erlang_b(servers: Any, offered: Any) -> Any:
    """The share of requests that find every server busy and are turned away (Erlang B)."""
    return _erlang_b(servers, offered)


def erlang_c(servers: Any, offered: Any) -> Any:
    """The share of requests that find every server busy and wait (Erlang C)."""
    return _erlang_c(servers, offered)


def wait_many_servers(rate: Any, service_time: Any, servers: Any) -> Any:
    """Mean time before service begins, with many servers and one queue (M/M/c)."""
    return service_time*_erlang_c(servers, rate*service_time)/(-rate*service_time + servers)


def wait_percentile(rate: Any, service_time: Any, servers: Any, percentile: Any) -> Any:
    """The time within which service begins for such a share of requests (M/M/c)."""
    return service_time*numpy.log(numpy.maximum(1, _erlang_c(servers, rate*service_time)/(1 - percentile)))/(-rate*service_time + servers)


def service_level(rate: Any, service_time: Any, servers: Any, within: Any) -> Any:
    """The share of requests whose service begins within a time (M/M/c)."""
    return -numpy.exp(within*(rate*service_time - servers)/service_time)*_erlang_c(servers, rate*service_time) + 1


def wait_allen_cunneen(rate: Any, service_time: Any, servers: Any, arrival_scatter: Any, service_scatter: Any) -> Any:
    """About the mean wait for many servers, whatever arrivals and service look like (G/G/c)."""
    return (1/2)*service_time*(arrival_scatter + service_scatter)*_erlang_c(servers, rate*service_time)/(-rate*service_time + servers)


def idle_share(servers: Any, offered: Any) -> Any:
    """The share of time in which not one of many servers is busy (M/M/c)."""
    return _erlang_idle(servers, offered)


def queue_many_servers(rate: Any, service_time: Any, servers: Any) -> Any:
    """Requests that wait, on average, before many servers (M/M/c)."""
    return rate*service_time*_erlang_c(servers, rate*service_time)/(-rate*service_time + servers)


def held_many_servers(rate: Any, service_time: Any, servers: Any) -> Any:
    """Requests that wait or are served, on average, with many servers and one queue (M/M/c)."""
    return rate*service_time*(1 + _erlang_c(servers, rate*service_time)/(-rate*service_time + servers))


def response_many_servers(rate: Any, service_time: Any, servers: Any) -> Any:
    """Mean time from arrival to answer, with many servers and one queue (M/M/c)."""
    return service_time*(1 + _erlang_c(servers, rate*service_time)/(-rate*service_time + servers))


def response_percentile(rate: Any, service_time: Any, servers: Any, percentile: Any) -> Any:
    """The time within which such a share of requests is answered, waiting included (M/M/c)."""
    return service_time*_answer_quantile(servers, rate*service_time, percentile)


def answered_within(rate: Any, service_time: Any, servers: Any, within: Any) -> Any:
    """The share of requests that is answered within a time, waiting included (M/M/c)."""
    return 1 - _late_answers(servers, rate*service_time, within/service_time)


def turned_away(servers: Any, places: Any, offered: Any) -> Any:
    """The share of requests that a queue with a limit turns away (M/M/c/K)."""
    return _full_house(servers, places, offered)


def idle_share_with_limit(servers: Any, places: Any, offered: Any) -> Any:
    """The share of time in which a queue with a limit has nobody in it (M/M/c/K)."""
    return _house_empty(servers, places, offered)


def all_busy_with_limit(servers: Any, places: Any, offered: Any) -> Any:
    """The share of time in which a queue with a limit has no idle server (M/M/c/K)."""
    return _house_busy(servers, places, offered)


def queue_with_limit(servers: Any, places: Any, offered: Any) -> Any:
    """Requests that wait, on average, in a queue with a limit (M/M/c/K)."""
    return _house_queue(servers, places, offered)


def held_with_limit(servers: Any, places: Any, offered: Any) -> Any:
    """Requests that wait or are served, on average, in a queue with a limit (M/M/c/K)."""
    return offered*(1 - _full_house(servers, places, offered)) + _house_queue(servers, places, offered)


def rate_let_in(rate: Any, service_time: Any, servers: Any, places: Any) -> Any:
    """Requests per second that find room in a queue with a limit, and are served (M/M/c/K)."""
    return rate*(1 - _full_house(servers, places, rate*service_time))


def wait_with_limit(rate: Any, service_time: Any, servers: Any, places: Any) -> Any:
    """Mean wait of the requests that a queue with a limit lets in (M/M/c/K)."""
    return _house_queue(servers, places, rate*service_time)/(rate*(1 - _full_house(servers, places, rate*service_time)))


def response_with_limit(rate: Any, service_time: Any, servers: Any, places: Any) -> Any:
    """Mean time from arrival to answer of the requests that a queue with a limit lets in (M/M/c/K)."""
    return service_time*(1 + _house_queue(servers, places, rate*service_time)/(rate*service_time*(1 - _full_house(servers, places, rate*service_time))))


def availability_in_series(one: Any, count: Any) -> Any:
    """Availability of something that needs all of so many things, if they fail independently."""
    return one**count


def availability_of_both(first: Any, second: Any) -> Any:
    """Availability of something that needs both of two things, if they fail independently."""
    return first*second


def availability_in_parallel(one: Any, copies: Any) -> Any:
    """Availability of copies of which any one suffices, if they fail independently."""
    return _any_of(one, copies)


def availability_k_of_n(need: Any, copies: Any, one: Any) -> Any:
    """Availability of copies of which so many must be up, if they fail independently."""
    return _at_least(need, copies, one)


def availability_with_common_cause(one: Any, copies: Any, common: Any) -> Any:
    """Availability of copies when a share of failures takes all of them at once (beta factor)."""
    return (-common*(1 - one) + 1)*_any_of(-(1 - common)*(1 - one) + 1, copies)


def availability_from_repair(between_failures: Any, repair: Any) -> Any:
    """The share of time that something is up which fails now and then and is mended."""
    return between_failures/(between_failures + repair)


def nines(availability: Any) -> Any:
    """How many nines an availability has: 99.9 % has three."""
    return -numpy.log(1 - availability)/numpy.log(10)


def downtime(availability: Any, period: Any) -> Any:
    """Time in which something is down, out of a year or another length of time."""
    return period*(1 - availability)


def error_budget(objective: Any, requests: Any) -> Any:
    """Requests that may fail in a period before a service level objective is broken."""
    return requests*(1 - objective)


def failures_of_fleet(between_failures: Any, count: Any) -> Any:
    """Mean time until any one of many fails, if they fail independently."""
    return between_failures/count


def recovery_time(detect: Any, decide: Any, promote: Any, warm: Any) -> Any:
    """Time from a failure until service is back: what a recovery time objective (RTO) bounds."""
    return decide + detect + promote + warm


def data_at_risk(write_rate: Any, lag: Any) -> Any:
    """Data that is lost when the primary is: what a recovery point objective (RPO) bounds."""
    return lag*write_rate


def quorum_overlap(reads: Any, writes: Any, copies: Any) -> Any:
    """Copies that a read and the write before it have in common; from 1 on, reads see the last write."""
    return -copies + reads + writes


def majority(copies: Any) -> Any:
    """Copies of which any two sets of that size have one in common: the smallest majority."""
    return numpy.ceil((1/2)*copies + 1/2)


def quorum_availability(quorum: Any, copies: Any, one: Any) -> Any:
    """How often enough copies answer for a quorum, if they fail independently."""
    return _at_least(quorum, copies, one)


def annual_loss(copies: Any, failures: Any, repair: Any) -> Any:
    """How often a year an object is lost: all copies fail before one is made again."""
    return failures**copies*repair**(copies - 1)*_factorial(copies)


def time_to_loss(copies: Any, between_failures: Any, repair: Any) -> Any:
    """About the mean time until all copies of data are lost, if disks fail independently (MTTDL)."""
    return between_failures*(between_failures/repair)**(copies - 1)/_factorial(copies)


def time_to_loss_with_parity(disks: Any, between_failures: Any, repair: Any) -> Any:
    """About the mean time until a group of disks with one of parity loses two at once (RAID 5, MTTDL)."""
    return between_failures**2/(disks*repair*(disks - 1))


def fan_out_tail(slow: Any, calls: Any) -> Any:
    """The share of requests that meet at least one slow call, when all calls must answer."""
    return _any_of(slow, calls)


def leaf_percentile(promise: Any, calls: Any) -> Any:
    """The share of calls that must be fast, so that such a share of requests is."""
    return promise**(calls**(-1.0))


def hedged_rate(rate: Any, hedged: Any) -> Any:
    """Calls per second when the slowest share of them is sent once more."""
    return rate*(hedged + 1)


def hedged_tail(slow: Any) -> Any:
    """The share of calls that stay slow when a second copy is sent, if copies are slow independently."""
    return slow**2


def retry_amplification(failing: Any, retries: Any) -> Any:
    """Tries that a request makes on average, when a failed try is made again."""
    return (1 - failing**(retries + 1))/(1 - failing)


def backoff_time(first: Any, retries: Any) -> Any:
    """Time waited before the last retry, when each wait is twice the one before and none is random."""
    return first*(2**retries - 1)


def token_bucket(burst: Any, rate: Any, duration: Any) -> Any:
    """The most requests that a token bucket lets through in a length of time."""
    return burst + duration*rate


def backlog(rate: Any, capacity: Any, duration: Any) -> Any:
    """Requests that pile up while more arrives than is worked off."""
    return duration*(-capacity + rate)


def time_to_drain(waiting: Any, rate: Any, capacity: Any) -> Any:
    """Time until a backlog is gone, while requests keep arriving."""
    return waiting/(capacity - rate)


def stale_share(age: Any, lag: Any) -> Any:
    """The share of reads from a copy that do not see a write of that age yet."""
    return numpy.exp(-age/lag)


def key_space(alphabet: Any, length: Any) -> Any:
    """How many different keys of one length there are."""
    return alphabet**length


def key_length(items: Any, alphabet: Any, headroom: Any) -> Any:
    """The shortest key that leaves so many keys for each thing."""
    return numpy.ceil(-1/1000000000 + numpy.log(headroom*items)/numpy.log(alphabet))


def collision_share(items: Any, space: Any) -> Any:
    """The chance that a random key is taken already."""
    return items/space


def expected_collisions(items: Any, space: Any) -> Any:
    """About how many pairs of random keys are alike."""
    return (1/2)*items**2/space


def collision_chance(items: Any, space: Any) -> Any:
    """About the chance that any two of so many random keys are alike (the birthday problem)."""
    return _saturating((1/2)*items**2/space)


def keys_before_even_odds(space: Any) -> Any:
    """About how many random keys may be drawn until a collision is as likely as not."""
    return numpy.sqrt(2)*numpy.sqrt(space)*numpy.sqrt(numpy.log(2))


def bloom_bits(false_positives: Any) -> Any:
    """Bits that a Bloom filter needs for each item."""
    return -numpy.log(false_positives)/numpy.log(2)**2


def bloom_hashes(bits: Any) -> Any:
    """Hash functions that make the fewest false alarms with so many bits for each item."""
    return bits*numpy.log(2)


def bloom_size(items: Any, false_positives: Any) -> Any:
    """Bits of a Bloom filter over so many items; an eighth of that in bytes."""
    return -items*numpy.log(false_positives)/numpy.log(2)**2


def bloom_false_alarms(bits: Any, hashes: Any) -> Any:
    """The share of false alarms of a Bloom filter that is filled as planned."""
    return (1 - numpy.exp(-hashes/bits))**hashes


def server_cost(servers: Any, price: Any) -> Any:
    """Dollars a month for servers that run all the time."""
    return price*servers


def storage_cost(data: Any, price: Any) -> Any:
    """Dollars a month for data that is kept."""
    return (1/1000000000)*data*price


def traffic_cost(data: Any, price: Any) -> Any:
    """Dollars for data that leaves the data centre."""
    return (1/1000000000)*data*price


def monthly_traffic_cost(traffic: Any, price: Any) -> Any:
    """Dollars a month for data that leaves the data centre all the time."""
    return (81/31250)*price*traffic


def cost_per_million(cost: Any, rate: Any) -> Any:
    """Dollars for a million requests."""
    return (125/324)*cost/rate

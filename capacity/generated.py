"""Every formula as a plain function, and solved for its inputs. Generated: do not edit.

Written by `python -m capacity.emit` from `capacity/formulas`. Arguments and results are in the units
that `capacity.formulary.FORMULAS[name]` names. `name__input` is the formula solved for that input;
`name__smooth` is it without rounding up; `name__holds_1` is its first condition.
"""

from __future__ import annotations

import math

from capacity.kernels import (
    answer_quantile as _answer_quantile,
    any_of as _any_of,
    at_least as _at_least,
    busiest_share as _busiest_share,
    erlang_b as _erlang_b,
    erlang_c as _erlang_c,
    erlang_idle as _erlang_idle,
    factorial as _factorial,
    full_house as _full_house,
    grown as _grown,
    harmonic as _harmonic,
    house_busy as _house_busy,
    house_empty as _house_empty,
    house_queue as _house_queue,
    late_answers as _late_answers,
    saturating as _saturating,
    unsaturating as _unsaturating,
)


def average_rate(users: float, requests_each: float) -> float:
    """Requests per second, spread evenly over the day."""
    return (1/86400)*requests_each*users


def average_rate__users(result: float, requests_each: float) -> float:
    return 86400*result/requests_each


def average_rate__requests_each(result: float, users: float) -> float:
    return 86400*result/users


def write_rate(items_per_month: float) -> float:
    """Writes per second, when so many new things arrive in a month of 30 days."""
    return (1/2592000)*items_per_month


def write_rate__items_per_month(result: float) -> float:
    return 2592000*result


def read_rate(write_rate: float, reads_per_write: float) -> float:
    """Reads per second, from writes and how often each is read."""
    return reads_per_write*write_rate


def read_rate__write_rate(result: float, reads_per_write: float) -> float:
    return result/reads_per_write


def read_rate__reads_per_write(result: float, write_rate: float) -> float:
    return result/write_rate


def peak_rate(average: float, peak_factor: float) -> float:
    """Requests per second in the busiest hour."""
    return average*peak_factor


def peak_rate__average(result: float, peak_factor: float) -> float:
    return result/peak_factor


def peak_rate__peak_factor(result: float, average: float) -> float:
    return result/average


def fan_out_rate(rate: float, followers: float) -> float:
    """Writes per second when each post is put into the feed of every follower."""
    return followers*rate


def fan_out_rate__rate(result: float, followers: float) -> float:
    return result/followers


def fan_out_rate__followers(result: float, rate: float) -> float:
    return result/rate


def grown_rate(rate: float, growth: float, years: float) -> float:
    """Requests per second after some years of steady growth."""
    return rate*_grown(growth, years)


def grown_rate__rate(result: float, growth: float, years: float) -> float:
    return result/_grown(growth, years)


def grown_rate__part_1(rate: float, growth: float, years: float) -> float:
    return float((growth + 1)**years)


def doubling_time(growth: float) -> float:
    """Years until a load that grows steadily has doubled."""
    return math.log(2)/math.log(growth + 1)


def doubling_time__growth(result: float) -> float:
    return float(2**(1/result) - 1)


def doubling_time__part_1(growth: float) -> float:
    return math.log(growth + 1)


def stored_bytes(write_rate: float, size: float, retention: float, copies: float) -> float:
    """Bytes on disk after the years that things are kept, in so many copies."""
    return 31536000*copies*retention*size*write_rate


def stored_bytes__write_rate(result: float, size: float, retention: float, copies: float) -> float:
    return (1/31536000)*result/(copies*retention*size)


def stored_bytes__size(result: float, write_rate: float, retention: float, copies: float) -> float:
    return (1/31536000)*result/(copies*retention*write_rate)


def stored_bytes__retention(result: float, write_rate: float, size: float, copies: float) -> float:
    return (1/31536000)*result/(copies*size*write_rate)


def stored_bytes__copies(result: float, write_rate: float, size: float, retention: float) -> float:
    return (1/31536000)*result/(retention*size*write_rate)


def stored_while_growing(first_year: float, growth: float, years: float) -> float:
    """Bytes after the years when each year brings so much more than the year before."""
    return first_year*(_grown(growth, years) - 1)/growth


def stored_while_growing__first_year(result: float, growth: float, years: float) -> float:
    return growth*result/(_grown(growth, years) - 1)


def stored_while_growing__part_1(first_year: float, growth: float, years: float) -> float:
    return float((growth + 1)**years - 1)


def with_indexes(raw: float, index_share: float) -> float:
    """Bytes of rows and of the indexes on them."""
    return raw*(index_share + 1)


def with_indexes__raw(result: float, index_share: float) -> float:
    return result/(index_share + 1)


def with_indexes__index_share(result: float, raw: float) -> float:
    return -1 + result/raw


def with_indexes__part_1(raw: float, index_share: float) -> float:
    return index_share + 1


def replicated_bytes(raw: float, copies: float) -> float:
    """Bytes when everything is kept in so many copies."""
    return copies*raw


def replicated_bytes__raw(result: float, copies: float) -> float:
    return result/copies


def replicated_bytes__copies(result: float, raw: float) -> float:
    return result/raw


def erasure_coded_bytes(raw: float, data_parts: float, parity_parts: float) -> float:
    """Bytes when data is cut into parts and parity is added; as many parts may be lost as parity has."""
    return raw*(data_parts + parity_parts)/data_parts


def erasure_coded_bytes__raw(result: float, data_parts: float, parity_parts: float) -> float:
    return data_parts*result/(data_parts + parity_parts)


def erasure_coded_bytes__data_parts(result: float, raw: float, parity_parts: float) -> float:
    return -parity_parts*raw/(raw - result)


def erasure_coded_bytes__parity_parts(result: float, raw: float, data_parts: float) -> float:
    return -data_parts + data_parts*result/raw


def erasure_coded_bytes__part_1(raw: float, data_parts: float, parity_parts: float) -> float:
    return data_parts + parity_parts


def bandwidth(rate: float, size: float) -> float:
    """Bytes per second on the wire; eight times as many bits."""
    return rate*size


def bandwidth__rate(result: float, size: float) -> float:
    return result/size


def bandwidth__size(result: float, rate: float) -> float:
    return result/rate


def bytes_sent(rate: float, size: float, duration: float) -> float:
    """Bytes sent in a length of time."""
    return duration*rate*size


def bytes_sent__rate(result: float, size: float, duration: float) -> float:
    return result/(duration*size)


def bytes_sent__size(result: float, rate: float, duration: float) -> float:
    return result/(duration*rate)


def bytes_sent__duration(result: float, rate: float, size: float) -> float:
    return result/(rate*size)


def transfer_time(size: float, speed: float) -> float:
    """How long it takes to move data at full speed; not counting the way there."""
    return size/speed


def transfer_time__size(result: float, speed: float) -> float:
    return result*speed


def transfer_time__speed(result: float, size: float) -> float:
    return size/result


def zipf_hit_ratio(cached: float, items: float, exponent: float) -> float:
    """The share of reads that a cache of the most wanted items answers, when popularity is Zipf's."""
    return _harmonic(cached, exponent)/_harmonic(items, exponent)


def zipf_hit_ratio__part_1(cached: float, items: float, exponent: float) -> float:
    return _harmonic(items, exponent)


def zipf_hit_ratio__part_2(cached: float, items: float, exponent: float) -> float:
    return _harmonic(cached, exponent)


def working_set(data: float, hot_share: float) -> float:
    """Bytes in use over some time: what a cache has to hold to answer nearly all reads."""
    return data*hot_share


def working_set__data(result: float, hot_share: float) -> float:
    return result/hot_share


def working_set__hot_share(result: float, data: float) -> float:
    return result/data


def cache_bytes(items_cached: float, size: float) -> float:
    """Bytes of memory that so many items take in a cache."""
    return items_cached*size


def cache_bytes__items_cached(result: float, size: float) -> float:
    return result/size


def cache_bytes__size(result: float, items_cached: float) -> float:
    return result/items_cached


def origin_load(rate: float, hit_ratio: float) -> float:
    """Requests per second that a cache does not answer and the store behind it must."""
    return rate*(1 - hit_ratio)


def origin_load__rate(result: float, hit_ratio: float) -> float:
    return result/(1 - hit_ratio)


def origin_load__hit_ratio(result: float, rate: float) -> float:
    return 1 - result/rate


def origin_load__part_1(rate: float, hit_ratio: float) -> float:
    return 1 - hit_ratio


def latency_through_cache(hit_ratio: float, cache_latency: float, store_latency: float) -> float:
    """Mean latency when the cache is asked first and the store only after a miss."""
    return cache_latency + store_latency*(1 - hit_ratio)


def latency_through_cache__hit_ratio(result: float, cache_latency: float, store_latency: float) -> float:
    return 1 - (-cache_latency + result)/store_latency


def latency_through_cache__cache_latency(result: float, hit_ratio: float, store_latency: float) -> float:
    return result - store_latency*(1 - hit_ratio)


def latency_through_cache__store_latency(result: float, hit_ratio: float, cache_latency: float) -> float:
    return (-cache_latency + result)/(1 - hit_ratio)


def latency_through_cache__part_1(hit_ratio: float, cache_latency: float, store_latency: float) -> float:
    return 1 - hit_ratio


def utilisation(rate: float, service_time: float, servers: float) -> float:
    """The share of time that servers are busy; at 1 and above the queue grows without end."""
    return rate*service_time/servers


def utilisation__rate(result: float, service_time: float, servers: float) -> float:
    return result*servers/service_time


def utilisation__service_time(result: float, rate: float, servers: float) -> float:
    return result*servers/rate


def utilisation__servers(result: float, rate: float, service_time: float) -> float:
    return rate*service_time/result


def servers_needed(peak: float, per_server: float, target_utilisation: float) -> float:
    """Servers that carry the peak while each stays as busy as planned."""
    return float(math.ceil(peak/(per_server*target_utilisation)))


def servers_needed__smooth(peak: float, per_server: float, target_utilisation: float) -> float:
    return peak/(per_server*target_utilisation)


def servers_needed__peak(result: float, per_server: float, target_utilisation: float) -> float:
    return per_server*result*target_utilisation


def servers_needed__per_server(result: float, peak: float, target_utilisation: float) -> float:
    return peak/(result*target_utilisation)


def servers_needed__target_utilisation(result: float, peak: float, per_server: float) -> float:
    return peak/(per_server*result)


def servers_with_zone_spare(needed: float, zones: float) -> float:
    """Servers, spread evenly over zones, of which enough are left when one zone is lost."""
    return float(math.ceil(needed*zones/(zones - 1)))


def servers_with_zone_spare__smooth(needed: float, zones: float) -> float:
    return needed*zones/(zones - 1)


def servers_with_zone_spare__needed(result: float, zones: float) -> float:
    return result*(zones - 1)/zones


def servers_with_zone_spare__zones(result: float, needed: float) -> float:
    return -result/(needed - result)


def servers_with_zone_spare__part_1(needed: float, zones: float) -> float:
    return zones - 1


def shards_needed(data: float, data_each: float, writes: float, writes_each: float, headroom: float) -> float:
    """Shards that hold the data and take the writes, whichever needs more, with room to grow."""
    return float(math.ceil(headroom*max(data/data_each, writes/writes_each)))


def shards_needed__smooth(data: float, data_each: float, writes: float, writes_each: float, headroom: float) -> float:
    return float(headroom*max(data/data_each, writes/writes_each))


def shards_needed__headroom(result: float, data: float, data_each: float, writes: float, writes_each: float) -> float:
    return float(result/max(data/data_each, writes/writes_each))


def shards_needed__part_1(data: float, data_each: float, writes: float, writes_each: float, headroom: float) -> float:
    return float(max(data/data_each, writes/writes_each))


def connections_needed(rate: float, held: float) -> float:
    """Database connections that are in use at a time, on average; a pool needs some more."""
    return held*rate


def connections_needed__rate(result: float, held: float) -> float:
    return result/held


def connections_needed__held(result: float, rate: float) -> float:
    return result/rate


def connections_open(instances: float, pool: float) -> float:
    """Connections that a database sees when every instance fills its pool; its limit bounds them."""
    return instances*pool


def connections_open__instances(result: float, pool: float) -> float:
    return result/pool


def connections_open__pool(result: float, instances: float) -> float:
    return result/instances


def amdahl_speedup(parallel: float, workers: float) -> float:
    """How many times as fast so many workers are, when a part of the work cannot be shared."""
    return 1/(-parallel + parallel/workers + 1)


def amdahl_speedup__parallel(result: float, workers: float) -> float:
    return workers*(result - 1)/(result*(workers - 1))


def amdahl_speedup__workers(result: float, parallel: float) -> float:
    return parallel/(parallel - 1 + 1/result)


def amdahl_speedup__part_1(parallel: float, workers: float) -> float:
    return -parallel + parallel/workers + 1


def usl_speedup(workers: float, contention: float, coherence: float) -> float:
    """How many times one worker's throughput so many reach, when they wait for and consult one another."""
    return workers/(coherence*workers*(workers - 1) + contention*(workers - 1) + 1)


def usl_speedup__contention(result: float, workers: float, coherence: float) -> float:
    return (-coherence*workers*(workers - 1) - 1 + workers/result)/(workers - 1)


def usl_speedup__coherence(result: float, workers: float, contention: float) -> float:
    return (-contention*(workers - 1) - 1 + workers/result)/(workers*(workers - 1))


def usl_speedup__part_1(workers: float, contention: float, coherence: float) -> float:
    return coherence*workers*(workers - 1) + contention*(workers - 1) + 1


def usl_peak(contention: float, coherence: float) -> float:
    """The number of workers past which more of them make the system slower."""
    return math.sqrt(1 - contention)/math.sqrt(coherence)


def usl_peak__contention(result: float, coherence: float) -> float:
    return -coherence*result**2 + 1


def usl_peak__coherence(result: float, contention: float) -> float:
    return (1 - contention)/result**2


def usl_peak__part_1(contention: float, coherence: float) -> float:
    return 1 - contention


def ring_imbalance(virtual_nodes: float) -> float:
    """About how far the load of nodes on a hash ring scatters around the mean (standard deviation)."""
    return 1/math.sqrt(virtual_nodes)


def ring_imbalance__virtual_nodes(result: float) -> float:
    return result**(-2)


def hottest_node(nodes: float) -> float:
    """How many times the mean the busiest node carries when each has one random point on a hash ring."""
    return _harmonic(nodes, 1)


def busiest_node(nodes: float, virtual_nodes: float) -> float:
    """How many times the mean the busiest node of a hash ring carries, when each has so many random points."""
    return _busiest_share(nodes, virtual_nodes)


def keys_moved(nodes: float) -> float:
    """The share of keys that moves when one node joins a hash ring."""
    return 1/(nodes + 1)


def keys_moved__nodes(result: float) -> float:
    return -1 + 1/result


def keys_moved__part_1(nodes: float) -> float:
    return nodes + 1


def keys_moved_by_modulo(nodes: float) -> float:
    """The share of keys that moves when one node joins and a key's node is its hash modulo their number."""
    return nodes/(nodes + 1)


def keys_moved_by_modulo__nodes(result: float) -> float:
    return -result/(result - 1)


def keys_moved_by_modulo__part_1(nodes: float) -> float:
    return nodes + 1


def in_flight(rate: float, latency: float) -> float:
    """Requests in the system at a time (Little's law)."""
    return latency*rate


def in_flight__rate(result: float, latency: float) -> float:
    return result/latency


def in_flight__latency(result: float, rate: float) -> float:
    return result/rate


def offered_load(rate: float, service_time: float) -> float:
    """Servers that would be busy all the time, if there were enough of them."""
    return rate*service_time


def offered_load__rate(result: float, service_time: float) -> float:
    return result/service_time


def offered_load__service_time(result: float, rate: float) -> float:
    return result/rate


def wait_one_server(rate: float, service_time: float) -> float:
    """Mean time before service begins, with one server and random arrivals (M/M/1)."""
    return rate*service_time**2/(-rate*service_time + 1)


def wait_one_server__rate(result: float, service_time: float) -> float:
    return result/(service_time*(result + service_time))


def wait_one_server__service_time(result: float, rate: float) -> float:
    return -1/2*result + (1/2)*math.sqrt(result)*math.sqrt(rate*result + 4)/math.sqrt(rate)


def wait_one_server__holds_1(rate: float, service_time: float) -> bool:
    return bool((rate*service_time < 1))


def wait_one_server__part_1(rate: float, service_time: float) -> float:
    return -rate*service_time + 1


def response_one_server(rate: float, service_time: float) -> float:
    """Mean time from arrival to answer, with one server and random arrivals (M/M/1)."""
    return service_time/(-rate*service_time + 1)


def response_one_server__rate(result: float, service_time: float) -> float:
    return -(-1 + service_time/result)/service_time


def response_one_server__service_time(result: float, rate: float) -> float:
    return result/(rate*result + 1)


def response_one_server__holds_1(rate: float, service_time: float) -> bool:
    return bool((rate*service_time < 1))


def response_one_server__part_1(rate: float, service_time: float) -> float:
    return -rate*service_time + 1


def response_percentile_one_server(rate: float, service_time: float, percentile: float) -> float:
    """The time within which such a share of requests is answered by one server (M/M/1)."""
    return service_time*_unsaturating(percentile)/(-rate*service_time + 1)


def response_percentile_one_server__rate(result: float, service_time: float, percentile: float) -> float:
    return -(-1 + service_time*_unsaturating(percentile)/result)/service_time


def response_percentile_one_server__service_time(result: float, rate: float, percentile: float) -> float:
    return result/(rate*result + _unsaturating(percentile))


def response_percentile_one_server__percentile(result: float, rate: float, service_time: float) -> float:
    return _saturating(result*(-rate*service_time + 1)/service_time)


def response_percentile_one_server__holds_1(rate: float, service_time: float, percentile: float) -> bool:
    return bool((rate*service_time < 1))


def response_percentile_one_server__part_1(rate: float, service_time: float, percentile: float) -> float:
    return -rate*service_time + 1


def response_percentile_one_server__part_2(rate: float, service_time: float, percentile: float) -> float:
    return math.log(1 - percentile)


def queue_one_server(rate: float, service_time: float) -> float:
    """Requests that wait, on average, before one server (M/M/1)."""
    return rate**2*service_time**2/(-rate*service_time + 1)


def queue_one_server__rate(result: float, service_time: float) -> float:
    return (1/2)*(math.sqrt(result)*math.sqrt(result + 4) - result)/service_time


def queue_one_server__service_time(result: float, rate: float) -> float:
    return (1/2)*(math.sqrt(result)*math.sqrt(result + 4) - result)/rate


def queue_one_server__holds_1(rate: float, service_time: float) -> bool:
    return bool((rate*service_time < 1))


def queue_one_server__part_1(rate: float, service_time: float) -> float:
    return -rate*service_time + 1


def held_one_server(rate: float, service_time: float) -> float:
    """Requests that wait or are served, on average, with one server (M/M/1)."""
    return rate*service_time/(-rate*service_time + 1)


def held_one_server__rate(result: float, service_time: float) -> float:
    return result/(service_time*(result + 1))


def held_one_server__service_time(result: float, rate: float) -> float:
    return result/(rate*(result + 1))


def held_one_server__holds_1(rate: float, service_time: float) -> bool:
    return bool((rate*service_time < 1))


def held_one_server__part_1(rate: float, service_time: float) -> float:
    return -rate*service_time + 1


def wait_any_service(rate: float, service_time: float, service_scatter: float) -> float:
    """Mean wait for one server with random arrivals, whatever service looks like (M/G/1)."""
    return (1/2)*rate*service_time**2*(service_scatter + 1)/(-rate*service_time + 1)


def wait_any_service__rate(result: float, service_time: float, service_scatter: float) -> float:
    return 2*result/(service_time*(2*result + service_scatter*service_time + service_time))


def wait_any_service__service_time(result: float, rate: float, service_scatter: float) -> float:
    return (-math.sqrt(rate)*result + math.sqrt(result)*math.sqrt(rate*result + 2*service_scatter + 2))/(math.sqrt(rate)*(service_scatter + 1))


def wait_any_service__service_scatter(result: float, rate: float, service_time: float) -> float:
    return -1 + 2*result*(-rate*service_time + 1)/(rate*service_time**2)


def wait_any_service__holds_1(rate: float, service_time: float, service_scatter: float) -> bool:
    return bool((rate*service_time < 1))


def wait_any_service__part_1(rate: float, service_time: float, service_scatter: float) -> float:
    return -rate*service_time + 1


def wait_any_service__part_2(rate: float, service_time: float, service_scatter: float) -> float:
    return service_scatter + 1


def wait_constant_service(rate: float, service_time: float) -> float:
    """Mean wait for one server when every request takes just as long (M/D/1): half of M/M/1's."""
    return (1/2)*rate*service_time**2/(-rate*service_time + 1)


def wait_constant_service__rate(result: float, service_time: float) -> float:
    return 2*result/(service_time*(2*result + service_time))


def wait_constant_service__service_time(result: float, rate: float) -> float:
    return -result + math.sqrt(result)*math.sqrt(rate*result + 2)/math.sqrt(rate)


def wait_constant_service__holds_1(rate: float, service_time: float) -> bool:
    return bool((rate*service_time < 1))


def wait_constant_service__part_1(rate: float, service_time: float) -> float:
    return -rate*service_time + 1


def wait_kingman(rate: float, service_time: float, arrival_scatter: float, service_scatter: float) -> float:
    """About the mean wait for one busy server, whatever arrivals and service look like (G/G/1)."""
    return (1/2)*rate*service_time**2*(arrival_scatter + service_scatter)/(-rate*service_time + 1)


def wait_kingman__rate(result: float, service_time: float, arrival_scatter: float, service_scatter: float) -> float:
    return 2*result/(service_time*(arrival_scatter*service_time + 2*result + service_scatter*service_time))


def wait_kingman__service_time(result: float, rate: float, arrival_scatter: float, service_scatter: float) -> float:
    return (-math.sqrt(rate)*result + math.sqrt(result)*math.sqrt(2*arrival_scatter + rate*result + 2*service_scatter))/(math.sqrt(rate)*(arrival_scatter + service_scatter))


def wait_kingman__arrival_scatter(result: float, rate: float, service_time: float, service_scatter: float) -> float:
    return -service_scatter + 2*result*(-rate*service_time + 1)/(rate*service_time**2)


def wait_kingman__service_scatter(result: float, rate: float, service_time: float, arrival_scatter: float) -> float:
    return -arrival_scatter + 2*result*(-rate*service_time + 1)/(rate*service_time**2)


def wait_kingman__holds_1(rate: float, service_time: float, arrival_scatter: float, service_scatter: float) -> bool:
    return bool((rate*service_time < 1))


def wait_kingman__part_1(rate: float, service_time: float, arrival_scatter: float, service_scatter: float) -> float:
    return -rate*service_time + 1


def wait_kingman__part_2(rate: float, service_time: float, arrival_scatter: float, service_scatter: float) -> float:
    return arrival_scatter + service_scatter


def erlang_b(servers: float, offered: float) -> float:
    """The share of requests that find every server busy and are turned away (Erlang B)."""
    return _erlang_b(servers, offered)


def erlang_c(servers: float, offered: float) -> float:
    """The share of requests that find every server busy and wait (Erlang C)."""
    return _erlang_c(servers, offered)


def erlang_c__holds_1(servers: float, offered: float) -> bool:
    return bool((offered < servers))


def wait_many_servers(rate: float, service_time: float, servers: float) -> float:
    """Mean time before service begins, with many servers and one queue (M/M/c)."""
    return service_time*_erlang_c(servers, rate*service_time)/(-rate*service_time + servers)


def wait_many_servers__holds_1(rate: float, service_time: float, servers: float) -> bool:
    return bool((rate*service_time < servers))


def wait_many_servers__part_1(rate: float, service_time: float, servers: float) -> float:
    return -rate*service_time + servers


def wait_many_servers__part_2(rate: float, service_time: float, servers: float) -> float:
    return _erlang_c(servers, rate*service_time)


def wait_percentile(rate: float, service_time: float, servers: float, percentile: float) -> float:
    """The time within which service begins for such a share of requests (M/M/c)."""
    return float(service_time*math.log(max(1, _erlang_c(servers, rate*service_time)/(1 - percentile)))/(-rate*service_time + servers))


def wait_percentile__holds_1(rate: float, service_time: float, servers: float, percentile: float) -> bool:
    return bool((rate*service_time < servers))


def wait_percentile__part_1(rate: float, service_time: float, servers: float, percentile: float) -> float:
    return -rate*service_time + servers


def wait_percentile__part_2(rate: float, service_time: float, servers: float, percentile: float) -> float:
    return float(math.log(max(1, _erlang_c(servers, rate*service_time)/(1 - percentile))))


def service_level(rate: float, service_time: float, servers: float, within: float) -> float:
    """The share of requests whose service begins within a time (M/M/c)."""
    return -math.exp(within*(rate*service_time - servers)/service_time)*_erlang_c(servers, rate*service_time) + 1


def service_level__holds_1(rate: float, service_time: float, servers: float, within: float) -> bool:
    return bool((rate*service_time < servers))


def service_level__part_1(rate: float, service_time: float, servers: float, within: float) -> float:
    return _erlang_c(servers, rate*service_time)


def service_level__part_2(rate: float, service_time: float, servers: float, within: float) -> float:
    return math.exp(within*(rate*service_time - servers)/service_time)


def wait_allen_cunneen(rate: float, service_time: float, servers: float, arrival_scatter: float, service_scatter: float) -> float:
    """About the mean wait for many servers, whatever arrivals and service look like (G/G/c)."""
    return (1/2)*service_time*(arrival_scatter + service_scatter)*_erlang_c(servers, rate*service_time)/(-rate*service_time + servers)


def wait_allen_cunneen__holds_1(rate: float, service_time: float, servers: float, arrival_scatter: float, service_scatter: float) -> bool:
    return bool((rate*service_time < servers))


def wait_allen_cunneen__part_1(rate: float, service_time: float, servers: float, arrival_scatter: float, service_scatter: float) -> float:
    return -rate*service_time + servers


def wait_allen_cunneen__part_2(rate: float, service_time: float, servers: float, arrival_scatter: float, service_scatter: float) -> float:
    return arrival_scatter + service_scatter


def wait_allen_cunneen__part_3(rate: float, service_time: float, servers: float, arrival_scatter: float, service_scatter: float) -> float:
    return _erlang_c(servers, rate*service_time)


def idle_share(servers: float, offered: float) -> float:
    """The share of time in which not one of many servers is busy (M/M/c)."""
    return _erlang_idle(servers, offered)


def idle_share__holds_1(servers: float, offered: float) -> bool:
    return bool((offered < servers))


def queue_many_servers(rate: float, service_time: float, servers: float) -> float:
    """Requests that wait, on average, before many servers (M/M/c)."""
    return rate*service_time*_erlang_c(servers, rate*service_time)/(-rate*service_time + servers)


def queue_many_servers__holds_1(rate: float, service_time: float, servers: float) -> bool:
    return bool((rate*service_time < servers))


def queue_many_servers__part_1(rate: float, service_time: float, servers: float) -> float:
    return -rate*service_time + servers


def queue_many_servers__part_2(rate: float, service_time: float, servers: float) -> float:
    return _erlang_c(servers, rate*service_time)


def held_many_servers(rate: float, service_time: float, servers: float) -> float:
    """Requests that wait or are served, on average, with many servers and one queue (M/M/c)."""
    return rate*service_time*(1 + _erlang_c(servers, rate*service_time)/(-rate*service_time + servers))


def held_many_servers__holds_1(rate: float, service_time: float, servers: float) -> bool:
    return bool((rate*service_time < servers))


def held_many_servers__part_1(rate: float, service_time: float, servers: float) -> float:
    return 1 + _erlang_c(servers, rate*service_time)/(-rate*service_time + servers)


def response_many_servers(rate: float, service_time: float, servers: float) -> float:
    """Mean time from arrival to answer, with many servers and one queue (M/M/c)."""
    return service_time*(1 + _erlang_c(servers, rate*service_time)/(-rate*service_time + servers))


def response_many_servers__holds_1(rate: float, service_time: float, servers: float) -> bool:
    return bool((rate*service_time < servers))


def response_many_servers__part_1(rate: float, service_time: float, servers: float) -> float:
    return 1 + _erlang_c(servers, rate*service_time)/(-rate*service_time + servers)


def response_percentile(rate: float, service_time: float, servers: float, percentile: float) -> float:
    """The time within which such a share of requests is answered, waiting included (M/M/c)."""
    return service_time*_answer_quantile(servers, rate*service_time, percentile)


def response_percentile__holds_1(rate: float, service_time: float, servers: float, percentile: float) -> bool:
    return bool((rate*service_time < servers))


def response_percentile__part_1(rate: float, service_time: float, servers: float, percentile: float) -> float:
    return _answer_quantile(servers, rate*service_time, percentile)


def answered_within(rate: float, service_time: float, servers: float, within: float) -> float:
    """The share of requests that is answered within a time, waiting included (M/M/c)."""
    return 1 - _late_answers(servers, rate*service_time, within/service_time)


def answered_within__holds_1(rate: float, service_time: float, servers: float, within: float) -> bool:
    return bool((rate*service_time < servers))


def answered_within__part_1(rate: float, service_time: float, servers: float, within: float) -> float:
    return _late_answers(servers, rate*service_time, within/service_time)


def turned_away(servers: float, places: float, offered: float) -> float:
    """The share of requests that a queue with a limit turns away (M/M/c/K)."""
    return _full_house(servers, places, offered)


def turned_away__holds_1(servers: float, places: float, offered: float) -> bool:
    return bool((servers <= places))


def idle_share_with_limit(servers: float, places: float, offered: float) -> float:
    """The share of time in which a queue with a limit has nobody in it (M/M/c/K)."""
    return _house_empty(servers, places, offered)


def idle_share_with_limit__holds_1(servers: float, places: float, offered: float) -> bool:
    return bool((servers <= places))


def all_busy_with_limit(servers: float, places: float, offered: float) -> float:
    """The share of time in which a queue with a limit has no idle server (M/M/c/K)."""
    return _house_busy(servers, places, offered)


def all_busy_with_limit__holds_1(servers: float, places: float, offered: float) -> bool:
    return bool((servers <= places))


def queue_with_limit(servers: float, places: float, offered: float) -> float:
    """Requests that wait, on average, in a queue with a limit (M/M/c/K)."""
    return _house_queue(servers, places, offered)


def queue_with_limit__holds_1(servers: float, places: float, offered: float) -> bool:
    return bool((servers <= places))


def held_with_limit(servers: float, places: float, offered: float) -> float:
    """Requests that wait or are served, on average, in a queue with a limit (M/M/c/K)."""
    return offered*(1 - _full_house(servers, places, offered)) + _house_queue(servers, places, offered)


def held_with_limit__holds_1(servers: float, places: float, offered: float) -> bool:
    return bool((servers <= places))


def held_with_limit__part_1(servers: float, places: float, offered: float) -> float:
    return 1 - _full_house(servers, places, offered)


def held_with_limit__part_2(servers: float, places: float, offered: float) -> float:
    return _house_queue(servers, places, offered)


def rate_let_in(rate: float, service_time: float, servers: float, places: float) -> float:
    """Requests per second that find room in a queue with a limit, and are served (M/M/c/K)."""
    return rate*(1 - _full_house(servers, places, rate*service_time))


def rate_let_in__holds_1(rate: float, service_time: float, servers: float, places: float) -> bool:
    return bool((servers <= places))


def rate_let_in__part_1(rate: float, service_time: float, servers: float, places: float) -> float:
    return 1 - _full_house(servers, places, rate*service_time)


def wait_with_limit(rate: float, service_time: float, servers: float, places: float) -> float:
    """Mean wait of the requests that a queue with a limit lets in (M/M/c/K)."""
    return _house_queue(servers, places, rate*service_time)/(rate*(1 - _full_house(servers, places, rate*service_time)))


def wait_with_limit__holds_1(rate: float, service_time: float, servers: float, places: float) -> bool:
    return bool((servers <= places))


def wait_with_limit__part_1(rate: float, service_time: float, servers: float, places: float) -> float:
    return 1 - _full_house(servers, places, rate*service_time)


def wait_with_limit__part_2(rate: float, service_time: float, servers: float, places: float) -> float:
    return _house_queue(servers, places, rate*service_time)


def response_with_limit(rate: float, service_time: float, servers: float, places: float) -> float:
    """Mean time from arrival to answer of the requests that a queue with a limit lets in (M/M/c/K)."""
    return service_time*(1 + _house_queue(servers, places, rate*service_time)/(rate*service_time*(1 - _full_house(servers, places, rate*service_time))))


def response_with_limit__holds_1(rate: float, service_time: float, servers: float, places: float) -> bool:
    return bool((servers <= places))


def response_with_limit__part_1(rate: float, service_time: float, servers: float, places: float) -> float:
    return 1 + _house_queue(servers, places, rate*service_time)/(rate*service_time*(1 - _full_house(servers, places, rate*service_time)))


def availability_in_series(one: float, count: float) -> float:
    """Availability of something that needs all of so many things, if they fail independently."""
    return float(one**count)


def availability_in_series__one(result: float, count: float) -> float:
    return float(result**(1/count))


def availability_in_series__count(result: float, one: float) -> float:
    return math.log(result)/math.log(one)


def availability_of_both(first: float, second: float) -> float:
    """Availability of something that needs both of two things, if they fail independently."""
    return first*second


def availability_of_both__first(result: float, second: float) -> float:
    return result/second


def availability_of_both__second(result: float, first: float) -> float:
    return result/first


def availability_in_parallel(one: float, copies: float) -> float:
    """Availability of copies of which any one suffices, if they fail independently."""
    return _any_of(one, copies)


def availability_in_parallel__part_1(one: float, copies: float) -> float:
    return float((1 - one)**copies)


def availability_k_of_n(need: float, copies: float, one: float) -> float:
    """Availability of copies of which so many must be up, if they fail independently."""
    return _at_least(need, copies, one)


def availability_k_of_n__holds_1(need: float, copies: float, one: float) -> bool:
    return bool((need <= copies))


def availability_with_common_cause(one: float, copies: float, common: float) -> float:
    """Availability of copies when a share of failures takes all of them at once (beta factor)."""
    return (-common*(1 - one) + 1)*_any_of(-(1 - common)*(1 - one) + 1, copies)


def availability_with_common_cause__part_1(one: float, copies: float, common: float) -> float:
    return float(1 - ((1 - common)*(1 - one))**copies)


def availability_with_common_cause__part_2(one: float, copies: float, common: float) -> float:
    return -common*(1 - one) + 1


def availability_from_repair(between_failures: float, repair: float) -> float:
    """The share of time that something is up which fails now and then and is mended."""
    return between_failures/(between_failures + repair)


def availability_from_repair__between_failures(result: float, repair: float) -> float:
    return -repair*result/(result - 1)


def availability_from_repair__repair(result: float, between_failures: float) -> float:
    return -between_failures + between_failures/result


def availability_from_repair__part_1(between_failures: float, repair: float) -> float:
    return between_failures + repair


def nines(availability: float) -> float:
    """How many nines an availability has: 99.9 % has three."""
    return -math.log(1 - availability)/math.log(10)


def nines__availability(result: float) -> float:
    return float(1 - 10**(-result))


def nines__part_1(availability: float) -> float:
    return math.log(1 - availability)


def downtime(availability: float, period: float) -> float:
    """Time in which something is down, out of a year or another length of time."""
    return period*(1 - availability)


def downtime__availability(result: float, period: float) -> float:
    return 1 - result/period


def downtime__period(result: float, availability: float) -> float:
    return result/(1 - availability)


def downtime__part_1(availability: float, period: float) -> float:
    return 1 - availability


def error_budget(objective: float, requests: float) -> float:
    """Requests that may fail in a period before a service level objective is broken."""
    return requests*(1 - objective)


def error_budget__objective(result: float, requests: float) -> float:
    return 1 - result/requests


def error_budget__requests(result: float, objective: float) -> float:
    return result/(1 - objective)


def error_budget__part_1(objective: float, requests: float) -> float:
    return 1 - objective


def failures_of_fleet(between_failures: float, count: float) -> float:
    """Mean time until any one of many fails, if they fail independently."""
    return between_failures/count


def failures_of_fleet__between_failures(result: float, count: float) -> float:
    return count*result


def failures_of_fleet__count(result: float, between_failures: float) -> float:
    return between_failures/result


def recovery_time(detect: float, decide: float, promote: float, warm: float) -> float:
    """Time from a failure until service is back: what a recovery time objective (RTO) bounds."""
    return decide + detect + promote + warm


def recovery_time__detect(result: float, decide: float, promote: float, warm: float) -> float:
    return -decide - promote + result - warm


def recovery_time__decide(result: float, detect: float, promote: float, warm: float) -> float:
    return -detect - promote + result - warm


def recovery_time__promote(result: float, detect: float, decide: float, warm: float) -> float:
    return -decide - detect + result - warm


def recovery_time__warm(result: float, detect: float, decide: float, promote: float) -> float:
    return -decide - detect - promote + result


def data_at_risk(write_rate: float, lag: float) -> float:
    """Data that is lost when the primary is: what a recovery point objective (RPO) bounds."""
    return lag*write_rate


def data_at_risk__write_rate(result: float, lag: float) -> float:
    return result/lag


def data_at_risk__lag(result: float, write_rate: float) -> float:
    return result/write_rate


def quorum_overlap(reads: float, writes: float, copies: float) -> float:
    """Copies that a read and the write before it have in common; from 1 on, reads see the last write."""
    return -copies + reads + writes


def quorum_overlap__reads(result: float, writes: float, copies: float) -> float:
    return copies + result - writes


def quorum_overlap__writes(result: float, reads: float, copies: float) -> float:
    return copies - reads + result


def quorum_overlap__copies(result: float, reads: float, writes: float) -> float:
    return reads - result + writes


def majority(copies: float) -> float:
    """Copies of which any two sets of that size have one in common: the smallest majority."""
    return float(math.ceil((1/2)*copies + 1/2))


def majority__smooth(copies: float) -> float:
    return (1/2)*copies + 1/2


def majority__copies(result: float) -> float:
    return 2*result - 1


def quorum_availability(quorum: float, copies: float, one: float) -> float:
    """How often enough copies answer for a quorum, if they fail independently."""
    return _at_least(quorum, copies, one)


def quorum_availability__holds_1(quorum: float, copies: float, one: float) -> bool:
    return bool((quorum <= copies))


def annual_loss(copies: float, failures: float, repair: float) -> float:
    """How often a year an object is lost: all copies fail before one is made again."""
    return float(failures**copies*repair**(copies - 1)*_factorial(copies))


def annual_loss__failures(result: float, copies: float, repair: float) -> float:
    return float((repair**(1 - copies)*result/_factorial(copies))**(1/copies))


def annual_loss__repair(result: float, copies: float, failures: float) -> float:
    return float((failures**(-copies)*result/_factorial(copies))**(1/(copies - 1)))


def annual_loss__part_1(copies: float, failures: float, repair: float) -> float:
    return float(failures**copies)


def annual_loss__part_2(copies: float, failures: float, repair: float) -> float:
    return float(repair**(copies - 1))


def annual_loss__part_3(copies: float, failures: float, repair: float) -> float:
    return _factorial(copies)


def time_to_loss(copies: float, between_failures: float, repair: float) -> float:
    """About the mean time until all copies of data are lost, if disks fail independently (MTTDL)."""
    return float(between_failures*(between_failures/repair)**(copies - 1)/_factorial(copies))


def time_to_loss__between_failures(result: float, copies: float, repair: float) -> float:
    return float((repair**(copies - 1)*result*_factorial(copies))**(1/copies))


def time_to_loss__repair(result: float, copies: float, between_failures: float) -> float:
    return float(between_failures*(result*_factorial(copies)/between_failures)**(-1/(copies - 1)))


def time_to_loss__part_1(copies: float, between_failures: float, repair: float) -> float:
    return float((between_failures/repair)**(copies - 1))


def time_to_loss__part_2(copies: float, between_failures: float, repair: float) -> float:
    return _factorial(copies)


def time_to_loss_with_parity(disks: float, between_failures: float, repair: float) -> float:
    """About the mean time until a group of disks with one of parity loses two at once (RAID 5, MTTDL)."""
    return between_failures**2/(disks*repair*(disks - 1))


def time_to_loss_with_parity__disks(result: float, between_failures: float, repair: float) -> float:
    return 1/2 + (1/2)*math.sqrt(4*between_failures**2 + repair*result)/(math.sqrt(repair)*math.sqrt(result))


def time_to_loss_with_parity__between_failures(result: float, disks: float, repair: float) -> float:
    return math.sqrt(disks)*math.sqrt(repair)*math.sqrt(result)*math.sqrt(disks - 1)


def time_to_loss_with_parity__repair(result: float, disks: float, between_failures: float) -> float:
    return between_failures**2/(disks*result*(disks - 1))


def time_to_loss_with_parity__part_1(disks: float, between_failures: float, repair: float) -> float:
    return disks - 1


def fan_out_tail(slow: float, calls: float) -> float:
    """The share of requests that meet at least one slow call, when all calls must answer."""
    return _any_of(slow, calls)


def fan_out_tail__part_1(slow: float, calls: float) -> float:
    return float((1 - slow)**calls)


def leaf_percentile(promise: float, calls: float) -> float:
    """The share of calls that must be fast, so that such a share of requests is."""
    return float(promise**(1/calls))


def leaf_percentile__promise(result: float, calls: float) -> float:
    return float(result**calls)


def leaf_percentile__calls(result: float, promise: float) -> float:
    return math.log(promise)/math.log(result)


def hedged_rate(rate: float, hedged: float) -> float:
    """Calls per second when the slowest share of them is sent once more."""
    return rate*(hedged + 1)


def hedged_rate__rate(result: float, hedged: float) -> float:
    return result/(hedged + 1)


def hedged_rate__hedged(result: float, rate: float) -> float:
    return -1 + result/rate


def hedged_rate__part_1(rate: float, hedged: float) -> float:
    return hedged + 1


def hedged_tail(slow: float) -> float:
    """The share of calls that stay slow when a second copy is sent, if copies are slow independently."""
    return slow**2


def hedged_tail__slow(result: float) -> float:
    return math.sqrt(result)


def retry_amplification(failing: float, retries: float) -> float:
    """Tries that a request makes on average, when a failed try is made again."""
    return float((1 - failing**(retries + 1))/(1 - failing))


def retry_amplification__retries(result: float, failing: float) -> float:
    return -1 + math.log(-result*(1 - failing) + 1)/math.log(failing)


def retry_amplification__holds_1(failing: float, retries: float) -> bool:
    return bool((failing < 1))


def retry_amplification__part_1(failing: float, retries: float) -> float:
    return 1 - failing


def retry_amplification__part_2(failing: float, retries: float) -> float:
    return float(1 - failing**(retries + 1))


def backoff_time(first: float, retries: float) -> float:
    """Time waited before the last retry, when each wait is twice the one before and none is random."""
    return float(first*(2**retries - 1))


def backoff_time__first(result: float, retries: float) -> float:
    return float(result/(2**retries - 1))


def backoff_time__retries(result: float, first: float) -> float:
    return math.log(1 + result/first)/math.log(2)


def backoff_time__part_1(first: float, retries: float) -> float:
    return float(2**retries - 1)


def token_bucket(burst: float, rate: float, duration: float) -> float:
    """The most requests that a token bucket lets through in a length of time."""
    return burst + duration*rate


def token_bucket__burst(result: float, rate: float, duration: float) -> float:
    return -duration*rate + result


def token_bucket__rate(result: float, burst: float, duration: float) -> float:
    return (-burst + result)/duration


def token_bucket__duration(result: float, burst: float, rate: float) -> float:
    return (-burst + result)/rate


def backlog(rate: float, capacity: float, duration: float) -> float:
    """Requests that pile up while more arrives than is worked off."""
    return duration*(-capacity + rate)


def backlog__rate(result: float, capacity: float, duration: float) -> float:
    return capacity + result/duration


def backlog__capacity(result: float, rate: float, duration: float) -> float:
    return rate - result/duration


def backlog__duration(result: float, rate: float, capacity: float) -> float:
    return result/(-capacity + rate)


def backlog__holds_1(rate: float, capacity: float, duration: float) -> bool:
    return bool((rate > capacity))


def backlog__part_1(rate: float, capacity: float, duration: float) -> float:
    return -capacity + rate


def time_to_drain(waiting: float, rate: float, capacity: float) -> float:
    """Time until a backlog is gone, while requests keep arriving."""
    return waiting/(capacity - rate)


def time_to_drain__waiting(result: float, rate: float, capacity: float) -> float:
    return result*(capacity - rate)


def time_to_drain__rate(result: float, waiting: float, capacity: float) -> float:
    return capacity - waiting/result


def time_to_drain__capacity(result: float, waiting: float, rate: float) -> float:
    return rate + waiting/result


def time_to_drain__holds_1(waiting: float, rate: float, capacity: float) -> bool:
    return bool((rate < capacity))


def time_to_drain__part_1(waiting: float, rate: float, capacity: float) -> float:
    return capacity - rate


def stale_share(age: float, lag: float) -> float:
    """The share of reads from a copy that do not see a write of that age yet."""
    return math.exp(-age/lag)


def key_space(alphabet: float, length: float) -> float:
    """How many different keys of one length there are."""
    return float(alphabet**length)


def key_space__alphabet(result: float, length: float) -> float:
    return float(result**(1/length))


def key_space__length(result: float, alphabet: float) -> float:
    return math.log(result)/math.log(alphabet)


def key_length(items: float, alphabet: float, headroom: float) -> float:
    """The shortest key that leaves so many keys for each thing."""
    return float(math.ceil(-1/1000000000 + math.log(headroom*items)/math.log(alphabet)))


def key_length__smooth(items: float, alphabet: float, headroom: float) -> float:
    return -1/1000000000 + math.log(headroom*items)/math.log(alphabet)


def key_length__items(result: float, alphabet: float, headroom: float) -> float:
    return float(alphabet**(result + 1/1000000000)/headroom)


def key_length__alphabet(result: float, items: float, headroom: float) -> float:
    return float((headroom*items)**(1/(result + 1/1000000000)))


def key_length__headroom(result: float, items: float, alphabet: float) -> float:
    return float(alphabet**(result + 1/1000000000)/items)


def key_length__part_1(items: float, alphabet: float, headroom: float) -> float:
    return math.log(alphabet)


def key_length__part_2(items: float, alphabet: float, headroom: float) -> float:
    return math.log(headroom*items)


def collision_share(items: float, space: float) -> float:
    """The chance that a random key is taken already."""
    return items/space


def collision_share__items(result: float, space: float) -> float:
    return result*space


def collision_share__space(result: float, items: float) -> float:
    return items/result


def expected_collisions(items: float, space: float) -> float:
    """About how many pairs of random keys are alike."""
    return (1/2)*items**2/space


def expected_collisions__items(result: float, space: float) -> float:
    return math.sqrt(2)*math.sqrt(result)*math.sqrt(space)


def expected_collisions__space(result: float, items: float) -> float:
    return (1/2)*items**2/result


def collision_chance(items: float, space: float) -> float:
    """About the chance that any two of so many random keys are alike (the birthday problem)."""
    return _saturating((1/2)*items**2/space)


def collision_chance__part_1(items: float, space: float) -> float:
    return math.exp(-1/2*items**2/space)


def keys_before_even_odds(space: float) -> float:
    """About how many random keys may be drawn until a collision is as likely as not."""
    return math.sqrt(2)*math.sqrt(space)*math.sqrt(math.log(2))


def keys_before_even_odds__space(result: float) -> float:
    return (1/2)*result**2/math.log(2)


def bloom_bits(false_positives: float) -> float:
    """Bits that a Bloom filter needs for each item."""
    return -math.log(false_positives)/math.log(2)**2


def bloom_bits__false_positives(result: float) -> float:
    return math.exp(-result*math.log(2)**2)


def bloom_bits__part_1(false_positives: float) -> float:
    return math.log(false_positives)


def bloom_hashes(bits: float) -> float:
    """Hash functions that make the fewest false alarms with so many bits for each item."""
    return bits*math.log(2)


def bloom_hashes__bits(result: float) -> float:
    return result/math.log(2)


def bloom_size(items: float, false_positives: float) -> float:
    """Bits of a Bloom filter over so many items; an eighth of that in bytes."""
    return -items*math.log(false_positives)/math.log(2)**2


def bloom_size__items(result: float, false_positives: float) -> float:
    return -result*math.log(2)**2/math.log(false_positives)


def bloom_size__false_positives(result: float, items: float) -> float:
    return math.exp(-result*math.log(2)**2/items)


def bloom_size__part_1(items: float, false_positives: float) -> float:
    return math.log(false_positives)


def bloom_false_alarms(bits: float, hashes: float) -> float:
    """The share of false alarms of a Bloom filter that is filled as planned."""
    return float((1 - math.exp(-hashes/bits))**hashes)


def bloom_false_alarms__bits(result: float, hashes: float) -> float:
    return float(-hashes/math.log(1 - result**(1/hashes)))


def bloom_false_alarms__part_1(bits: float, hashes: float) -> float:
    return 1 - math.exp(-hashes/bits)


def server_cost(servers: float, price: float) -> float:
    """Dollars a month for servers that run all the time."""
    return price*servers


def server_cost__servers(result: float, price: float) -> float:
    return result/price


def server_cost__price(result: float, servers: float) -> float:
    return result/servers


def storage_cost(data: float, price: float) -> float:
    """Dollars a month for data that is kept."""
    return (1/1000000000)*data*price


def storage_cost__data(result: float, price: float) -> float:
    return 1000000000*result/price


def storage_cost__price(result: float, data: float) -> float:
    return 1000000000*result/data


def traffic_cost(data: float, price: float) -> float:
    """Dollars for data that leaves the data centre."""
    return (1/1000000000)*data*price


def traffic_cost__data(result: float, price: float) -> float:
    return 1000000000*result/price


def traffic_cost__price(result: float, data: float) -> float:
    return 1000000000*result/data


def monthly_traffic_cost(traffic: float, price: float) -> float:
    """Dollars a month for data that leaves the data centre all the time."""
    return (81/31250)*price*traffic


def monthly_traffic_cost__traffic(result: float, price: float) -> float:
    return (31250/81)*result/price


def monthly_traffic_cost__price(result: float, traffic: float) -> float:
    return (31250/81)*result/traffic


def cost_per_million(cost: float, rate: float) -> float:
    """Dollars for a million requests."""
    return (125/324)*cost/rate


def cost_per_million__cost(result: float, rate: float) -> float:
    return (324/125)*rate*result


def cost_per_million__rate(result: float, cost: float) -> float:
    return (125/324)*cost/result

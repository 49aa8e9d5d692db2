"""All formulas, one module a topic, in the order in which one reads about them."""

from capacity.formula import Formula
from capacity.formulas import data, fleet, keys, traffic

ALL: tuple[Formula, ...] = (
    traffic.average_rate,
    traffic.write_rate,
    traffic.read_rate,
    traffic.peak_rate,
    data.stored_bytes,
    data.bandwidth,
    data.zipf_hit_ratio,
    data.cache_bytes,
    traffic.origin_load,
    fleet.utilisation,
    fleet.servers_needed,
    fleet.availability_in_parallel,
    keys.key_space,
    keys.key_length,
    keys.collision_share,
)

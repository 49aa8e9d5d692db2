"""Every formula as a plain function, and what is known about it. Generated: do not edit.

Written by `python -m capacity.emit` from `capacity/formulas`. Arguments and results are in the units
of FORMULAS[name]; `FORMULAS[name].values({"rate": "3.9k/s"})` reads what people write.
"""

import math

from capacity.described import Described, DescribedInput, DescribedOutput
from capacity.kernels import harmonic

__all__ = ["FORMULAS", "harmonic"]


def average_rate(users: float, requests_each: float) -> float:
    """Requests per second, spread evenly over the day."""
    return float((1/86400)*requests_each*users)


def write_rate(items_per_month: float) -> float:
    """Writes per second, when so many new things arrive in a month of 30 days."""
    return float((1/2592000)*items_per_month)


def read_rate(write_rate: float, reads_per_write: float) -> float:
    """Reads per second, from writes and how often each is read."""
    return float(reads_per_write*write_rate)


def peak_rate(average: float, peak_factor: float) -> float:
    """Requests per second in the busiest hour."""
    return float(average*peak_factor)


def stored_bytes(write_rate: float, size: float, retention: float, copies: float) -> float:
    """Bytes on disk after the years that things are kept, in so many copies."""
    return float(31536000*copies*retention*size*write_rate)


def bandwidth(rate: float, size: float) -> float:
    """Bytes per second on the wire; eight times as many bits."""
    return float(rate*size)


def zipf_hit_ratio(cached: float, items: float, exponent: float) -> float:
    """The share of reads that a cache of the most wanted items answers, when popularity is Zipf's."""
    return float(harmonic(cached, exponent)/harmonic(items, exponent))


def cache_bytes(items_cached: float, size: float) -> float:
    """Bytes of memory that so many items take in a cache."""
    return float(items_cached*size)


def origin_load(rate: float, hit_ratio: float) -> float:
    """Requests per second that a cache does not answer and the store behind it must."""
    return float(rate*(1 - hit_ratio))


def utilisation(rate: float, service_time: float, servers: float) -> float:
    """The share of time that servers are busy; at 1 and above the queue grows without end."""
    return float(rate*service_time/servers)


def servers_needed(peak: float, per_server: float, target_utilisation: float) -> float:
    """Servers that carry the peak while each stays as busy as planned."""
    return float(math.ceil(peak/(per_server*target_utilisation)))


def availability_in_parallel(one: float, copies: float) -> float:
    """Availability of copies of which any one suffices, if they fail independently."""
    return float(1 - (1 - one)**copies)


def key_space(alphabet: float, length: float) -> float:
    """How many different keys of one length there are."""
    return float(alphabet**length)


def key_length(items: float, alphabet: float, headroom: float) -> float:
    """The shortest key that leaves so many keys for each thing."""
    return float(math.ceil(-1/1000000000 + math.log(headroom*items)/math.log(alphabet)))


def collision_share(items: float, space: float) -> float:
    """The chance that a random key is taken already."""
    return float(items/space)


FORMULAS: dict[str, Described] = {
    'average_rate': Described(
        name='average_rate',
        title='Average rate',
        meaning='Requests per second, spread evenly over the day.',
        source='counting',
        source_kind='definition',
        inputs=(
            DescribedInput(name='users', label='users', letters='U', unit='user', shown='user', example=10000000.0, low=1000.0, high=5000000000.0, log=True, whole=False),
            DescribedInput(name='requests_each', label='requests per user and day', letters='r', unit='request/user/day', shown='request/user/day', example=20.0, low=0.1, high=1000, log=True, whole=False),
        ),
        output=DescribedOutput(label='requests per second', letters='R', unit='request/s', shown='request/s'),
        latex='R = \\frac{U\\,r}{86{,}400}',
        mathml='<math xmlns="http://www.w3.org/1998/Math/MathML" display="block"><mrow><mi>R</mi><mo>=</mo><mrow><mfrac><mrow><mi>U</mi><mo>&#8290;</mo><mi>r</mi></mrow><mn>86,400</mn></mfrac></mrow></mrow></math>',
        words='{users} × {requests_each} ÷ 86,400',
        compute=average_rate,
    ),
    'write_rate': Described(
        name='write_rate',
        title='Write rate',
        meaning='Writes per second, when so many new things arrive in a month of 30 days.',
        source='counting',
        source_kind='definition',
        inputs=(
            DescribedInput(name='items_per_month', label='new items per month', letters='M', unit='request/month', shown='request/month', example=30000000.0, low=10000.0, high=100000000000.0, log=True, whole=False),
        ),
        output=DescribedOutput(label='requests per second', letters='W', unit='request/s', shown='request/s'),
        latex='W = \\frac{M}{2{,}592{,}000}',
        mathml='<math xmlns="http://www.w3.org/1998/Math/MathML" display="block"><mrow><mi>W</mi><mo>=</mo><mrow><mfrac><mi>M</mi><mn>2,592,000</mn></mfrac></mrow></mrow></math>',
        words='{items_per_month} ÷ 2,592,000',
        compute=write_rate,
    ),
    'read_rate': Described(
        name='read_rate',
        title='Read rate',
        meaning='Reads per second, from writes and how often each is read.',
        source='counting',
        source_kind='definition',
        inputs=(
            DescribedInput(name='write_rate', label='requests per second', letters='W', unit='request/s', shown='request/s', example=10.0, low=0.1, high=10000000.0, log=True, whole=False),
            DescribedInput(name='reads_per_write', label='reads per write', letters='k', unit='1', shown='1', example=50.0, low=0.1, high=10000, log=True, whole=False),
        ),
        output=DescribedOutput(label='requests per second', letters='R', unit='request/s', shown='request/s'),
        latex='R = W\\,k',
        mathml='<math xmlns="http://www.w3.org/1998/Math/MathML" display="block"><mrow><mi>R</mi><mo>=</mo><mrow><mi>W</mi><mo>&#8290;</mo><mi>k</mi></mrow></mrow></math>',
        words='{write_rate} × {reads_per_write}',
        compute=read_rate,
    ),
    'peak_rate': Described(
        name='peak_rate',
        title='Peak rate',
        meaning='Requests per second in the busiest hour.',
        source='planning rule: 2 to 3 over a day, 10 for events',
        source_kind='planning rule',
        inputs=(
            DescribedInput(name='average', label='average rate', letters='R', unit='request/s', shown='request/s', example=2000.0, low=0.1, high=10000000.0, log=True, whole=False),
            DescribedInput(name='peak_factor', label='peak over average', letters='f', unit='1', shown='1', example=3.0, low=1, high=20, log=False, whole=False),
        ),
        output=DescribedOutput(label='requests per second', letters='P', unit='request/s', shown='request/s'),
        latex='P = R\\,f',
        mathml='<math xmlns="http://www.w3.org/1998/Math/MathML" display="block"><mrow><mi>P</mi><mo>=</mo><mrow><mi>R</mi><mo>&#8290;</mo><mi>f</mi></mrow></mrow></math>',
        words='{average} × {peak_factor}',
        compute=peak_rate,
    ),
    'stored_bytes': Described(
        name='stored_bytes',
        title='Stored bytes',
        meaning='Bytes on disk after the years that things are kept, in so many copies.',
        source='counting',
        source_kind='definition',
        inputs=(
            DescribedInput(name='write_rate', label='writes per second', letters='W', unit='request/s', shown='request/s', example=12.0, low=0.1, high=10000000.0, log=True, whole=False),
            DescribedInput(name='size', label='size of one', letters='b', unit='B/request', shown='B/request', example=2000.0, low=10, high=100000000.0, log=True, whole=False),
            DescribedInput(name='retention', label='years kept', letters='T', unit='year', shown='year', example=3.0, low=0.1, high=20, log=False, whole=False),
            DescribedInput(name='copies', label='copies', letters='c', unit='1', shown='1', example=1.0, low=1, high=6, log=False, whole=True),
        ),
        output=DescribedOutput(label='stored data', letters='S', unit='B', shown='B'),
        latex='S = 31{,}536{,}000\\,W\\,b\\,T\\,c',
        mathml='<math xmlns="http://www.w3.org/1998/Math/MathML" display="block"><mrow><mi>S</mi><mo>=</mo><mrow><mn>31,536,000</mn><mo>&#8290;</mo><mi>W</mi><mo>&#8290;</mo><mi>b</mi><mo>&#8290;</mo><mi>T</mi><mo>&#8290;</mo><mi>c</mi></mrow></mrow></math>',
        words='{write_rate} × {size} × {retention} × {copies} × 31,536,000',
        compute=stored_bytes,
    ),
    'bandwidth': Described(
        name='bandwidth',
        title='Bandwidth',
        meaning='Bytes per second on the wire; eight times as many bits.',
        source='counting',
        source_kind='definition',
        inputs=(
            DescribedInput(name='rate', label='requests per second', letters='R', unit='request/s', shown='request/s', example=2000.0, low=0.1, high=10000000.0, log=True, whole=False),
            DescribedInput(name='size', label='size of one', letters='b', unit='B/request', shown='B/request', example=20000.0, low=10, high=100000000.0, log=True, whole=False),
        ),
        output=DescribedOutput(label='data per second', letters='B', unit='B/s', shown='B/s'),
        latex='B = R\\,b',
        mathml='<math xmlns="http://www.w3.org/1998/Math/MathML" display="block"><mrow><mi>B</mi><mo>=</mo><mrow><mi>R</mi><mo>&#8290;</mo><mi>b</mi></mrow></mrow></math>',
        words='{rate} × {size}',
        compute=bandwidth,
    ),
    'zipf_hit_ratio': Described(
        name='zipf_hit_ratio',
        title='Zipf hit ratio',
        meaning="The share of reads that a cache of the most wanted items answers, when popularity is Zipf's.",
        source='Breslau, Cao, Fan, Phillips and Shenker, Web caching and Zipf-like distributions, 1999',
        source_kind='published model',
        inputs=(
            DescribedInput(name='cached', label='items kept in the cache', letters='m', unit='item', shown='item', example=500000.0, low=1, high=1000000000000.0, log=True, whole=False),
            DescribedInput(name='items', label='all items', letters='N', unit='item', shown='item', example=10000000.0, low=1, high=1000000000000.0, log=True, whole=False),
            DescribedInput(name='exponent', label='Zipf exponent', letters='s', unit='1', shown='1', example=1.0, low=0.2, high=2, log=False, whole=False),
        ),
        output=DescribedOutput(label='share', letters='h', unit='1', shown='%'),
        latex='h = \\frac{H_{m}^{(s)}}{H_{N}^{(s)}}',
        mathml='<math xmlns="http://www.w3.org/1998/Math/MathML" display="block"><mrow><mi>h</mi><mo>=</mo><mrow><mfrac><msubsup><mi>H</mi><mi>m</mi><mrow><mo>(</mo><mi>s</mi><mo>)</mo></mrow></msubsup><msubsup><mi>H</mi><mi>N</mi><mrow><mo>(</mo><mi>s</mi><mo>)</mo></mrow></msubsup></mfrac></mrow></mrow></math>',
        words='H({cached}, {exponent}) ÷ H({items}, {exponent})',
        compute=zipf_hit_ratio,
    ),
    'cache_bytes': Described(
        name='cache_bytes',
        title='Cache bytes',
        meaning='Bytes of memory that so many items take in a cache.',
        source='counting',
        source_kind='definition',
        inputs=(
            DescribedInput(name='items_cached', label='items kept in the cache', letters='m', unit='item', shown='item', example=1000000.0, low=1, high=1000000000000.0, log=True, whole=False),
            DescribedInput(name='size', label='size of one item', letters='b', unit='B/item', shown='B/item', example=2000.0, low=10, high=100000000.0, log=True, whole=False),
        ),
        output=DescribedOutput(label='stored data', letters='C', unit='B', shown='B'),
        latex='C = m\\,b',
        mathml='<math xmlns="http://www.w3.org/1998/Math/MathML" display="block"><mrow><mi>C</mi><mo>=</mo><mrow><mi>m</mi><mo>&#8290;</mo><mi>b</mi></mrow></mrow></math>',
        words='{items_cached} × {size}',
        compute=cache_bytes,
    ),
    'origin_load': Described(
        name='origin_load',
        title='Origin load',
        meaning='Requests per second that a cache does not answer and the store behind it must.',
        source='counting',
        source_kind='definition',
        inputs=(
            DescribedInput(name='rate', label='requests per second', letters='R', unit='request/s', shown='request/s', example=12000.0, low=0.1, high=10000000.0, log=True, whole=False),
            DescribedInput(name='hit_ratio', label='hit ratio', letters='h', unit='1', shown='%', example=0.9, low=0, high=1, log=False, whole=False),
        ),
        output=DescribedOutput(label='requests per second', letters='O', unit='request/s', shown='request/s'),
        latex='O = R\\,\\left(1 - h\\right)',
        mathml='<math xmlns="http://www.w3.org/1998/Math/MathML" display="block"><mrow><mi>O</mi><mo>=</mo><mrow><mi>R</mi><mo>&#8290;</mo><mrow><mo>(</mo><mrow><mn>1</mn><mo>-</mo><mi>h</mi></mrow><mo>)</mo></mrow></mrow></mrow></math>',
        words='{rate} × (1 − {hit_ratio})',
        compute=origin_load,
    ),
    'utilisation': Described(
        name='utilisation',
        title='Utilisation',
        meaning='The share of time that servers are busy; at 1 and above the queue grows without end.',
        source='Little, A proof for the queuing formula L = λW, 1961',
        source_kind='published model',
        inputs=(
            DescribedInput(name='rate', label='requests per second', letters='R', unit='request/s', shown='request/s', example=600.0, low=0.1, high=10000000.0, log=True, whole=False),
            DescribedInput(name='service_time', label='service time', letters='S', unit='s/request*server', shown='s', example=0.01, low=1e-05, high=10, log=True, whole=False),
            DescribedInput(name='servers', label='servers', letters='n', unit='server', shown='server', example=8.0, low=1, high=1000, log=True, whole=True),
        ),
        output=DescribedOutput(label='utilisation', letters='\\rho', unit='1', shown='%'),
        latex='\\rho = \\frac{R\\,S}{n}',
        mathml='<math xmlns="http://www.w3.org/1998/Math/MathML" display="block"><mrow><mi>ρ</mi><mo>=</mo><mrow><mfrac><mrow><mi>R</mi><mo>&#8290;</mo><mi>S</mi></mrow><mi>n</mi></mfrac></mrow></mrow></math>',
        words='{rate} × {service_time} ÷ {servers}',
        compute=utilisation,
    ),
    'servers_needed': Described(
        name='servers_needed',
        title='Servers needed',
        meaning='Servers that carry the peak while each stays as busy as planned.',
        source='planning rule: past 70 % busy, waiting grows faster than load',
        source_kind='planning rule',
        inputs=(
            DescribedInput(name='peak', label='peak rate', letters='P', unit='request/s', shown='request/s', example=6000.0, low=0.1, high=10000000.0, log=True, whole=False),
            DescribedInput(name='per_server', label='requests per second and server', letters='p', unit='request/s/server', shown='request/s/server', example=500.0, low=1, high=1000000.0, log=True, whole=False),
            DescribedInput(name='target_utilisation', label='target utilisation', letters='u', unit='1', shown='%', example=0.7, low=0.05, high=0.95, log=False, whole=False),
        ),
        output=DescribedOutput(label='servers', letters='n', unit='server', shown='server'),
        latex='n = \\left\\lceil{\\frac{P}{p\\,u}}\\right\\rceil',
        mathml='<math xmlns="http://www.w3.org/1998/Math/MathML" display="block"><mrow><mi>n</mi><mo>=</mo><mrow><mo>&#8968;</mo><mrow><mfrac><mi>P</mi><mrow><mi>p</mi><mo>&#8290;</mo><mi>u</mi></mrow></mfrac></mrow><mo>&#8969;</mo></mrow></mrow></math>',
        words='⌈{peak} ÷ ({per_server} × {target_utilisation})⌉',
        compute=servers_needed,
    ),
    'availability_in_parallel': Described(
        name='availability_in_parallel',
        title='Availability in parallel',
        meaning='Availability of copies of which any one suffices, if they fail independently.',
        source='probability of independent failures',
        source_kind='definition',
        inputs=(
            DescribedInput(name='one', label='availability of one', letters='a', unit='1', shown='%', example=0.99, low=0.9, high=0.99999, log=False, whole=False),
            DescribedInput(name='copies', label='copies', letters='n', unit='1', shown='1', example=2.0, low=1, high=6, log=False, whole=True),
        ),
        output=DescribedOutput(label='availability', letters='A', unit='1', shown='%'),
        latex='A = 1 - \\left(1 - a\\right)^{n}',
        mathml='<math xmlns="http://www.w3.org/1998/Math/MathML" display="block"><mrow><mi>A</mi><mo>=</mo><mrow><mn>1</mn><mo>-</mo><msup><mrow><mo>(</mo><mrow><mn>1</mn><mo>-</mo><mi>a</mi></mrow><mo>)</mo></mrow><mi>n</mi></msup></mrow></mrow></math>',
        words='1 − (1 − {one})^{copies}',
        compute=availability_in_parallel,
    ),
    'key_space': Described(
        name='key_space',
        title='Key space',
        meaning='How many different keys of one length there are.',
        source='counting',
        source_kind='definition',
        inputs=(
            DescribedInput(name='alphabet', label='characters to choose from', letters='a', unit='1', shown='1', example=36.0, low=2, high=256, log=False, whole=True),
            DescribedInput(name='length', label='length in characters', letters='\\ell', unit='1', shown='1', example=8.0, low=1, high=22, log=False, whole=True),
        ),
        output=DescribedOutput(label='possible keys', letters='K', unit='1', shown='1'),
        latex='K = a^{\\ell}',
        mathml='<math xmlns="http://www.w3.org/1998/Math/MathML" display="block"><mrow><mi>K</mi><mo>=</mo><msup><mi>a</mi><mi>ℓ</mi></msup></mrow></math>',
        words='{alphabet}^{length}',
        compute=key_space,
    ),
    'key_length': Described(
        name='key_length',
        title='Key length',
        meaning='The shortest key that leaves so many keys for each thing.',
        source='planning rule: ten times as many keys as things',
        source_kind='planning rule',
        inputs=(
            DescribedInput(name='items', label='keys in use', letters='N', unit='1', shown='1', example=1000000000.0, low=1000.0, high=1000000000000000.0, log=True, whole=False),
            DescribedInput(name='alphabet', label='characters to choose from', letters='a', unit='1', shown='1', example=36.0, low=2, high=256, log=False, whole=True),
            DescribedInput(name='headroom', label='keys per thing', letters='g', unit='1', shown='1', example=10.0, low=0.1, high=10000, log=True, whole=False),
        ),
        output=DescribedOutput(label='length in characters', letters='\\ell', unit='1', shown='1'),
        latex='\\ell = \\left\\lceil{\\frac{\\log{\\left(N\\,g \\right)}}{\\log{\\left(a \\right)}}}\\right\\rceil',
        mathml='<math xmlns="http://www.w3.org/1998/Math/MathML" display="block"><mrow><mi>ℓ</mi><mo>=</mo><mrow><mo>&#8968;</mo><mrow><mfrac><mrow><mi>log</mi><mrow><mo>(</mo><mrow><mi>N</mi><mo>&#8290;</mo><mi>g</mi></mrow><mo>)</mo></mrow></mrow><mrow><mi>log</mi><mrow><mo>(</mo><mi>a</mi><mo>)</mo></mrow></mrow></mfrac></mrow><mo>&#8969;</mo></mrow></mrow></math>',
        words='⌈log({items} × {headroom}) ÷ log({alphabet})⌉',
        compute=key_length,
    ),
    'collision_share': Described(
        name='collision_share',
        title='Collision share',
        meaning='The chance that a random key is taken already.',
        source='counting',
        source_kind='definition',
        inputs=(
            DescribedInput(name='items', label='keys in use', letters='N', unit='1', shown='1', example=1000000000.0, low=1000.0, high=1000000000000000.0, log=True, whole=False),
            DescribedInput(name='space', label='possible keys', letters='K', unit='1', shown='1', example=2800000000000.0, low=1000.0, high=1e+24, log=True, whole=False),
        ),
        output=DescribedOutput(label='share', letters='q', unit='1', shown='%'),
        latex='q = \\frac{N}{K}',
        mathml='<math xmlns="http://www.w3.org/1998/Math/MathML" display="block"><mrow><mi>q</mi><mo>=</mo><mrow><mfrac><mi>N</mi><mi>K</mi></mfrac></mrow></mrow></math>',
        words='{items} ÷ {space}',
        compute=collision_share,
    ),
}

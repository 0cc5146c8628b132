"""A few hundred databases broken at random.

Each is read or ends in one of the project's errors. Any number of them: ``python
tests/database_fuzz.py``.
"""

from __future__ import annotations

import database_fuzz

SAMPLE = 300


def test_broken_databases_are_read_or_refused():
    database_fuzz.warm_up()
    found = dict(database_fuzz.run(0, SAMPLE))
    assert len(found) == SAMPLE
    other = {n: o for n, o in found.items() if o.what not in ("read", "refused", "slow")}
    assert other == {}
    # The slowest takes a tenth of a second.
    assert max(o.seconds for o in found.values()) < database_fuzz.LIMIT
    # Enough of them are read, and enough are refused.
    assert sum(o.what == "read" for o in found.values()) > SAMPLE // 10
    assert sum(o.what == "refused" for o in found.values()) > SAMPLE // 10


def test_broken_databases_are_the_same_for_the_same_seed():
    texts = database_fuzz.sources()
    assert [database_fuzz.mutated(3, n, texts) for n in range(20)] == [
        database_fuzz.mutated(3, n, texts) for n in range(20)
    ]
    assert len({database_fuzz.mutated(3, n, texts) for n in range(20)}) == 20

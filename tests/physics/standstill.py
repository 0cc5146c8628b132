"""Programs that must not hang.

Each runs in a process of its own,
with a given number of CPUs and Python threads, against a time limit.
"""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

SECONDS = 120  # far above the time of any of the programs, compilation of kernels not counted

CROWDS = pytest.mark.parametrize(("cpus", "threads"), [(1, 1), (1, 2), (2, 2)])
"""On one CPU, where a callback has the only thread of JAX, and with two threads of Python."""

# Head of a program: its CPUs are taken before JAX counts them.
BEGIN = """
import os, sys, threading
cpus, threads = map(int, sys.argv[1:])
os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:cpus])
import numpy as np
import nmhts, jax, jax.numpy as jnp
"""

# Tail of a program: rows of numbers from ``turn(theta)`` of all threads; the first and the last
# number of a row must be equal.
END = """
found = []

def work(k):
    for i in range(turns // threads):
        found.append(turn(0.1 * k + i + first))

workers = [threading.Thread(target=work, args=(k,)) for k in range(threads)]
for worker in workers: worker.start()
for worker in workers: worker.join()
assert np.isfinite(found).all() and len(found) == turns
assert all(abs(row[0] - row[-1]) <= 1e-12 * abs(row[-1]) for row in found)
print("done")
"""


def assert_it_ends(program: str, cpus: int, threads: int) -> None:
    """Run a program that defines ``turn(theta)``, ``turns`` and ``first``.

    ``BEGIN`` stands before it and ``END`` behind it. Skips the test on a machine with fewer CPUs.
    """
    if len(os.sched_getaffinity(0)) < cpus:
        pytest.skip(f"needs {cpus} CPUs")
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", BEGIN + program + END, str(cpus), str(threads)],
        capture_output=True, text=True, timeout=SECONDS, check=False,
    )  # fmt: skip
    assert done.stdout.strip() == "done", done.stderr

"""The child process of careful mode: ranges from standard input, pickled results to output."""

from __future__ import annotations

import os
import pickle
import sys
from pathlib import Path

from nmhts.study.attempts import die_with_parent
from nmhts.study.files import read_json
from nmhts.study.isolate import READY, error_text
from nmhts.study.kinds import kind_of
from nmhts.study.warm import warm_kernels


def main(spec_path: str, limit: str, parent: str) -> None:
    """Serve batches of the shard of a spec until none is left, or the process ``parent`` ends."""
    die_with_parent(int(parent))
    # Output of a library must not mix with the answers.
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    spec = read_json(Path(spec_path))
    kind, identity = kind_of(spec["identity"]), spec["identity"]
    points = kind.read_points(spec)
    warm_kernels(identity)
    with kind.simulating(points, identity, float(limit)) as simulate:
        answers.write(READY)
        answers.flush()
        for line in sys.stdin:
            begin, end = map(int, line.split())
            try:
                answer = simulate(begin, end)
            except Exception as error:
                # The parent gets it and bisects.
                answer = error_text(error)
            pickle.dump(answer, answers, protocol=pickle.HIGHEST_PROTOCOL)
            answers.flush()


if __name__ == "__main__":
    main(*sys.argv[1:])

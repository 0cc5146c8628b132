"""Record of a run for pulling cotangents back: its steps, and its state at regular intervals."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from nmhts.numerics.compiled import kernel
from nmhts.numerics.lanes import WIDTH
from nmhts.physics.transport.state import PLANES

START = -1
"""Step of a record that precedes all steps."""


class Tape(NamedTuple):
    """Steps of b films and a selection of their states.

    A film that takes more steps than ``states`` holds keeps every second state, then every fourth,
    ...
    """

    count: Any  # [b] accepted steps
    piece: Any  # [b, max_steps] integers: the piece of the voltage that contains a step
    begin: Any  # [b, max_steps] its start, s from the start of the piece
    length: Any  # [b, max_steps] s
    states: Any  # [b, kept, unknowns] states before steps 0, stride, 2 stride, ...
    stride: Any  # [b] integers
    record_step: Any  # [b, t] integers: the step that contains a record, or START
    record_aside: Any  # [b, t] whether it was reached by a step of its own


def new_tape(count: int, n_max: int, n_times: int, max_steps: int, kept: int) -> Tape:
    """Return an empty tape that holds up to ``kept`` states of a film, an even number.

    Memory is allocated as steps are noted.
    """
    return Tape(
        np.zeros(count, dtype=np.int64),
        np.empty((count, max_steps), dtype=np.int32),
        np.empty((count, max_steps)),
        np.empty((count, max_steps)),
        np.empty((count, kept, PLANES + 2 * n_max)),
        np.ones(count, dtype=np.int64),
        np.full((count, n_times), START, dtype=np.int64),
        np.zeros((count, n_times), dtype=np.bool_),
    )


def erase(tape: Tape) -> None:
    """Make a tape empty again; its memory stays allocated."""
    tape.count[:] = 0
    tape.stride[:] = 1
    tape.record_step[:] = START
    tape.record_aside[:] = False


@kernel
def note_step(tape, i, n, piece, begin, length):
    """Note a step of film i; return the row of the tape for the state before it, or -1."""
    k = tape.count[i]
    tape.piece[i, k], tape.begin[i, k], tape.length[i, k] = piece, begin, length
    tape.count[i] += 1
    kept = tape.states.shape[1]
    size = PLANES + 2 * n
    if k % tape.stride[i] != 0:
        return -1
    place = k // tape.stride[i]
    if place == kept:
        for old in range(1, (kept + 1) // 2):
            for unknown in range(size):
                tape.states[i, old, unknown] = tape.states[i, 2 * old, unknown]
        tape.stride[i] *= 2
        if k % tape.stride[i] != 0:
            return -1
        place = k // tape.stride[i]
    return place


@kernel
def note_states(tape, films, rows, sizes, x, size):
    """Store the states of the lanes before their steps.

    Parameters: films, rows [WIDTH] places on the tape, sizes [WIDTH] unknowns to store, 0 for none.
    Unknown by unknown: lane by lane every value would touch a cache line of its own.
    """
    for unknown in range(size):
        for lane in range(WIDTH):
            if unknown < sizes[lane]:
                tape.states[films[lane], rows[lane], unknown] = x[unknown * WIDTH + lane]


@kernel
def note_record(tape, i, r, aside):
    """Note that record r of film i lies within the step to be noted next."""
    tape.record_step[i, r] = tape.count[i]
    tape.record_aside[i, r] = aside

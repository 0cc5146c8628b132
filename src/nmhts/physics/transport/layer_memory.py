"""Memory for the planes of stacks in lanes, and for the cotangents of their coefficients.

Films of one material have none: what is given for them is None.
"""

from __future__ import annotations

from nmhts.numerics.compiled import by_presence, inlined, kernel, maker
from nmhts.numerics.lanes import WIDTH, zeros
from nmhts.physics.transport.state import N_PLANE_NUMBERS


def _lanes_of_layers(given, n_max):
    layers = zeros((n_max + 1) * N_PLANE_NUMBERS * WIDTH)
    # A lane without a film computes too. Finite numbers keep it from slowing the others.
    layers[:] = 1.0
    return layers


# Memory for the planes of stacks in lanes and one below the last, or None for films of one
# material. Arguments: (layers of the films, planes of the thickest).
new_layers = by_presence(lambda n_max: None, _lanes_of_layers, maker)


@kernel
def admit_layers(given, layers, lane, i, n):
    """Load the planes of stack i into a lane.

    Below the last plane a copy of it is stored, to which nothing hops.
    """
    if given is not None:
        for j in range(n + 1):
            for k in range(N_PLANE_NUMBERS):
                layers[(j * N_PLANE_NUMBERS + k) * WIDTH + lane] = given[i, min(j, n - 1), k]


def _forget_layers(own, lane):
    for k in range(len(own) // WIDTH):
        own[k * WIDTH + lane] = 0.0


def _lanes_of_directions(moves, n_max):
    return zeros(moves.shape[1] * (n_max + 1) * N_PLANE_NUMBERS * WIDTH)


# Memory for the changes of the planes of stacks along directions, or None for films of one
# material. Arguments: (changes of the layers of the stacks [b, m, n, N_PLANE_NUMBERS], n_max).
new_directions = by_presence(lambda n_max: None, _lanes_of_directions, maker)


def _admit_moves(moves, layers, lane, i, m, n, n_max):
    first = first_along(m, n_max)
    for j in range(n + 1):
        for k in range(N_PLANE_NUMBERS):
            place = first + j * N_PLANE_NUMBERS + k
            layers[place * WIDTH + lane] = moves[i, m, min(j, n - 1), k]


# Loads the changes of the planes of stack i along direction m into a lane, as ``admit_layers``.
# Arguments: (changes of the layers, memory, lane, i, m, n, n_max).
admit_moves = by_presence(lambda layers, lane, i, m, n, n_max: None, _admit_moves, kernel)


@inlined
def first_along(m, n_max):
    """Return where the changes along direction m begin in the memory of ``new_directions``."""
    return m * (n_max + 1) * N_PLANE_NUMBERS


# Arguments: (sums of the planes of stacks or None, lane).
forget = by_presence(lambda lane: None, _forget_layers)


def _memory_of_layers(layers, n_max, width):
    return zeros((n_max + 1) * N_PLANE_NUMBERS * width)


# Memory of ``width`` lanes for the planes of stacks. Arguments: (layers of films, n_max, width).
new_memory = by_presence(lambda n_max, width: None, _memory_of_layers, maker)


def _load_layers(given, i, n, own, lane, single_layers, single_own):
    for j in range(n + 1):
        for k in range(N_PLANE_NUMBERS):
            place = j * N_PLANE_NUMBERS + k
            single_layers[place] = given[i, min(j, n - 1), k]
            single_own[place] = own[place * WIDTH + lane]


def _store_layers(bars, i, n, single_own):
    for j in range(n + 1):
        for k in range(N_PLANE_NUMBERS):
            bars[i, min(j, n - 1), k] += single_own[j * N_PLANE_NUMBERS + k]


# The planes of a stack, and the sums of their cotangents, of one lane; nothing of one material.
layers_of_lane = by_presence(
    lambda i, n, own, lane, single_layers, single_own: None, _load_layers, kernel
)
add_layers = by_presence(lambda i, n, single_own: None, _store_layers, kernel)

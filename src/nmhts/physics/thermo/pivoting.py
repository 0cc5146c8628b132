"""Small linear systems without full rank: elimination with full pivoting.

Undetermined unknowns are zero.
"""

from __future__ import annotations

from nmhts.numerics.compiled import kernel

_NOTHING = 1e-14  # numerical: pivot over the largest entry, below which the rank ends


@kernel
def solve_open(size, S, right, order, answer):
    """Solve S x = right for as many unknowns as S has rank; the others are 0.

    Parameters: S [size, size] and right [size], both overwritten; order [size] integers, scratch;
    answer [size]. Returns: rank.
    """
    largest = 0.0
    for i in range(size):
        order[i] = i
        for j in range(size):
            largest = max(largest, abs(S[i, j]))
    rank = size
    for k in range(size):
        row, column, best = k, k, 0.0
        for i in range(k, size):
            for j in range(k, size):
                if abs(S[i, j]) > best:
                    row, column, best = i, j, abs(S[i, j])
        if best <= _NOTHING * largest:
            rank = k
            break
        if row != k:
            for j in range(size):
                S[row, j], S[k, j] = S[k, j], S[row, j]
            right[row], right[k] = right[k], right[row]
        if column != k:
            for i in range(size):
                S[i, column], S[i, k] = S[i, k], S[i, column]
            order[column], order[k] = order[k], order[column]
        for i in range(k + 1, size):
            part = S[i, k] / S[k, k]
            if part != 0.0:
                for j in range(k + 1, size):
                    S[i, j] -= part * S[k, j]
                right[i] -= part * right[k]
    for i in range(size):
        answer[i] = 0.0
    for b in range(rank):
        k = rank - 1 - b
        value = right[k]
        for j in range(k + 1, rank):
            value -= S[k, j] * answer[order[j]]
        answer[order[k]] = value / S[k, k]
    return rank

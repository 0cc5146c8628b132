"""Coefficients of the Rosenbrock method RODAS for stiff differential-algebraic equations.

Source: Hairer and Wanner 1996, section VI.4. Six stages, order 4 with an embedded solution of order
3, L-stable and stiffly accurate. For M u' = f(u, t) one step of length h solves

    (M / (h gamma) - J) U_i = f(u_0 + sum_j A_ij U_j, t + NODES_i h)
                              + M sum_j C_ij U_j / h + SLOPES_i h df/dt
    u_1 = u_0 + sum_j A_6j U_j + U_6 (last row of A, then 1),      error = U_6

with one matrix for all stages and without iteration: every film of a block does the same work in a
step, and a step is an explicit formula with an exact derivative. Between steps, with x = (t - t_0)
/ h, to order 3:

    u(x) = (1 - x) u_0 + x [u_1 + (1 - x) (sum_j DENSE_1j U_j + x sum_j DENSE_2j U_j)]
"""

from __future__ import annotations

import numpy as np

STAGES = 6
ORDER = 4
GAMMA = 0.25

A = np.zeros((STAGES, STAGES))
A[1, :1] = 1.544
A[2, :2] = 0.9466785280815826, 0.2557011698983284
A[3, :3] = 3.314825187068521, 2.896124015972201, 0.9986419139977817
A[4, :4] = 1.221224509226641, 6.019134481288629, 12.53708332932087, -0.6878860361058950
A[5, :4] = A[4, :4]
A[5, 4] = 1.0

C = np.zeros((STAGES, STAGES))
C[1, :1] = -5.6688
C[2, :2] = -2.430093356833875, -0.2063599157091915
C[3, :3] = -0.1073529058151375, -9.594562251023355, -20.47028614809616
C[4, :4] = 7.496443313967647, -10.24680431464352, -33.99990352819905, 11.70890893206160
C[5, :5] = (
    8.083246795921522,
    -7.981132988064893,
    -31.52159432874371,
    16.31930543123136,
    -6.058818238834054,
)

NODES = np.array([0.0, 0.386, 0.21, 0.63, 1.0, 1.0])
SLOPES = np.array([0.25, -0.1043, 0.1035, -0.0362, 0.0, 0.0])

DENSE = np.zeros((2, STAGES - 1))
DENSE[0] = (
    10.12623508344586,
    -7.487995877610167,
    -34.80091861555747,
    -7.992771707568823,
    1.025137723295662,
)
DENSE[1] = (
    -0.6762803392801253,
    6.087714651680015,
    16.43084320892478,
    24.76722511418386,
    -6.594389125716872,
)

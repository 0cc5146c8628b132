"""Expressions of TDB files against closed forms: syntax, values and ranges of temperature."""

from __future__ import annotations

import math
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np
import pytest
from scipy import constants

from nmhts.errors import DatabaseError
from nmhts.materials.tdb.expressions import evaluate, parse, range_of
from nmhts.materials.tdb.records import Factor, Piece, Product

T0 = 700.0
P0 = 3e5
FUNCTIONS = {
    "GA": (Piece(298.15, 1000.0, parse("3*T")), Piece(1000.0, 6000.0, parse("3100+2*(T-1000)"))),
    "GB": (Piece(400.0, 2000.0, parse("GA#*GA+1")),),
}


def value(text: str, T: Any = T0, P: Any = P0, xp: Any = np) -> Any:
    return evaluate((Piece(298.15, 6000.0, parse(text)),), FUNCTIONS, T, P, xp)


CLOSED = {
    "1225.7+124.134*T-23.5143*T*LN(T)": 1225.7 + 124.134 * T0 - 23.5143 * T0 * math.log(T0),
    "+.5": 0.5,
    "5.": 5.0,
    "00.5": 0.5,
    "1.5D3": 1500.0,
    "1265.152E27*T**(-9)": 1265.152e27 * T0**-9,
    "T**-9*1E27": T0**-9 * 1e27,
    "-3*T**2": -3 * T0**2,
    "-T**2": -(T0**2),
    "2*-T": -2 * T0,
    "+-5": -5.0,
    "T**.5": math.sqrt(T0),
    "T**(1/2)": math.sqrt(T0),
    "2**3**2": 512.0,
    "12/T/2": 6 / T0,
    "1/(2+T)": 1 / (2 + T0),
    "(1+T)**2": (1 + T0) ** 2,
    "(1+T)*(1-T)": 1 - T0**2,
    "8.3*T*LN(1E-05*P)": 8.3 * T0 * math.log(P0 * 1e-5),
    "LOG(T)": math.log(T0),
    "LOG10(T)": math.log10(T0),
    "SQRT(T)": math.sqrt(T0),
    "EXP(-5000/T)": math.exp(-5000 / T0),
    "LN(1-EXP(-200/T))": math.log(1 - math.exp(-200 / T0)),
    "ln( t )*t": math.log(T0) * T0,
    "2*GA#+GB": 2 * 3 * T0 + (3 * T0) ** 2 + 1,
    "GA**(-1)": 1 / (3 * T0),
    "(GA-GB)**2": (3 * T0 - (3 * T0) ** 2 - 1) ** 2,
    "0": 0.0,
    "T-T": 0.0,
}


@pytest.mark.parametrize("text", CLOSED)
def test_values_are_those_of_the_closed_form(text: str):
    assert value(text) == pytest.approx(CLOSED[text], rel=1e-14, abs=1e-12)


def test_sums_are_flat_and_like_terms_put_together():
    assert parse("2*(3+T)*T/2-3*T") == (Product(1.0, (Factor("T", None, 2.0),)),)
    assert parse("LN(T)*T+T*LN(T)") == parse("2*T*LN(T)")
    assert len(parse("1+T+GX#+2+3*GX")) == 3


MALFORMED = {
    "": "the expression is empty",
    "3*": "expected a number, a name or '(', found the end after '3*'",
    "(T+1": "expected ')', found the end after '(T+1'",
    "3*T)": "expected an operator, found ')' after '3*T'",
    "2T": "expected an operator, found 'T' after '2'",
    "T**T": "an exponent must be a number, found the end after 'T**T'",
    "T,5": "',' does not belong in an expression (at ',5')",
    "GA(T)": (
        "unknown operation 'GA' (allowed: LN, LOG, LOG10, EXP, SQRT; or a '*' is missing before "
        "'(')"
    ),
    "LNN(T)": (
        "unknown operation 'LNN'; did you mean 'LN'? (allowed: LN, LOG, LOG10, EXP, SQRT; or a "
        "'*' is missing before '(')"
    ),
    "1/0": "division by zero",
    "LN(-1)": "LN(-1) is no number",
    "(-2)**.5": "-2 to the power 0.5 is no real number",
}


@pytest.mark.parametrize("text", MALFORMED)
def test_what_cannot_be_read_is_said(text: str):
    with pytest.raises(DatabaseError) as caught:
        parse(text)
    assert str(caught.value) == MALFORMED[text]


@pytest.mark.parametrize("xp", [np, jnp])
def test_pieces_follow_temperature_and_the_nearest_holds_outside(xp):
    pieces = FUNCTIONS["GA"]
    T = xp.array([200.0, 298.15, 999.9, 1000.0, 1500.0, 9000.0])
    expected = [600.0, 894.45, 2999.7, 3100.0, 4100.0, 19100.0]
    with jax.enable_x64(True):
        found = evaluate(pieces, {}, T, 1e5, xp)
    np.testing.assert_allclose(found, expected, rtol=1e-6)


def test_shapes_broadcast():
    T, P = np.linspace(300, 900, 4)[:, None], np.array([1e5, 2e5])
    found = value("GA+T*LN(1E-5*P)", T, P)
    assert found.shape == (4, 2)
    np.testing.assert_allclose(found, 3 * T + T * np.log(P / 1e5), rtol=1e-14)
    assert value("5", T, P).shape == (4, 2)
    assert value("5", np.array([]), 1e5).shape == (0,)
    assert value("T", 300, 100000).dtype == float


def test_complex_steps_and_jax_give_the_derivative_of_the_closed_form():
    text = "130*T-25*T*LN(T)-2E-3*T**2+7E4*T**(-1)+9E27*T**(-9)"
    exact = 130 - 25 * (math.log(T0) + 1) - 4e-3 * T0 - 7e4 / T0**2 - 81e27 * T0**-10
    step = 1e-20
    assert value(text, T0 + 1j * step).imag / step == pytest.approx(exact, rel=1e-13)
    with jax.enable_x64(True):
        slope = jax.jit(jax.grad(lambda T: value(text, T, P0, jnp)))(T0)
        assert slope == pytest.approx(exact, rel=1e-13)
        # Ends of pieces do not spoil the slope on either side.
        above = jax.grad(lambda T: evaluate(FUNCTIONS["GA"], {}, T, P0, jnp))(1200.0)
        assert above == 2.0


def test_complex_temperature_takes_the_piece_of_its_real_part():
    T = np.array([999.0, 1001.0]) + 1e-20j
    slopes = evaluate(FUNCTIONS["GA"], {}, T, 1e5).imag / 1e-20
    np.testing.assert_allclose(slopes, [3.0, 2.0])


def test_shared_functions_are_computed_once():
    memo: dict = {}
    evaluate(FUNCTIONS["GB"], FUNCTIONS, T0, P0, memo=memo)
    memo["GA"] = 0 * memo["GA"]
    assert evaluate(FUNCTIONS["GB"], FUNCTIONS, T0, P0, memo={"GA": memo["GA"]}) == 1.0


def test_functions_that_are_missing_or_circular_are_said():
    with pytest.raises(DatabaseError, match="FUNCTION GX is used but not given"):
        value("GX")
    circle = {"GX": (Piece(1.0, 2.0, parse("GX+1")),)}
    for call in (
        lambda: evaluate(circle["GX"], circle, T0, P0),
        lambda: range_of(circle["GX"], circle),
    ):
        with pytest.raises(DatabaseError, match="FUNCTION GX uses itself"):
            call()


def test_range_is_where_the_expression_and_its_functions_are_given():
    assert range_of(FUNCTIONS["GA"], FUNCTIONS) == (298.15, 6000.0)
    assert range_of((Piece(298.15, 6000.0, parse("GB+1")),), FUNCTIONS) == (400.0, 2000.0)
    assert range_of((Piece(298.15, 1500.0, parse("LN(GB)")),), FUNCTIONS) == (400.0, 1500.0)
    split = (Piece(298.15, 500.0, parse("1")), Piece(500.0, 3000.0, parse("GB")))
    assert range_of(split, FUNCTIONS) == (298.15, 2000.0)
    with pytest.raises(DatabaseError, match="FUNCTION GX is used but not given"):
        range_of((Piece(1.0, 2.0, parse("GX")),), FUNCTIONS)


def test_gas_constant_times_temperature():
    assert value("8.31446261815324*T") == pytest.approx(constants.R * T0, rel=1e-9)

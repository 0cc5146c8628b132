"""Sheets of exchange constants: read for spin simulations, written from fits."""

from __future__ import annotations

import itertools

import numpy as np
import yaml

from nmhts.constants import mu_B
from nmhts.materials.exchanges import ExchangeSheet, find_exchange_sheet, quantity_of
from nmhts.physics.magnetism.spins.collapse import Collapse
from nmhts.physics.magnetism.spins.exchange import Exchange, Nitrogen
from nmhts.simulation.exchange.fit import ExchangeFit
from nmhts.simulation.exchange.order_temperatures import Calibration, OrderPoint
from nmhts.symbols import SYMBOLS
from nmhts.units import convert

DIGITS = 4  # significant digits of a fitted constant in a sheet (assumed)


def find_exchange(name: str) -> Calibration:
    """Return the calibrated exchange of a sheet, e.g. ``fcc-co-fe-mn``.

    Parameters: name of a file in ``materials/data/exchange`` or in a folder ``exchange`` of the
    user's sheets.
    Returns: Calibration, which ``check_order_map`` takes, and whose ``exchange`` goes into
    ``order_temperature``.
    Errors: MaterialError.
    """
    return calibration_of(find_exchange_sheet(name))


def calibration_of(sheet: ExchangeSheet) -> Calibration:
    """Return the exchange of a sheet with the covariance of its fitted constants."""
    value = {name: quantity.value for name, quantity in sheet.constants.items()}
    pairs = {}
    for name, J in value.items():
        a, dash, b = name.partition("-")
        if dash:
            pairs[a, b] = (J,)
    collapses = {
        metal: Collapse(by, value[f"{metal}.extinction"], value[f"{metal}.exponent"])
        for metal, by in sheet.collapses.items()
    }
    nitrogen = Nitrogen(
        factor=value.get("N.factor", 1.0),
        quench=None if sheet.quench is None else round(sheet.quench.value),
        status=sheet.constants["N.factor"].status if "N.factor" in value else "assumed",
    )
    moments = {metal: quantity.value / mu_B for metal, quantity in sheet.moments.items()}
    errors = np.array([sheet.constants[name].uncertainty for name in sheet.fit])
    together = np.eye(len(sheet.fit))
    for (a, b), r in sheet.correlations.items():
        i, k = sheet.fit.index(a), sheet.fit.index(b)
        together[i, k] = together[k, i] = r
    exchange = Exchange(pairs, moments, nitrogen, collapses)
    return Calibration(
        sheet.lattice, exchange, sheet.fit, together * np.outer(errors, errors), points_of(sheet)
    )


def points_of(sheet: ExchangeSheet) -> tuple[OrderPoint, ...]:
    """Return the order temperatures that the constants of a sheet are fitted to."""
    return tuple(
        OrderPoint(
            p.fractions,
            p.temperature.value,
            p.temperature.uncertainty,
            p.nitrogen_occupancy,
            p.order,
            p.temperature.source,
            p.temperature.status,
        )
        for p in sheet.points
    )


def sheet_text(sheet: ExchangeSheet, fit: ExchangeFit) -> str:
    """Return the text of a sheet with values, uncertainties, correlations and statuses of a fit."""
    raw = dict(sheet.raw)
    constants = {name: dict(body) for name, body in raw["constants"].items()}
    for name, value in fit.values.items():
        si = SYMBOLS[quantity_of(name)].unit
        one = convert(1.0, str(constants[name]["unit"]), si) if si else 1.0
        constants[name]["value"] = float(f"{value / one:.{DIGITS}g}")
        constants[name]["uncertainty"] = float(f"{fit.calibration.errors[name] / one:.2g}")
        constants[name]["status"] = fit.statuses[name]
    raw["constants"] = constants
    C, errors = fit.calibration.covariance, list(fit.calibration.errors.values())
    raw["correlations"] = {
        f"{a}, {b}": round(float(C[i, k] / errors[i] / errors[k]), 2)
        for (i, a), (k, b) in itertools.combinations(enumerate(fit.calibration.names), 2)
    }
    lines = []
    for key, body in raw.items():
        if isinstance(body, dict) and any(isinstance(value, dict) for value in body.values()):
            lines.append(f"{key}:")
            lines += [f"  {name}: {_flow(value)}" for name, value in body.items()]
        elif isinstance(body, list) and any(isinstance(value, dict) for value in body):
            lines.append(f"{key}:")
            lines += [f"  - {_flow(value)}" for value in body]
        else:
            lines.append(f"{key}: {_flow(body)}")
    return "\n".join(lines) + "\n"


def _flow(value: object) -> str:
    text = yaml.safe_dump(
        value, default_flow_style=True, width=10_000, sort_keys=False, allow_unicode=True
    )
    return text.removesuffix("\n").removesuffix("\n...")

"""New fit of the packaged exchange constants.

``python -m benchmarks.exchange`` takes ten minutes of one core; ``--write FOLDER`` writes the
sheets. A sheet of ``materials/data/exchange`` lists the fitted constants and their order
temperatures; starting values stand here. Seeds are fixed, so the numbers are reproducible. After
the fits: predictions of the calibrated spins where nothing is assessed.
"""

from __future__ import annotations

import argparse
from dataclasses import replace
from pathlib import Path

from nmhts.constants import k_B
from nmhts.errors import MaterialError
from nmhts.materials.exchanges import ExchangeSheet, find_exchange_sheet
from nmhts.physics.magnetism.spins.constants import is_energy, with_constants
from nmhts.simulation.exchange.fit import ExchangeFit, calibrate_exchange
from nmhts.simulation.exchange.order_check import check_order_map
from nmhts.simulation.exchange.order_temperatures import Calibration, OrderPoint, simulated
from nmhts.simulation.exchange.sheets import calibration_of, sheet_text

KELVIN = k_B  # J of one K
STARTS = {
    "bcc-co-fe": {"Co-Co": 600 * KELVIN, "Co-Fe": 700 * KELVIN, "Fe-Fe": 500 * KELVIN},
    "fcc-co-fe-mn": {
        "Co-Co": 440 * KELVIN,
        "Co-Fe": 250 * KELVIN,
        "Co-Mn": -118 * KELVIN,
        "Co.extinction": 0.36,
        "N.factor": -0.5,
    },
}
EFFORT = {"sizes": (4, 8), "samples": 4, "steps": 600}


def fitted(sheet: ExchangeSheet, names: tuple[str, ...], points: list[OrderPoint]) -> ExchangeFit:
    """Return the fit of some constants of a sheet to some points."""
    known = calibration_of(sheet)
    start = with_constants(
        known.exchange, {n: v for n, v in STARTS[sheet.name].items() if n in names}
    )
    priors = {n: (q.value, q.uncertainty) for n, q in sheet.priors.items() if n in names}
    return calibrate_exchange(known.kind, start, points, names, priors=priors, **EFFORT)


def show(title: str, fit: ExchangeFit) -> None:
    """Print a fit."""
    print(
        f"{title}: {fit.message}; chi2 {fit.chi2:.2f}, {fit.dof} degrees of freedom, p = "
        f"{fit.probability:.2g}; {fit.iterations} steps"
    )
    for name, value in fit.values.items():
        one, unit = (KELVIN, "K k_B") if is_energy(name) else (1.0, "")
        print(
            f"    {name:14} {value / one:9.4g} +- {fit.calibration.errors[name] / one:.2g} "
            f"{unit} ({fit.statuses[name]})"
        )
    for point, T, error, pull in zip(
        fit.calibration.points, fit.temperatures, fit.temperature_errors, fit.pulls, strict=True
    ):
        print(
            f"    {point!s:24} given {point.temperature:6.0f}({point.error:.0f}) K   spins "
            f"{T:6.0f}({error:.0f}) K   {pull:+.1f} sigma"
        )
    print(flush=True)


def without_collapse(sheet: ExchangeSheet, points: list[OrderPoint]) -> None:
    """Print that fixed moments cannot carry T_C of fcc Co-Mn."""
    known = calibration_of(sheet)
    rigid = replace(with_constants(known.exchange, STARTS[sheet.name]), collapses={})
    show(
        "fcc Co-Mn, moments fixed",
        calibrate_exchange(known.kind, rigid, points, ("Co-Co", "Co-Mn"), **EFFORT),
    )


def other_laws(sheet: ExchangeSheet, points: list[OrderPoint]) -> None:
    """Print T_C with vacancies in place of Mn, and fits with other laws of the moment of Co."""
    known = calibration_of(sheet)
    start = with_constants(known.exchange, STARTS[sheet.name])
    vacant = replace(start, collapses={}, moments={**start.moments, "Mn": 0.0})
    for point in points:
        found = simulated(known.kind, vacant, point, 0.8 * points[0].temperature, **EFFORT, seed=0)
        print(f"vacancies in place of Mn, {point!s:24} {found.value:6.0f}({found.error:.0f}) K")
    linear = replace(start, collapses={"Co": replace(start.collapses["Co"], exponent=1.0)})
    show(
        "fcc Co-Mn, q = 1",
        calibrate_exchange(
            known.kind, linear, points, ("Co-Co", "Co-Mn", "Co.extinction"), **EFFORT
        ),
    )
    show(
        "fcc Co-Mn, q fitted",
        calibrate_exchange(
            known.kind, start, points, ("Co-Co", "Co.extinction", "Co.exponent"), **EFFORT
        ),
    )


def beside_the_map(
    calibration: Calibration, compositions: list[float], occupancies: list[float]
) -> None:
    """Print the map of Co-Mn-N and the calibrated spins."""
    found = check_order_map(
        "Co-Mn-N", compositions, occupancies, mixing="fcc-like", exchange=calibration, **EFFORT
    )
    print(found[["order_temperature", "spin_order_temperature", "spin_order_error",
        "calibration_error", "basis", "spin_order"]].to_dataframe().to_string())  # fmt: skip
    print(flush=True)


def main() -> None:
    """Fit, print, and write the sheets if asked to."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", type=Path, help="folder for the sheets")
    folder = parser.parse_args().write
    if folder is not None and not folder.is_dir():
        raise MaterialError(f"--write {folder} (allowed: a folder that exists)")
    fits = {}
    for name in STARTS:
        sheet = find_exchange_sheet(name)
        fits[name] = fitted(sheet, sheet.fit, list(calibration_of(sheet).points))
        show(name, fits[name])
        if folder is not None:
            (folder / f"{name}.yaml").write_text(sheet_text(sheet, fits[name]), encoding="utf-8")
    fcc = find_exchange_sheet("fcc-co-fe-mn")
    manganese = [
        p
        for p in calibration_of(fcc).points
        if "Fe" not in p.fractions and not p.nitrogen_occupancy
    ]
    without_collapse(fcc, manganese)
    other_laws(fcc, manganese)
    names = ("Co-Co", "Co-Mn", "Co.extinction")
    held = [p for p in manganese if p.fractions.get("Mn", 0.0) != 0.2]
    fit = fitted(fcc, names, held)
    show("fcc Co-Mn, 20 % Mn held out", fit)
    beside_the_map(fit.calibration, [0.2], [0.0])
    calibrated = fits["fcc-co-fe-mn"].calibration
    beside_the_map(calibrated, [0.0, 0.1, 0.2, 0.3], [0.0])
    beside_the_map(calibrated, [0.0, 0.1, 0.2], [0.1, 0.2, 0.25, 0.3, 0.4, 0.5])
    beside_the_map(calibrated, [0.25, 0.4, 0.5, 0.7], [0.0])
    three = OrderPoint({"Co": 0.8, "Fe": 0.1, "Mn": 0.1}, 1000.0, 1.0)
    found = simulated(
        calibrated.kind, calibrated.exchange, three, three.temperature, **EFFORT, seed=0
    )
    print(
        f"{three}: {found.value:.0f}({found.error:.0f})("
        f"{found.value * calibrated.spread(three):.0f}) K, {found.order}"
    )


if __name__ == "__main__":
    main()

"""Pydantic models of the file of a study of floating films."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, Field

from nmhts.schema.fields import MaxPlanes, Spacing, StepsPerClause, runs_per_shard, section
from nmhts.schema.film_file import FilmsFile, NumericsSection
from nmhts.schema.quantity import Length, Quantity
from nmhts.schema.study import STRICT
from nmhts.simulation.wireless.setup import LEAST_POSITIONS, MOST_POSITIONS

Angle = Annotated[float, Quantity("rad")]
AreaResistance = Annotated[float, Quantity("ohm*m**2")]
Conductivity = Annotated[float, Quantity("S/m")]
Conductance = Annotated[float, Quantity("S/m**2")]
CurrentDensity = Annotated[float, Quantity("A/m**2")]
Voltage = Annotated[float, Quantity("V")]


class ElectrodeSection(BaseModel):
    """A driven plate, on a wall or standing in the liquid."""

    model_config = STRICT

    start: list[Length] = Field(
        min_length=2, max_length=2, description="x and y of one end", examples=[["0 mm", "0 mm"]]
    )
    end: list[Length] = Field(
        min_length=2, max_length=2, description="x and y of the other", examples=[["0 mm", "5 mm"]]
    )
    resistance: AreaResistance = Field(
        0.0,
        description="resistance x area between metal and liquid",
        examples=["0 ohm*m^2"],
        validate_default=False,
    )
    thickness: Length = Field(
        5e-4, description="of a plate in the liquid", examples=["0.5 mm"], validate_default=False
    )


class CellSection(BaseModel):
    """The cell of a floating film.

    Numbers, layout and back may instead be axes; entries that are no axes are required here.
    """

    model_config = STRICT

    cell_width: Length | None = Field(None, description="width of a rectangle with a corner at 0")
    cell_height: Length | None = Field(None, description="its height")
    outline: list[list[Length]] | None = Field(
        None, min_length=3, description="corners of a polygon in place of width and height"
    )
    electrodes: list[ElectrodeSection] | None = Field(
        None,
        min_length=2,
        max_length=2,
        description=(
            "the first is driven against the second; the whole left and right wall of a "
            "rectangle if not given"
        ),
    )
    film_length: Length | None = Field(None, description="length of the film")
    film_x: Length | None = Field(None, description="x of the middle of the film")
    film_y: Length | None = Field(None, description="y of the middle of the film")
    film_tilt: Angle = Field(
        0.0,
        description="angle of the film against the x axis; its face looks to the left",
        examples=["30 deg"],
        validate_default=False,
    )
    substrate_thickness: Length = Field(
        5e-4, description="thickness of the substrate", examples=["0.5 mm"], validate_default=False
    )
    back: str = Field(
        "insulator", description="sides and back of the substrate: insulator or conductor"
    )
    layout: str = Field(
        "flushed", description="what becomes of the products of the counter reaction"
    )
    conductivity: Conductivity | None = Field(
        None, description="of the electrolyte (that of the salt of the gate if not given)"
    )
    exchange_conductance: Conductance | None = Field(
        None, description="of a linear counter reaction (the leak of the gate if not given)"
    )
    exchange_current_density: CurrentDensity | None = Field(
        None, description="of a counter reaction by Butler and Volmer, in place of a conductance"
    )


class WirelessNumericsSection(NumericsSection, frozen=True):
    """The tolerances of the simulation of a floating film; part of the identity of a store."""

    fidelity: Literal["planes"] = Field("planes", description="every atomic plane")
    largest_change: Voltage = Field(
        0.1,
        description="of an interface voltage in a step",
        examples=["100 mV"],
        validate_default=False,
    )


class WirelessOutputSection(BaseModel):
    """The recorded output; part of the identity of a store."""

    model_config = STRICT

    steps_per_clause: StepsPerClause = 20
    spacing: Spacing = "mixed"
    positions: int = Field(
        64,
        ge=LEAST_POSITIONS,
        le=MOST_POSITIONS,
        description="positions along the film, closer at its ends, at which it is followed",
    )
    max_planes: MaxPlanes = 400
    runs_per_shard: int = runs_per_shard(16, "films")


class WirelessFile(FilmsFile, frozen=True):
    """A parameter study of floating films."""

    kind: Literal["wireless"] = Field(description="the question that is asked")
    protocol: str = Field(
        description=(
            "voltage of the first electrode against the second, in words; {name} stands for an "
            "axis of that name"
        ),
        examples=["hold {drive} for 10 min; rest 1 h"],
    )
    cell: CellSection = section(CellSection)
    numerics: WirelessNumericsSection = section(WirelessNumericsSection)
    output: WirelessOutputSection = section(WirelessOutputSection)


FILE = WirelessFile

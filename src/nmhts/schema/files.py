"""The form of the file of every kind of study."""

from __future__ import annotations

from nmhts.schema.cycling_file import CyclingFile
from nmhts.schema.film_file import FilmKineticsFile
from nmhts.schema.lattice_file import LatticeFile
from nmhts.schema.phase_file import PhaseMapFile
from nmhts.schema.stack_file import StackKineticsFile
from nmhts.schema.study import StudyFile
from nmhts.schema.wireless_file import WirelessFile

FILES: dict[str, type[StudyFile]] = {
    "film_kinetics": FilmKineticsFile,
    "cycling": CyclingFile,
    "stack_kinetics": StackKineticsFile,
    "wireless": WirelessFile,
    "lattice": LatticeFile,
    "phase_map": PhaseMapFile,
}

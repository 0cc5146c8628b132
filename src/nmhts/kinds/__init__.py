"""Kinds of study: one folder each, with everything that one kind needs.

A folder holds ``file.py`` (``FILE``, the form of the study file), ``config.py`` (``read_study``), ``kind.py`` (``KIND``), ``variables.py`` and ``page.py`` (``PAGE``);
its ``__init__.py`` names the modules that simulate (``SOURCES``). No list of kinds stands anywhere. The environment variable NMHTS_KINDS names further folders that hold kinds.
"""

from __future__ import annotations

import os

__path__ += [folder for folder in os.environ.get("NMHTS_KINDS", "").split(os.pathsep) if folder]

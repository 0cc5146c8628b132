"""Kinds of study: one folder each, with everything that one kind needs.

A folder holds five modules; its ``__init__.py`` names the modules that simulate (``SOURCES``).

- ``file.py``: ``FILE``, the form of the study file
- ``config.py``: ``read_study``
- ``kind.py``: ``KIND``
- ``variables.py``
- ``page.py``: ``PAGE``

No list of kinds exists: folders are found. The environment variable NMHTS_KINDS names further
folders that hold kinds.
"""

from __future__ import annotations

import os

__path__ += [folder for folder in os.environ.get("NMHTS_KINDS", "").split(os.pathsep) if folder]

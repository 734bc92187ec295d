"""Puts the hash of the rules into the wheel, so that an installed taskparse need not compute it (see taskparse.edition)."""

import sys
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class RulesHash(BuildHookInterface):  # type: ignore[type-arg]
    """Adds taskparse/rules.hash to a wheel; an editable install reads the source files, which change."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compute the hash and name the file that holds it."""
        if version == "editable":
            return
        source = Path(self.root, "src")
        sys.path.insert(0, str(source))
        from taskparse.edition import BUILT, hash_of

        written = Path(mkdtemp(), BUILT)
        written.write_text(hash_of(source / "taskparse") + "\n", "ascii")
        build_data["force_include"][str(written)] = f"taskparse/{BUILT}"

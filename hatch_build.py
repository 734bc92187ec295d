"""Puts into the wheel what an installed taskparse need not make anew at each start: the hash of the rules (taskparse.edition), the schemas."""

import sys
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class Prepared(BuildHookInterface):  # type: ignore[type-arg]
    """Adds taskparse/rules.hash and taskparse/schemas/ to a wheel; an editable install goes by the source files, which change."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compute the hash, and name the files."""
        if version == "editable":
            return
        source = Path(self.root, "src")
        sys.path.insert(0, str(source))
        from taskparse.edition import BUILT, hash_of

        written = Path(mkdtemp(), BUILT)
        written.write_text(hash_of(source / "taskparse") + "\n", "ascii")
        build_data["force_include"][str(written)] = f"taskparse/{BUILT}"
        for schema in Path(self.root, "schemas").glob("*.schema.json"):
            build_data["force_include"][str(schema)] = f"taskparse/schemas/{schema.name}"

"""Write docs/rules.md, docs/checks.md and docs/faults.md from the rules and their examples.

python docs/build.py
"""

import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent), str(HERE.parent / "src")]

from docs import checkbook, faultbook, rulebook  # noqa: E402


def main() -> None:
    """Write the pages beside this file."""
    (HERE / "rules.md").write_text(rulebook.page(), "utf-8")
    (HERE / "checks.md").write_text(checkbook.page(), "utf-8")
    (HERE / "faults.md").write_text(faultbook.page(), "utf-8")


if __name__ == "__main__":
    main()

"""Write docs/rules.md from the rules and their examples.

python docs/build.py
"""

import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent), str(HERE.parent / "src")]

from docs.rulebook import page  # noqa: E402


def main() -> None:
    """Write the page beside this file."""
    (HERE / "rules.md").write_text(page(), "utf-8")


if __name__ == "__main__":
    main()

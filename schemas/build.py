"""Write the published schemas, the list of them and the TypeScript declarations.

python schemas/build.py

A schema that index.json lists never changes: what is different gets a new version first (in taskparse.notice.versions).
"""

import json
import sys
from hashlib import sha256
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent), str(HERE.parent / "src")]

from schemas.typescript import declarations  # noqa: E402
from taskparse.formats.schema import PUBLISHED, Published, dump, generate  # noqa: E402

INDEX = HERE / "index.json"
TYPES = HERE / "taskparse.d.ts"


def file_of(published: Published) -> Path:
    """Where a schema stands."""
    return HERE / published.file


def types() -> str:
    """The text of taskparse.d.ts: the newest version of each format."""
    made = [generate(published) for published in PUBLISHED]
    return declarations({schema["title"]: schema for schema in made})


def entry(file: Path) -> dict[str, Any]:
    """What index.json says of a schema."""
    name, version = file.name.removesuffix(".schema.json").rsplit("-", 1)
    content = file.read_bytes()
    return {
        "name": name,
        "version": version,
        "id": json.loads(content)["$id"],
        "file": file.name,
        "sha256": sha256(content).hexdigest(),
    }


def main() -> None:
    """Write what is new; refuse to change what is published."""
    listed = json.loads(INDEX.read_text("utf-8"))["schemas"] if INDEX.exists() else []
    known = {one["file"] for one in listed}
    for published in PUBLISHED:
        file, text = file_of(published), dump(generate(published))
        if file.name not in known:
            file.write_text(text, "utf-8")
        elif file.read_text("utf-8") != text:
            sys.exit(f"{file.name} is published and would change: raise the version of {published.name}")
    listed += [entry(file) for file in sorted(HERE.glob("*.schema.json")) if file.name not in known]
    listed.sort(key=lambda one: one["file"])
    INDEX.write_text(json.dumps({"schemas": listed}, ensure_ascii=False, indent=2) + "\n", "utf-8")
    TYPES.write_text(types(), "utf-8")


if __name__ == "__main__":
    main()

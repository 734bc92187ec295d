"""The versions of the published formats: apart from the models, which take their time to import, so that data can be recognised without them."""

from typing import Final

SCHEMA_VERSION: Final = "1.0"
RECORD_VERSION: Final = "task-1.0"
REGISTRY_VERSION: Final = "registry-1.0"

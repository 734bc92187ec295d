"""How an extraction is written and read back: YAML, JSON, JSON Schema, validation."""

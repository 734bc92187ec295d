"""The published format and its assembly from structure and language."""

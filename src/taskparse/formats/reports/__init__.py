"""How findings are reported, be they of `validate` or of `check`: text, JSON, GitHub's workflow commands, SARIF."""

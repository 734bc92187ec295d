"""Words and characters: data only, each word in one place. Patterns are built from these."""

"""What a careful clerk would ask about: each check reads a finished extraction and adds diagnostics."""

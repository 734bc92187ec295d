"""What a careful clerk would ask about: checks read a finished extraction and give diagnostics; grounding refuses a wrong one."""

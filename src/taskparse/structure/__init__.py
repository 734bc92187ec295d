"""Where things stand in a document: its parts, its cover, its numbered outline, its tables."""

"""taskparse: government notices that assign tasks, read into data."""

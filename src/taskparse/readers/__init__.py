"""A file becomes blocks in reading order, page furniture named."""

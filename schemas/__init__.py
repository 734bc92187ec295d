"""The published schemas, and how they are built; no part of the package."""

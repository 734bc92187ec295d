"""What no schema can say of an extraction: whether it contradicts itself."""

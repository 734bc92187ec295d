"""PDF with a text layer: characters with boxes → lines → paragraphs."""

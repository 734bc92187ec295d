"""What figures mean: numbers and dates, Arabic and Chinese."""

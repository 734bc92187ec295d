"""What phrases mean: numerals, measures, dates, responsibility clauses, units, targets."""

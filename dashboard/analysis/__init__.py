"""What the figures mean: pure functions from frames and numbers to frozen figures with their words; no page, no SQL."""

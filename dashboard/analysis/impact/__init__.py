"""What a campaign caused: expected without it, what was extra, how sure that is, and whether it can be told at all."""

"""The parts of the campaign pages, each a few functions that draw from a story."""

"""One module for each group of commands; each only asks, calls the house, and says what came of it."""

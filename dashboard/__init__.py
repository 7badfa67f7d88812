"""Everything that a person meets: pages, analysis, exports, command line."""

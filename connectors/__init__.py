"""Everything that touches the outside: sources, files, and the database they fill."""

"""The tables, a module for each subject; ``connectors.database.schema`` gathers them."""

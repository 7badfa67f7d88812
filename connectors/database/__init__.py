"""The database: the schema is the contract, the engine the only door, the store the only way in."""

"""Each version of the schema: what it adds to the one before."""

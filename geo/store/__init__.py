"""Where scenarios are kept: files for one scenario each, and the examples that come with a pack."""

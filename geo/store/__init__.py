"""Where scenarios are kept: a database for a team's, files for one each, a pack's examples."""

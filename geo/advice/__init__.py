"""What is possible: arithmetic that comes before any search, and sentences that say it."""

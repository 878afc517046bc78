"""What leaves the application: tables and files in formats that others can open."""

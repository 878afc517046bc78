"""Open data: a plan in formats that other programs open, with licence and attribution.

``features`` and the modules named after it say what is exported; every other module is one way of
writing it down; ``parts`` lists them, and ``folder`` writes them to a folder, all or nothing.
"""

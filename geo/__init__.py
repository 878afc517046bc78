"""Boundaries and populations of health areas: everything of the project that is not screen.

A *unit* is the small area that everything is built from; an *area* is one named union of units;
a *layer* is a partition of the units into areas of one type and vintage. Geometry is in British
National Grid (EPSG:27700), metres, in the order (easting, northing), everywhere except at the
edge of a web map.
"""

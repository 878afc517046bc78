"""The chapters of a consultation's document, one module for each, as plain blocks."""

"""Drawings as shapes: layout worked out from records, the same for the same input; templates make SVG of them."""

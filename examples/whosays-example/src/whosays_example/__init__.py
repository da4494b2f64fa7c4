"""An example of plug-ins for whosays: tide tables of an invented harbour."""

"""The reading desk: pages of a case in the browser, served on this machine."""

"""What one laptop, one server and a cluster carry: measured where it could be, reckoned from there."""

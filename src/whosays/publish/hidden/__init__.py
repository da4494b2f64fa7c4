"""What people decided must not leave a case, and the view of it without that."""

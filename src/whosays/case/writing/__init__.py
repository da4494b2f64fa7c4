"""What people write beside the documents: reports, composed and held against the case again, and translations."""

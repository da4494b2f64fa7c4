"""What rests on all documents together: linked and indexed anew after every change, kept where it differs."""

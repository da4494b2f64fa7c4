"""What people decide, mark and hide: from what they give to the judgements that say so."""

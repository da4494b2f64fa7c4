"""What is asked of a case: of the whole of it, of what lies near a name, page by page of a large one."""

"""Other engines than our own rules: they propose records when the user asks for it, and never run by themselves."""

"""Other engines that propose when the user asks for it: which one, its models, what it may be sent, what it answered."""

"""Questions with the section that answers them, and questions that nothing answers."""

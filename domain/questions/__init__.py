"""The question bank: questions with gold answers and key points, approved by experts."""

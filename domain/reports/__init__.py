"""What people read after an interview: all of it in one place, each word with its proof."""

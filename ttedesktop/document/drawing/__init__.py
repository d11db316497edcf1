"""What the program draws itself: words, pictures and codes of stamps and papers."""

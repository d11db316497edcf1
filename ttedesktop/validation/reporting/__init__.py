"""A validation report in words, tables, pages and files."""

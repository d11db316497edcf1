"""Papers of the tests: letters, orders, archives, and who looks at their pages."""

"""Words looked for in the open document."""

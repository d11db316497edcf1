"""What a person reads for each error: heading, cause, what to do."""

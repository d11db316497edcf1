"""Settings: values and their catalogue, and how the keyring keeps them."""

"""What a document holds beside its pages: outline, signatures, files, layers."""

"""What a document holds beside its pages: outline, attachments, layers, fields."""

"""From what the caller has to documents, sentences and windows, with offsets that lead back."""

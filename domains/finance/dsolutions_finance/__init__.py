"""Finance: who a text is about, how it speaks of them, what happened, and who should be told."""

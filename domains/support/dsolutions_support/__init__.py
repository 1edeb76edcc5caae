"""Customer support: intent, emotion, dialogue state and reply."""

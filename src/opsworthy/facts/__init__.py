"""What the files say: one detector per technology, and a closed union of small facts."""

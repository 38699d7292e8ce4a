"""The functions that templates may call: Go's own, those of Sprig and those of Helm."""

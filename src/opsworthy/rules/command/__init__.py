"""The commands themselves: whether the tool that is named accepts them, and whether they are safe to run."""

"""What the files say to one claim. One module for each group of kinds."""

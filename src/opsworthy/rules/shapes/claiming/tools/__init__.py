"""What command lines claim, by the tools that they begin with. One module for each group of tools."""

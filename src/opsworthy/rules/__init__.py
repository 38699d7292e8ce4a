"""The rules of the bar: one file each, discovered, judged by one loop."""

"""What the configurations of hosting platforms share: variables, sizes, names of variants, paths."""

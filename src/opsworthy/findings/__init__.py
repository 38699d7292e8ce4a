"""What a check says: outcomes with evidence, waivers, baselines."""

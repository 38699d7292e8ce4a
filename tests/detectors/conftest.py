"""Small repositories stand in here as cases: nothing in them is a test of ours."""

collect_ignore_glob = ["*"]

"""How right the survey is: hand-made labels of public repositories, and the commands that hold the survey against them."""

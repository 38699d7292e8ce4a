"""What all pipelines share: steps made of commands, the names of secrets, the places that jobs go to."""

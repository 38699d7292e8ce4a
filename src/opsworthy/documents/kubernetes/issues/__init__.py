"""What goes wrong on Kubernetes, each in one function that says nothing where the files give no reason for it."""

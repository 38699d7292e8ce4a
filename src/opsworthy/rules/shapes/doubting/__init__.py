"""What a change of the code or the manifests makes doubtful in a document that it leaves as it was."""

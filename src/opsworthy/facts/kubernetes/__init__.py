"""What Kubernetes objects say, whether they stand in a file or come out of a Kustomize build."""

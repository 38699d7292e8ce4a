"""The procedures of Kubernetes."""

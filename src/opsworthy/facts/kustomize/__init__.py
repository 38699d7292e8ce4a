"""Kustomize: which file takes in which, and what comes out when an overlay is built."""

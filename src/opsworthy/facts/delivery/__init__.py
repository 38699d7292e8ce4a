"""What controllers and tools are told to bring to a cluster: Argo CD, Flux, Skaffold, Tilt, docker bake."""

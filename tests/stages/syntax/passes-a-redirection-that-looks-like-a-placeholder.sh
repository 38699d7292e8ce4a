kubectl get secret <name

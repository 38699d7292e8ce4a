for pod in $(kubectl get pods -o name); do
  kubectl logs "$pod"

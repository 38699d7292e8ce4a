kubectl get secret <your-secret>

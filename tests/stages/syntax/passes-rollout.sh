kubectl rollout status deployment/api -n shop --timeout=5m
# Expected: successfully rolled out

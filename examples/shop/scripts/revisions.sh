#!/usr/bin/env bash
# Prints "deployment revision" for every Deployment of the shop in one environment: what a rollback goes back to.
# In the order of a rollback: the frontend first, then what it calls.
#
#   scripts/revisions.sh prod > revisions
#   while read -r deployment revision; do
#     kubectl rollout undo "deployment/$deployment" --namespace shop-prod --to-revision "$revision"
#   done < revisions
set -euo pipefail

environment=${1:?usage: scripts/revisions.sh dev|staging|prod}
path='{.metadata.name} {.metadata.annotations.deployment\.kubernetes\.io/revision}{"\n"}'

for deployment in storefront gateway notifications orders cart catalog; do
  kubectl get deployment "$deployment" --namespace "shop-$environment" --ignore-not-found --output jsonpath="$path"
done

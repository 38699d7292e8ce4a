#!/usr/bin/env bash
# Deploys the shop to one environment: database, cache, migrations, backends, frontend, each awaited.
#
#   scripts/deploy.sh staging             the images that the overlay names
#   scripts/deploy.sh staging 3f9c2d1     images with this tag
#
# kubectl must point at the right cluster. Running it again is safe.
set -euo pipefail

environment=${1:?usage: scripts/deploy.sh dev|staging|prod [TAG]}
tag=${2:-}
namespace=shop-$environment
root=$(cd "$(dirname "$0")/.." && pwd)
[[ -d $root/k8s/overlays/$environment ]] || { echo "no such environment: $environment" >&2; exit 2; }

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cp -R "$root/k8s" "$work/k8s"
overlay=$work/k8s/overlays/$environment

if [[ -n $tag ]]; then
  for service in catalog cart orders notifications gateway storefront; do
    (cd "$overlay" && kustomize edit set image "registry.example.com/shop/$service:$tag")
  done
fi
kubectl kustomize "$overlay" > "$work/rendered.yaml"

apply() {
  echo "== $1"
  kubectl apply --filename "$work/rendered.yaml" --selector "app.kubernetes.io/component in ($1)"
}

await() {
  kubectl rollout status "$1" --namespace "$namespace" --timeout "${2:-180s}"
}

apply platform
kubectl wait externalsecret --all --for condition=Ready --namespace "$namespace" --timeout 120s

apply database
await statefulset/postgres 300s

apply cache
await statefulset/redis

kubectl delete job --selector app.kubernetes.io/component=migration --namespace "$namespace" --ignore-not-found
apply migration
for job in catalog-migrate orders-migrate; do
  if ! kubectl wait "job/$job" --for condition=Complete --namespace "$namespace" --timeout 310s; then
    kubectl logs "job/$job" --namespace "$namespace" --tail 50 || true
    exit 1
  fi
done

apply backend
for service in catalog cart orders notifications gateway; do
  await "deployment/$service"
done

apply "frontend, maintenance"
await deployment/storefront
echo "deployed to $namespace"

#!/usr/bin/env bash
set -euo pipefail
SERVICE=mailer
IMAGE="eu.gcr.io/shop/mailer:7"

gcloud builds submit --tag "$IMAGE"
gcloud run deploy "$SERVICE" \
  --image "$IMAGE" \
  --no-allow-unauthenticated \
  --max-instances 2
gcloud functions deploy resize --runtime nodejs20 --trigger-http --allow-unauthenticated
gcloud run jobs create import-prices --image eu.gcr.io/shop/import

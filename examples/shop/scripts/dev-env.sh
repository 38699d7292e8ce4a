#!/usr/bin/env bash
# Writes .env from .env.example, with a random value for every secret that has none. Keeps a .env that exists.
set -euo pipefail
cd "$(dirname "$0")/.."

if [[ -e .env ]]; then
  echo ".env is there already"
  exit 0
fi

umask 077
while IFS= read -r line; do
  case $line in
    SENTRY_DSN=) echo "$line" ;;
    [A-Z]*=) echo "${line}$(openssl rand -hex 24)" ;;
    *) echo "$line" ;;
  esac
done < .env.example > .env.partial
mv .env.partial .env
echo ".env written; put real test keys of Stripe and SendGrid into it, or use make up-fakes"

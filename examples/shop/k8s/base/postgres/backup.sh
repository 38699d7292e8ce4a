#!/usr/bin/env bash
# Dumps every database of the shop to /backups and drops dumps older than KEEP_DAYS.
set -euo pipefail

stamp=$(date -u +%Y%m%dT%H%M%SZ)
for database in catalog orders; do
  target="/backups/${database}-${stamp}.dump"
  # A name that ends in .partial is never mistaken for a whole dump.
  pg_dump --format=custom --compress=6 --file="${target}.partial" "$database"
  pg_restore --list "${target}.partial" >/dev/null
  mv "${target}.partial" "$target"
  echo "backup written: ${target} ($(stat -c %s "$target") bytes)"
done

find /backups -name '*.partial' -mmin +120 -delete
find /backups -name '*.dump' -mtime "+${KEEP_DAYS}" -print -delete

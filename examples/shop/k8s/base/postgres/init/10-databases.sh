#!/usr/bin/env bash
# Runs once, when the data directory is empty: one role and one database per service that owns data.
set -euo pipefail

create() {
  local name=$1 password=$2
  psql --variable=ON_ERROR_STOP=1 --username "$POSTGRES_USER" --variable=name="$name" --variable=password="$password" <<'SQL'
CREATE ROLE :"name" LOGIN PASSWORD :'password';
CREATE DATABASE :"name" OWNER :"name";
REVOKE CONNECT ON DATABASE :"name" FROM PUBLIC;
SQL
}

create catalog "$CATALOG_DB_PASSWORD"
create orders "$ORDERS_DB_PASSWORD"

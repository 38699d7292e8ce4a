#!/bin/sh
set -e
# DB_PASSWORD is needed
SESSION_SECRET=$(openssl rand -hex 16)
export API_TOKEN="${API_TOKEN:?set it}"
if [ -n "$EUM_KEY" ]; then
  sed -i "s|KEY|${EUM_KEY}|" page.html
fi
echo "$SESSION_SECRET" '$NOT_READ_TOKEN' \$ESCAPED_TOKEN $PWD "$lower_token"
curl "${DATABASE_URL:-sqlite:///app.db}" "${MAIL_PASSWORD:-}" "$PORT"
for ROOT_PASSWORD in a b; do echo "$ROOT_PASSWORD"; done

#!/bin/bash
# Run by PostgreSQL's image when it has made its database: the portal's roles.
set -eu
psql -v ON_ERROR_STOP=1 -U "$POSTGRES_USER" -d "$POSTGRES_DB" \
  -v owner_password="$OWNER_PASSWORD" -v app_password="$APP_PASSWORD" -f /inkoop/bootstrap.sql

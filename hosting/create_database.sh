#!/bin/sh
# The store's own account and database: no superuser, so that row-level security binds it. Run once, as a superuser of
# PostgreSQL; STORE_PASSWORD_FILE holds the account's password (nothing in it: the account needs none, as with peer
# authentication).
set -eu
password=$(cat "${STORE_PASSWORD_FILE:-/run/secrets/store_password}")
psql --no-psqlrc --set ON_ERROR_STOP=1 --set password="$password" --dbname postgres <<'SQL'
CREATE ROLE lbsdrop LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE PASSWORD :'password';
CREATE DATABASE lbsdrop OWNER lbsdrop ENCODING 'UTF8' TEMPLATE template0;
REVOKE CONNECT ON DATABASE lbsdrop FROM PUBLIC;
SQL

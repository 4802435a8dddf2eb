-- Prepares a database for Inkoop: three roles and what they may do. Run once, as superuser, connected to that database;
-- running it again changes nothing but the passwords. `npm start` runs it on the server it starts itself.
--
-- On a server of your own (PostgreSQL 16 or later, with the extensions that come with it as "contrib"):
--
--   createdb --template=template0 --encoding=UTF8 --locale-provider=builtin --locale=C.UTF-8 inkoop
--   psql -d inkoop -v owner_password='…' -v app_password='…' -f db/bootstrap.sql
--
-- and then start with
--
--   DATABASE_OWNER_URL=postgres://inkoop_owner:…@host/inkoop   migrations and the demo seed alone
--   DATABASE_URL=postgres://inkoop_app:…@host/inkoop           web and worker
--
-- inkoop_owner    owns the database and everything in it, and migrates it
-- inkoop_app      owns nothing; row-level security filters all it sees
-- inkoop_definer  cannot log in; the few SECURITY DEFINER functions that look across companies, or that check the books
--                 whatever the setting, belong to it; policies of its own let it see every row

DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'inkoop_owner') THEN CREATE ROLE inkoop_owner; END IF;
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'inkoop_app') THEN CREATE ROLE inkoop_app; END IF;
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'inkoop_definer') THEN CREATE ROLE inkoop_definer; END IF;
END $$;

ALTER ROLE inkoop_owner LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS PASSWORD :'owner_password';
ALTER ROLE inkoop_app LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS PASSWORD :'app_password';
-- A log of the server that quotes no rows and keys: people typed them.
ALTER ROLE inkoop_app SET log_error_verbosity = 'terse';
ALTER ROLE inkoop_definer NOLOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS;

-- So that a migration may give a function to the definer. Not inherited: its policies, which let it see every row, must
-- not hold for the owner.
GRANT inkoop_definer TO inkoop_owner WITH INHERIT FALSE, SET TRUE;

DO $$ BEGIN EXECUTE format('ALTER DATABASE %I OWNER TO inkoop_owner', current_database()); END $$;

GRANT USAGE ON SCHEMA public TO inkoop_app, inkoop_definer;
-- PostgreSQL asks this of the new owner of a function.
GRANT CREATE ON SCHEMA public TO inkoop_definer;

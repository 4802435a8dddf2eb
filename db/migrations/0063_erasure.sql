CREATE TABLE "erased_person" (
	"company_id" integer NOT NULL,
	"user_id" integer NOT NULL,
	"pseudonym" text NOT NULL,
	"erased_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "erased_person_company_id_user_id_pk" PRIMARY KEY("company_id","user_id")
);
--> statement-breakpoint
ALTER TABLE "erased_person" ADD CONSTRAINT "erased_person_company_id_company_id_fk" FOREIGN KEY ("company_id") REFERENCES "public"."company"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "erased_person_pseudonym" ON "erased_person" USING btree ("company_id","pseudonym");
--> statement-breakpoint
GRANT SELECT ON erased_person TO inkoop_app;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE ON erased_person TO inkoop_definer;
--> statement-breakpoint
-- What is append-only gives way to the erasure of a name alone: inkoop_definer may write the columns that hold one, by the functions below.
CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND current_user = 'inkoop_definer' THEN RETURN NULL; END IF;
  RAISE EXCEPTION 'table % is append-only', TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
END $$;
--> statement-breakpoint
DROP TRIGGER guarded ON vendor_bank_account;
--> statement-breakpoint
CREATE TRIGGER guarded_new BEFORE INSERT ON vendor_bank_account FOR EACH ROW EXECUTE FUNCTION guard_vendor_bank_account();
--> statement-breakpoint
CREATE TRIGGER guarded BEFORE UPDATE ON vendor_bank_account
  FOR EACH ROW WHEN (current_user <> 'inkoop_definer') EXECUTE FUNCTION guard_vendor_bank_account();
--> statement-breakpoint
GRANT UPDATE (actor_name, subject_no, data) ON event TO inkoop_definer;
--> statement-breakpoint
GRANT UPDATE (changed_by_name) ON file_import_mapping TO inkoop_definer;
--> statement-breakpoint
GRANT UPDATE (blocked_by) ON vendor TO inkoop_definer;
--> statement-breakpoint
GRANT DELETE ON notification, form_sending, user_posting_range TO inkoop_definer;
--> statement-breakpoint
GRANT SELECT ON users, company_user, security_entry TO inkoop_definer;
--> statement-breakpoint
GRANT SELECT, DELETE ON invitation, linked_identity, session, authenticator, recovery_code, passkey, account_letter, operator TO inkoop_definer;
--> statement-breakpoint
GRANT SELECT, UPDATE (emergency_user_id) ON company_sign_in TO inkoop_definer;
--> statement-breakpoint
GRANT UPDATE (invited_by) ON invitation TO inkoop_definer;
--> statement-breakpoint
GRANT DELETE ON users TO inkoop_definer;
--> statement-breakpoint

-- Columns that hold the name of a user beside the one with the id: posted_by_name beside posted_by.
CREATE FUNCTION named_columns() RETURNS TABLE (named regclass, id_column name, name_column name) LANGUAGE sql STABLE AS $$
  SELECT c.oid::regclass, i.attname, n.attname FROM pg_class c
  JOIN pg_attribute n ON n.attrelid = c.oid AND NOT n.attisdropped AND n.attname LIKE '%\_by\_name'
  JOIN pg_attribute i ON i.attrelid = c.oid AND NOT i.attisdropped AND i.attname || '_name' = n.attname AND i.atttypid = 'integer'::regtype
  WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r'
$$;
--> statement-breakpoint
CREATE OR REPLACE PROCEDURE fence_company_table(fenced regclass) LANGUAGE plpgsql AS $$
DECLARE written name;
BEGIN
  EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', fenced);
  EXECUTE format('ALTER TABLE %s FORCE ROW LEVEL SECURITY', fenced);
  EXECUTE format('CREATE POLICY own_company ON %s USING (company_id = nullif(current_setting(''app.company_id'', true), '''')::integer)', fenced);
  EXECUTE format('CREATE POLICY definer ON %s FOR SELECT TO inkoop_definer USING (true)', fenced);
  EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %s TO inkoop_app', fenced);
  EXECUTE format('GRANT SELECT ON %s TO inkoop_definer', fenced);
  -- To be erased, with whom they name.
  FOR written IN SELECT name_column FROM named_columns() WHERE named = fenced LOOP
    EXECUTE format('GRANT UPDATE (%I) ON %s TO inkoop_definer', written, fenced);
  END LOOP;
END $$;
--> statement-breakpoint
DO $$
DECLARE each record;
BEGIN
  FOR each IN SELECT * FROM named_columns() LOOP
    EXECUTE format('GRANT UPDATE (%I) ON %s TO inkoop_definer', each.name_column, each.named);
  END LOOP;
END $$;
--> statement-breakpoint

-- Puts a pseudonym in the place of a person's name in all that the company of the running transaction keeps, for good, and removes what
-- was the person's alone. Only of whom the company has no more.
CREATE FUNCTION erase_person(person integer) RETURNS text
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE here integer := current_company(); who users; hidden text; touched bigint := 0; more bigint; each record;
BEGIN
  SELECT * INTO who FROM users WHERE id = person;
  IF here IS NULL OR who.id IS NULL OR EXISTS (SELECT FROM company_user WHERE company_id = here AND user_id = person) THEN
    RAISE EXCEPTION 'person % is not to be erased', person USING ERRCODE = 'insufficient_privilege';
  END IF;
  SELECT coalesce((SELECT pseudonym FROM erased_person WHERE company_id = here AND user_id = person),
    'N.N. ' || (SELECT count(*) + 1 FROM erased_person WHERE company_id = here)) INTO hidden;

  UPDATE event SET actor_name = hidden WHERE company_id = here AND actor_id = person;
  GET DIAGNOSTICS more = ROW_COUNT; touched := touched + more;
  UPDATE event SET subject_no = hidden, data = data || jsonb_build_object('name', hidden)
    WHERE company_id = here AND subject_type = 'user' AND subject_no = who.email;
  GET DIAGNOSTICS more = ROW_COUNT; touched := touched + more;
  FOR each IN SELECT * FROM named_columns() LOOP
    EXECUTE format('UPDATE %s SET %I = $1 WHERE company_id = $2 AND %I = $3', each.named, each.name_column, each.id_column)
      USING hidden, here, person;
    GET DIAGNOSTICS more = ROW_COUNT; touched := touched + more;
  END LOOP;
  -- These know the name alone.
  UPDATE file_import_mapping SET changed_by_name = hidden WHERE company_id = here AND changed_by_name = who.name;
  UPDATE vendor SET blocked_by = hidden WHERE company_id = here AND blocked_by = who.name;
  DELETE FROM notification WHERE company_id = here AND user_id = person;
  DELETE FROM form_sending WHERE company_id = here AND user_id = person;
  DELETE FROM user_posting_range WHERE company_id = here AND user_id = person;
  DELETE FROM linked_identity WHERE company_id = here AND user_id = person;
  DELETE FROM invitation WHERE company_id = here AND email = who.email;
  GET DIAGNOSTICS more = ROW_COUNT; touched := touched + more;
  DELETE FROM session WHERE user_id = person AND sso_company_id = here;
  UPDATE company_sign_in SET emergency_user_id = NULL WHERE company_id = here AND emergency_user_id = person;

  IF touched > 0 OR EXISTS (SELECT FROM security_entry WHERE company_id = here AND person IN (user_id, subject_id)) THEN
    INSERT INTO erased_person (company_id, user_id, pseudonym) VALUES (here, person, hidden)
      ON CONFLICT (company_id, user_id) DO UPDATE SET erased_at = now();
  END IF;
  RETURN hidden;
END $$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION erase_person(integer) FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION erase_person(integer) TO inkoop_app;
--> statement-breakpoint
ALTER FUNCTION erase_person(integer) OWNER TO inkoop_definer;
--> statement-breakpoint

-- Removes an account that no company has any more, and its name from every company that it ever worked for.
CREATE FUNCTION erase_account(person integer) RETURNS void
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE before text := current_setting('app.company_id', true); each_company integer; address text;
BEGIN
  SELECT email INTO address FROM users WHERE id = person;
  IF address IS NULL OR EXISTS (SELECT FROM company_user WHERE user_id = person) THEN
    RAISE EXCEPTION 'account % is not to be erased', person USING ERRCODE = 'insufficient_privilege';
  END IF;
  FOR each_company IN SELECT id FROM company ORDER BY id LOOP
    PERFORM set_config('app.company_id', each_company::text, true);
    PERFORM erase_person(person);
  END LOOP;
  PERFORM set_config('app.company_id', coalesce(before, ''), true);
  DELETE FROM session WHERE user_id = person;
  DELETE FROM authenticator WHERE user_id = person;
  DELETE FROM recovery_code WHERE user_id = person;
  DELETE FROM passkey WHERE user_id = person;
  DELETE FROM operator WHERE user_id = person;
  DELETE FROM account_letter WHERE email = address;
  UPDATE invitation SET invited_by = NULL WHERE invited_by = person;
  DELETE FROM users WHERE id = person;
END $$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION erase_account(integer) FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION erase_account(integer) TO inkoop_app;
--> statement-breakpoint
ALTER FUNCTION erase_account(integer) OWNER TO inkoop_definer;

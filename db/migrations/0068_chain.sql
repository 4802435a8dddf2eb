CREATE TABLE "chain_format" (
	"company_id" integer NOT NULL,
	"no" integer NOT NULL,
	"columns" jsonb NOT NULL,
	CONSTRAINT "chain_format_company_id_no_pk" PRIMARY KEY("company_id","no")
);
--> statement-breakpoint
CREATE TABLE "chain_link" (
	"company_id" integer NOT NULL,
	"position" bigint NOT NULL,
	"kind" text NOT NULL,
	"no" bigint NOT NULL,
	"format" integer NOT NULL,
	"hash" "bytea" NOT NULL,
	"personal" "bytea",
	"salt" "bytea",
	CONSTRAINT "chain_link_company_id_position_pk" PRIMARY KEY("company_id","position"),
	CONSTRAINT "chain_link_kind" CHECK (kind in ('event', 'transaction', 'setup'))
);
--> statement-breakpoint
CREATE TABLE "chain_seal" (
	"company_id" integer NOT NULL,
	"day" date NOT NULL,
	"position" bigint NOT NULL,
	"hash" "bytea" NOT NULL,
	"sealed_at" timestamp with time zone DEFAULT now() NOT NULL,
	"public_key" text NOT NULL,
	"signature" "bytea" NOT NULL,
	"endorsement" "bytea",
	CONSTRAINT "chain_seal_company_id_day_pk" PRIMARY KEY("company_id","day")
);
--> statement-breakpoint
CREATE TABLE "chain_state" (
	"company_id" integer PRIMARY KEY NOT NULL,
	"database_transaction" "xid8" DEFAULT '3'::xid8 NOT NULL,
	"mail_to" text DEFAULT '' NOT NULL,
	"mailed_day" date,
	"checked_at" timestamp with time zone,
	"checked_position" bigint,
	"found" jsonb DEFAULT '[]'::jsonb NOT NULL
);
--> statement-breakpoint
-- What is there is of no transaction that could still run: a constant, so that nothing is written anew.
ALTER TABLE "event" ADD COLUMN "database_transaction" "xid8" DEFAULT '3'::xid8 NOT NULL;--> statement-breakpoint
ALTER TABLE "event" ALTER COLUMN "database_transaction" SET DEFAULT pg_current_xact_id();--> statement-breakpoint
ALTER TABLE "chain_seal" ADD CONSTRAINT "chain_seal_company_id_position_chain_link_company_id_position_fk" FOREIGN KEY ("company_id","position") REFERENCES "public"."chain_link"("company_id","position") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "chain_link_once" ON "chain_link" USING btree ("company_id","kind","no");--> statement-breakpoint
CREATE INDEX "event_database_transaction" ON "event" USING btree ("company_id","database_transaction","id");
--> statement-breakpoint
CREATE TRIGGER stamp BEFORE INSERT ON event FOR EACH ROW EXECUTE FUNCTION stamp_database_transaction();
--> statement-breakpoint
CALL fence_company_table('chain_state');
--> statement-breakpoint
CALL fence_company_table('chain_format');
--> statement-breakpoint
CALL fence_company_table('chain_link');
--> statement-breakpoint
CALL fence_company_table('chain_seal');
--> statement-breakpoint
CALL make_append_only('chain_format');
--> statement-breakpoint
CALL make_append_only('chain_link');
--> statement-breakpoint
CALL make_append_only('chain_seal');
--> statement-breakpoint
ALTER TABLE chain_state ADD FOREIGN KEY (company_id) REFERENCES company (id);
--> statement-breakpoint
ALTER TABLE chain_format ADD FOREIGN KEY (company_id) REFERENCES company (id);
--> statement-breakpoint
-- An erasure removes the salts of what named the person.
GRANT UPDATE (salt) ON chain_link TO inkoop_definer;
--> statement-breakpoint
GRANT INSERT, UPDATE ON chain_state TO inkoop_definer;
--> statement-breakpoint
SET LOCAL ROLE inkoop_definer;
--> statement-breakpoint
CREATE OR REPLACE FUNCTION erase_person(person integer) RETURNS text
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE here integer := current_company(); who users; hidden text; touched bigint := 0; more bigint; each record;
BEGIN
  SELECT * INTO who FROM users WHERE id = person;
  IF here IS NULL OR who.id IS NULL OR EXISTS (SELECT FROM company_user WHERE company_id = here AND user_id = person) THEN
    RAISE EXCEPTION 'person % is not to be erased', person USING ERRCODE = 'insufficient_privilege';
  END IF;
  SELECT coalesce((SELECT pseudonym FROM erased_person WHERE company_id = here AND user_id = person),
    'N.N. ' || (SELECT count(*) + 1 FROM erased_person WHERE company_id = here)) INTO hidden;
  -- Whoever links reads either all of the old names or none.
  INSERT INTO chain_state (company_id) VALUES (here) ON CONFLICT DO NOTHING;
  PERFORM FROM chain_state WHERE company_id = here FOR UPDATE;

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
  -- Their links go on to hold; what the names were, no hash tells without its salt.
  UPDATE chain_link SET salt = NULL WHERE company_id = here AND kind = 'event' AND salt IS NOT NULL AND no IN (
    SELECT id FROM event WHERE company_id = here AND (actor_id = person OR (subject_type = 'user' AND subject_no = hidden)));
  UPDATE chain_link SET salt = NULL WHERE company_id = here AND kind = 'transaction' AND salt IS NOT NULL AND no IN (
    SELECT no FROM ledger_transaction WHERE company_id = here AND posted_by = person
    UNION ALL SELECT transaction_no FROM posted_purchase_document WHERE company_id = here AND posted_by = person
    UNION ALL SELECT last_transaction_no FROM opening_balance WHERE company_id = here AND posted_by = person);
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
RESET ROLE;

CREATE TABLE "setup_in_force" (
	"company_id" integer NOT NULL,
	"table_name" text NOT NULL,
	"row_key" text NOT NULL,
	"setup_version" integer NOT NULL,
	"content" jsonb,
	CONSTRAINT "setup_in_force_company_id_table_name_row_key_setup_version_pk" PRIMARY KEY("company_id","table_name","row_key","setup_version")
);
--> statement-breakpoint
ALTER TABLE "ledger_transaction" ADD COLUMN "setup_version" integer;--> statement-breakpoint
ALTER TABLE "vendor_ledger_entry" ADD COLUMN "exchange_rate_amount" numeric;--> statement-breakpoint
ALTER TABLE "vendor_ledger_entry" ADD COLUMN "relational_exchange_rate_amount" numeric;--> statement-breakpoint
ALTER TABLE "purchases_setup" ADD COLUMN "discount_posting" text DEFAULT 'none' NOT NULL;
--> statement-breakpoint
-- Triggers alone write it: what was in force is not for the application to say. Runs as inkoop_owner.
CALL fence_company_table('setup_in_force');
--> statement-breakpoint
ALTER TABLE setup_in_force ADD FOREIGN KEY (company_id) REFERENCES company (id);
--> statement-breakpoint
REVOKE INSERT, UPDATE, DELETE ON setup_in_force FROM inkoop_app;
--> statement-breakpoint
GRANT INSERT, UPDATE ON setup_in_force TO inkoop_definer;
--> statement-breakpoint
GRANT UPDATE ON purchases_setup TO inkoop_definer;
--> statement-breakpoint

-- Counts the setup's version up and keeps the row as it is from then on, whoever changed it, by whatever way. A company that
-- is being made has no version yet: then the last state counts. The columns of the row's key are the trigger's arguments.
CREATE FUNCTION keep_setup_in_force() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE changed jsonb; key text; version integer;
BEGIN
  IF TG_OP = 'UPDATE' AND NEW IS NOT DISTINCT FROM OLD THEN RETURN NULL; END IF;
  IF TG_OP = 'DELETE' THEN changed := to_jsonb(OLD); ELSE changed := to_jsonb(NEW); END IF;
  SELECT string_agg(changed ->> part, '/' ORDER BY place) INTO key FROM unnest(TG_ARGV) WITH ORDINALITY AS k (part, place);
  UPDATE purchases_setup SET setup_version = setup_version + 1
    WHERE company_id = (changed ->> 'company_id')::integer RETURNING setup_version INTO version;
  INSERT INTO setup_in_force (company_id, table_name, row_key, setup_version, content)
    VALUES ((changed ->> 'company_id')::integer, TG_TABLE_NAME, key, coalesce(version, 0),
      CASE TG_OP WHEN 'DELETE' THEN NULL ELSE changed - 'company_id' END)
    ON CONFLICT (company_id, table_name, row_key, setup_version) DO UPDATE SET content = excluded.content;
  RETURN NULL;
END $$;
--> statement-breakpoint

-- The company's one row has the version itself.
CREATE FUNCTION count_discount_posting() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.setup_version := greatest(NEW.setup_version, OLD.setup_version + 1);
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE FUNCTION keep_discount_posting() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  INSERT INTO setup_in_force (company_id, table_name, row_key, setup_version, content)
    VALUES (NEW.company_id, TG_TABLE_NAME, '', NEW.setup_version, jsonb_build_object('discount_posting', NEW.discount_posting))
    ON CONFLICT (company_id, table_name, row_key, setup_version) DO UPDATE SET content = excluded.content;
  RETURN NULL;
END $$;
--> statement-breakpoint

-- Companies that were here before: one at a time, as FORCE holds the owner to row-level security.
DO $$
DECLARE c integer; setup record; made integer; wanted integer;
BEGIN
  FOR c IN SELECT id FROM company LOOP
    PERFORM set_config('app.company_id', c::text, true);
    FOR setup IN SELECT * FROM (VALUES
      ('bank_account', ARRAY['no']), ('currency', ARRAY['code']),
      ('currency_exchange_rate', ARRAY['currency_code', 'starting_date']),
      ('general_posting_setup', ARRAY['gen_bus_posting_group', 'gen_prod_posting_group']),
      ('inventory_posting_group', ARRAY['code']), ('payment_terms', ARRAY['code']),
      ('vat_posting_setup', ARRAY['vat_bus_posting_group', 'vat_prod_posting_group']),
      ('vendor_posting_group', ARRAY['code'])) AS s (name, keys)
    LOOP
      EXECUTE format('SELECT count(*) FROM %I', setup.name) INTO wanted;
      EXECUTE format('INSERT INTO setup_in_force (company_id, table_name, row_key, setup_version, content)
        SELECT $1, %L, concat_ws(''/'', %s), coalesce((SELECT setup_version FROM purchases_setup), 0), to_jsonb(s) - ''company_id''
        FROM %I s', setup.name, (SELECT string_agg(format('s.%I', k), ', ') FROM unnest(setup.keys) AS k), setup.name)
        USING c;
      GET DIAGNOSTICS made = ROW_COUNT;
      IF made <> wanted THEN RAISE EXCEPTION 'company %: % of % rows of %', c, made, wanted, setup.name; END IF;
    END LOOP;
    INSERT INTO setup_in_force (company_id, table_name, row_key, setup_version, content)
      SELECT c, 'purchases_setup', '', setup_version, jsonb_build_object('discount_posting', discount_posting)
      FROM purchases_setup;
  END LOOP;
  PERFORM set_config('app.company_id', '', true);
END $$;
--> statement-breakpoint
DO $$
DECLARE setup record;
BEGIN
  FOR setup IN SELECT * FROM (VALUES
    ('bank_account', 'no'), ('currency', 'code'), ('currency_exchange_rate', 'currency_code, starting_date'),
    ('general_posting_setup', 'gen_bus_posting_group, gen_prod_posting_group'), ('inventory_posting_group', 'code'),
    ('payment_terms', 'code'), ('vat_posting_setup', 'vat_bus_posting_group, vat_prod_posting_group'),
    ('vendor_posting_group', 'code')) AS s (name, keys)
  LOOP
    EXECUTE format('CREATE TRIGGER keep_in_force AFTER INSERT OR UPDATE OR DELETE ON %I
      FOR EACH ROW EXECUTE FUNCTION keep_setup_in_force(%s)', setup.name, setup.keys);
  END LOOP;
END $$;
--> statement-breakpoint
CREATE TRIGGER count_discount_posting BEFORE UPDATE OF discount_posting ON purchases_setup FOR EACH ROW
  WHEN (OLD.discount_posting IS DISTINCT FROM NEW.discount_posting) EXECUTE FUNCTION count_discount_posting();
--> statement-breakpoint
CREATE TRIGGER keep_inserted_in_force AFTER INSERT ON purchases_setup
  FOR EACH ROW EXECUTE FUNCTION keep_discount_posting();
--> statement-breakpoint
CREATE TRIGGER keep_in_force AFTER UPDATE OF discount_posting ON purchases_setup FOR EACH ROW
  WHEN (OLD.discount_posting IS DISTINCT FROM NEW.discount_posting) EXECUTE FUNCTION keep_discount_posting();
--> statement-breakpoint
-- Once the triggers are made: afterwards the functions are the definer's.
DO $$
DECLARE f regprocedure;
BEGIN
  FOREACH f IN ARRAY ARRAY['keep_setup_in_force()', 'keep_discount_posting()']::regprocedure[] LOOP
    EXECUTE format('REVOKE ALL ON FUNCTION %s FROM PUBLIC', f);
    EXECUTE format('ALTER FUNCTION %s OWNER TO inkoop_definer', f);
  END LOOP;
END $$;

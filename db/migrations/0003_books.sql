-- The fences of the books: row-level security, append-only entries, balanced transactions, search, number series.
-- Runs as inkoop_owner.

DO $$
DECLARE fenced regclass;
BEGIN
  FOREACH fenced IN ARRAY ARRAY['batch_posting', 'batch_posting_document', 'bank_account_ledger_entry',
    'detailed_vendor_ledger_entry', 'gl_entry', 'item_ledger_entry', 'ledger_counter', 'ledger_transaction', 'value_entry',
    'vat_entry', 'vendor_ledger_entry', 'posted_purchase_document', 'posted_purchase_line', 'vendor_invoice_claim',
    'bank_account', 'user_posting_range', 'vendor_invoice_discount']::regclass[]
  LOOP
    CALL fence_company_table(fenced);
    -- Lines reach the company through their header; the key here would be checked once a row for nothing.
    IF fenced::text !~ '_(line|entry|document)$' OR fenced = 'posted_purchase_document'::regclass THEN
      EXECUTE format('ALTER TABLE %s ADD FOREIGN KEY (company_id) REFERENCES company (id)', fenced);
    END IF;
  END LOOP;
END $$;
--> statement-breakpoint
GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO inkoop_app;
--> statement-breakpoint

-- What is posted stays as it is: mistakes are corrected by reversal.
DO $$
DECLARE kept regclass;
BEGIN
  FOREACH kept IN ARRAY ARRAY['bank_account_ledger_entry', 'detailed_vendor_ledger_entry', 'gl_entry', 'item_ledger_entry',
    'ledger_transaction', 'value_entry', 'vat_entry', 'vendor_ledger_entry', 'posted_purchase_document',
    'posted_purchase_line']::regclass[]
  LOOP
    CALL make_append_only(kept);
  END LOOP;
END $$;
--> statement-breakpoint

-- Which database transaction made a ledger transaction is not for the application to say. (xmin would name the savepoint.)
CREATE FUNCTION stamp_database_transaction() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.database_transaction := pg_current_xact_id();
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER stamp BEFORE INSERT ON ledger_transaction FOR EACH ROW EXECUTE FUNCTION stamp_database_transaction();
--> statement-breakpoint

-- At COMMIT, once a ledger transaction. Under a role that sees every row: whoever clears app.company_id before COMMIT would
-- otherwise hide the entries from it.
CREATE FUNCTION refuse_unbalanced_transaction() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE entries bigint; balance numeric;
BEGIN
  SELECT count(*), sum(amount) INTO entries, balance FROM gl_entry
    WHERE company_id = NEW.company_id AND transaction_no = NEW.no;
  IF entries = 0 THEN
    RAISE EXCEPTION 'ledger transaction % has no entries', NEW.no USING ERRCODE = 'integrity_constraint_violation';
  ELSIF balance <> 0 THEN
    RAISE EXCEPTION 'ledger transaction % is out of balance by %', NEW.no, balance
      USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE CONSTRAINT TRIGGER balanced AFTER INSERT ON ledger_transaction DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION refuse_unbalanced_transaction();
--> statement-breakpoint

-- Entries join a ledger transaction in the database transaction that made it, and no later.
CREATE FUNCTION refuse_late_entries() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE late bigint;
BEGIN
  SELECT entry.transaction_no INTO late
    FROM (SELECT DISTINCT company_id, transaction_no FROM added) AS entry
    LEFT JOIN ledger_transaction t ON t.company_id = entry.company_id AND t.no = entry.transaction_no
    WHERE t.database_transaction IS DISTINCT FROM pg_current_xact_id() LIMIT 1;
  IF FOUND THEN
    RAISE EXCEPTION 'ledger transaction % was not made by this database transaction', late
      USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE FUNCTION refuse_late_lines() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE late text;
BEGIN
  SELECT line.document_no INTO late
    FROM (SELECT DISTINCT company_id, document_no FROM added) AS line
    LEFT JOIN posted_purchase_document d ON d.company_id = line.company_id AND d.no = line.document_no
    LEFT JOIN ledger_transaction t ON t.company_id = d.company_id AND t.no = d.transaction_no
    WHERE t.database_transaction IS DISTINCT FROM pg_current_xact_id() LIMIT 1;
  IF FOUND THEN
    RAISE EXCEPTION 'posted document % was not made by this database transaction', late
      USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
DO $$
DECLARE entries regclass;
BEGIN
  FOREACH entries IN ARRAY ARRAY['bank_account_ledger_entry', 'detailed_vendor_ledger_entry', 'gl_entry', 'item_ledger_entry',
    'value_entry', 'vat_entry', 'vendor_ledger_entry', 'posted_purchase_document']::regclass[]
  LOOP
    EXECUTE format('CREATE TRIGGER not_late AFTER INSERT ON %s REFERENCING NEW TABLE AS added
      FOR EACH STATEMENT EXECUTE FUNCTION refuse_late_entries()', entries);
  END LOOP;
END $$;
--> statement-breakpoint
CREATE TRIGGER not_late AFTER INSERT ON posted_purchase_line REFERENCING NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_late_lines();
--> statement-breakpoint

CREATE INDEX posted_purchase_document_search ON posted_purchase_document USING gin (company_id, lower(no || ' ' || pre_assigned_no || ' ' || buy_from_vendor_name || ' ' || buy_from_vendor_no || ' ' || vendor_invoice_no) gin_trgm_ops);
--> statement-breakpoint
CREATE FUNCTION search_posted_purchase_documents(wanted text, at_most integer) RETURNS TABLE (no text, rank real)
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp
  SET pg_trgm.word_similarity_threshold = 0.4 AS $$
DECLARE term text := lower(trim(wanted)); part text := '%' || replace(replace(replace(term, '\', '\\'), '%', '\%'), '_', '\_') || '%';
BEGIN
  RETURN QUERY SELECT p.no, search_rank(term, p.no, p.buy_from_vendor_name, lower(p.no || ' ' || p.pre_assigned_no || ' ' || p.buy_from_vendor_name || ' ' || p.buy_from_vendor_no || ' ' || p.vendor_invoice_no)) AS found_rank
    FROM posted_purchase_document p WHERE p.company_id = current_company()
      AND lower(p.no || ' ' || p.pre_assigned_no || ' ' || p.buy_from_vendor_name || ' ' || p.buy_from_vendor_no || ' ' || p.vendor_invoice_no) LIKE part
    ORDER BY found_rank, p.no LIMIT at_most;
  IF FOUND THEN RETURN; END IF;
  RETURN QUERY SELECT p.no, search_rank(term, p.no, p.buy_from_vendor_name, lower(p.no || ' ' || p.pre_assigned_no || ' ' || p.buy_from_vendor_name || ' ' || p.buy_from_vendor_no || ' ' || p.vendor_invoice_no)) AS found_rank
    FROM posted_purchase_document p WHERE p.company_id = current_company()
      AND term <% lower(p.no || ' ' || p.pre_assigned_no || ' ' || p.buy_from_vendor_name || ' ' || p.buy_from_vendor_no || ' ' || p.vendor_invoice_no)
    ORDER BY found_rank, p.no LIMIT at_most;
END $$;
--> statement-breakpoint

-- Cross-company reader of the relay: ids alone.
CREATE FUNCTION unfinished_batches(older_than interval, at_most integer)
  RETURNS TABLE (company_id integer, id bigint)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT b.company_id, b.id FROM batch_posting b
    WHERE b.state = 'queued' AND b.queued_at < now() - older_than ORDER BY b.queued_at LIMIT at_most
$$;
--> statement-breakpoint
CREATE INDEX batch_posting_unfinished ON batch_posting (queued_at) WHERE state = 'queued';
--> statement-breakpoint
DO $$
DECLARE f regprocedure;
BEGIN
  FOR f IN SELECT p.oid::regprocedure FROM pg_proc p
    WHERE p.pronamespace = 'public'::regnamespace AND p.prosecdef AND p.proowner = current_user::regrole
  LOOP
    -- Before the owner changes: afterwards the rights are the definer's to give.
    EXECUTE format('REVOKE ALL ON FUNCTION %s FROM PUBLIC', f);
    EXECUTE format('GRANT EXECUTE ON FUNCTION %s TO inkoop_app', f);
    EXECUTE format('ALTER FUNCTION %s OWNER TO inkoop_definer', f);
  END LOOP;
END $$;
--> statement-breakpoint

-- Companies that were here before posting get their series: one at a time, as FORCE holds the owner to row-level security.
DO $$
DECLARE c integer; made integer;
BEGIN
  FOR c IN SELECT id FROM company LOOP
    PERFORM set_config('app.company_id', c::text, true);
    IF NOT EXISTS (SELECT FROM purchases_setup) THEN CONTINUE; END IF;
    INSERT INTO no_series (company_id, code, description, prefix, digits, last_number, allow_gaps) VALUES
      (c, 'IC', 'Inkoopcreditnota', 'IC26-', 5, 0, true),
      (c, 'GIC', 'Geboekte inkoopcreditnota', 'GIC26-', 5, 0, false),
      (c, 'BET', 'Betaling', 'BET26-', 5, 0, false)
      ON CONFLICT (company_id, code) DO NOTHING;
    SELECT count(*) INTO made FROM no_series WHERE code IN ('IC', 'GIC', 'BET');
    IF made <> 3 THEN RAISE EXCEPTION 'company %: % of 3 number series', c, made; END IF;
  END LOOP;
  PERFORM set_config('app.company_id', '', true);
END $$;

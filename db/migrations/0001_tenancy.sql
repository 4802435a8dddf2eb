-- The fences that drizzle's schema cannot say: row-level security, grants, append-only history, search, live events.
-- Runs as inkoop_owner; the roles come from db/bootstrap.sql.

CREATE EXTENSION IF NOT EXISTS pg_trgm;
--> statement-breakpoint
CREATE EXTENSION IF NOT EXISTS btree_gin;
--> statement-breakpoint

GRANT USAGE ON SCHEMA public TO inkoop_app, inkoop_definer;
--> statement-breakpoint

-- The company of the running transaction; NULL outside one (after COMMIT the setting reads '', not NULL).
CREATE FUNCTION current_company() RETURNS integer LANGUAGE sql STABLE PARALLEL SAFE
  AS $$ SELECT nullif(current_setting('app.company_id', true), '')::integer $$;
--> statement-breakpoint

-- Puts a table behind the second fence. FORCE holds the owner to it too; inkoop_definer owns the few cross-company and
-- search functions and sees every row. Later migrations call this for each table they make.
CREATE PROCEDURE fence_company_table(fenced regclass) LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', fenced);
  EXECUTE format('ALTER TABLE %s FORCE ROW LEVEL SECURITY', fenced);
  EXECUTE format('CREATE POLICY own_company ON %s USING (company_id = nullif(current_setting(''app.company_id'', true), '''')::integer)', fenced);
  EXECUTE format('CREATE POLICY definer ON %s FOR SELECT TO inkoop_definer USING (true)', fenced);
  EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %s TO inkoop_app', fenced);
  EXECUTE format('GRANT SELECT ON %s TO inkoop_definer', fenced);
END $$;
--> statement-breakpoint

DO $$
DECLARE fenced regclass;
BEGIN
  FOR fenced IN
    SELECT c.oid::regclass FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'company_id'
    WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace AND c.relname NOT IN ('membership', 'invitation')
  LOOP
    CALL fence_company_table(fenced);
    -- Lines reach the company through their header; the key here would be checked once a row for nothing.
    IF fenced::text !~ '(_line|_row|_chunk)$' THEN
      EXECUTE format('ALTER TABLE %s ADD FOREIGN KEY (company_id) REFERENCES company (id)', fenced);
    END IF;
  END LOOP;
END $$;
--> statement-breakpoint

-- Global tables: only what sign-in, membership and administration need.
GRANT SELECT ON company TO inkoop_app;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE ON users, session, invitation TO inkoop_app;
--> statement-breakpoint
GRANT SELECT, INSERT, DELETE ON membership TO inkoop_app;
--> statement-breakpoint
GRANT DELETE ON session TO inkoop_app;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON sign_in_throttle TO inkoop_app;
--> statement-breakpoint
GRANT SELECT ON installation TO inkoop_app;
--> statement-breakpoint
GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO inkoop_app;
--> statement-breakpoint

-- Lines swap places within one statement or transaction: their numbers are compared at its end.
ALTER TABLE sales_invoice_line DROP CONSTRAINT sales_invoice_line_no,
  ADD CONSTRAINT sales_invoice_line_no UNIQUE (company_id, document_no, line_no) DEFERRABLE INITIALLY DEFERRED;
--> statement-breakpoint
ALTER TABLE purchase_invoice_line DROP CONSTRAINT purchase_invoice_line_no,
  ADD CONSTRAINT purchase_invoice_line_no UNIQUE (company_id, document_no, line_no) DEFERRABLE INITIALLY DEFERRED;
--> statement-breakpoint

-- History is append-only: no right to change it, and a trigger that says so to the owner as well.
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'table % is append-only', TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
END $$;
--> statement-breakpoint
CREATE PROCEDURE make_append_only(kept regclass) LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('REVOKE UPDATE, DELETE, TRUNCATE ON %s FROM inkoop_app', kept);
  EXECUTE format('CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON %s FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()', kept);
END $$;
--> statement-breakpoint
CALL make_append_only('event');
--> statement-breakpoint

-- Live pages: the web process listens. Ids only; who may see what is checked when the page fetches.
CREATE FUNCTION announce_event() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('inkoop_event', json_build_object('company', company_id, 'type', subject_type, 'no', subject_no)::text)
    FROM (SELECT DISTINCT company_id, subject_type, subject_no FROM added) AS subjects;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER announce AFTER INSERT ON event REFERENCING NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION announce_event();
--> statement-breakpoint
CREATE FUNCTION announce_notification() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('inkoop_event', json_build_object('company', company_id, 'user', user_id)::text)
    FROM (SELECT DISTINCT company_id, user_id FROM changed) AS told;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER announce_insert AFTER INSERT ON notification REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION announce_notification();
--> statement-breakpoint

-- Search that forgives typing errors: what holds the words themselves, else what looks like them. Under row-level security only leakproof operators use an index, so each search is
-- one function that sees every row and takes its company from the setting.
CREATE INDEX vendor_search ON vendor USING gin (company_id, lower(no || ' ' || name || ' ' || search_name || ' ' || city) gin_trgm_ops);
--> statement-breakpoint
CREATE INDEX item_search ON item USING gin (company_id, lower(no || ' ' || description || ' ' || vendor_item_no) gin_trgm_ops);
--> statement-breakpoint
CREATE INDEX customer_search ON customer USING gin (company_id, lower(no || ' ' || name || ' ' || city) gin_trgm_ops);
--> statement-breakpoint
CREATE INDEX sales_invoice_search ON sales_invoice USING gin (company_id, lower(no || ' ' || customer_name || ' ' || customer_no || ' ' || external_document_no) gin_trgm_ops);
--> statement-breakpoint
CREATE INDEX purchase_invoice_search ON purchase_invoice USING gin (company_id, lower(no || ' ' || buy_from_vendor_name || ' ' || buy_from_vendor_no || ' ' || vendor_invoice_no) gin_trgm_ops);
--> statement-breakpoint

-- rank: 0 is the best (the number itself), then beginnings, then parts, then look-alikes.
CREATE FUNCTION search_rank(wanted text, no text, name text, haystack text) RETURNS real LANGUAGE sql IMMUTABLE PARALLEL SAFE
  AS $$ SELECT (CASE
    WHEN lower(no) = wanted THEN 0
    WHEN starts_with(lower(no), wanted) THEN 1
    WHEN starts_with(lower(name), wanted) THEN 2
    WHEN strpos(haystack, wanted) > 0 THEN 3
    ELSE 5 - word_similarity(wanted, haystack) END)::real $$;
--> statement-breakpoint

CREATE FUNCTION search_vendors(wanted text, at_most integer) RETURNS TABLE (no text, rank real)
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp
  SET pg_trgm.word_similarity_threshold = 0.4 AS $$
DECLARE term text := lower(trim(wanted)); part text := '%' || replace(replace(replace(term, '\', '\\'), '%', '\%'), '_', '\_') || '%';
BEGIN
  RETURN QUERY SELECT v.no, search_rank(term, v.no, v.name, lower(v.no || ' ' || v.name || ' ' || v.search_name || ' ' || v.city)) AS found_rank
    FROM vendor v WHERE v.company_id = current_company()
      AND lower(v.no || ' ' || v.name || ' ' || v.search_name || ' ' || v.city) LIKE part
    ORDER BY found_rank, v.name COLLATE "und-x-icu", v.no LIMIT at_most;
  IF FOUND THEN RETURN; END IF;
  RETURN QUERY SELECT v.no, search_rank(term, v.no, v.name, lower(v.no || ' ' || v.name || ' ' || v.search_name || ' ' || v.city)) AS found_rank
    FROM vendor v WHERE v.company_id = current_company()
      AND term <% lower(v.no || ' ' || v.name || ' ' || v.search_name || ' ' || v.city)
    ORDER BY found_rank, v.name COLLATE "und-x-icu", v.no LIMIT at_most;
END $$;
--> statement-breakpoint
CREATE FUNCTION search_items(wanted text, at_most integer) RETURNS TABLE (no text, rank real)
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp
  SET pg_trgm.word_similarity_threshold = 0.4 AS $$
DECLARE term text := lower(trim(wanted)); part text := '%' || replace(replace(replace(term, '\', '\\'), '%', '\%'), '_', '\_') || '%';
BEGIN
  RETURN QUERY SELECT i.no, (CASE WHEN lower(i.vendor_item_no) = term THEN 0.5::real
      ELSE search_rank(term, i.no, i.description, lower(i.no || ' ' || i.description || ' ' || i.vendor_item_no)) END)::real AS found_rank
    FROM item i WHERE i.company_id = current_company()
      AND lower(i.no || ' ' || i.description || ' ' || i.vendor_item_no) LIKE part
    ORDER BY found_rank, i.description COLLATE "und-x-icu", i.no LIMIT at_most;
  IF FOUND THEN RETURN; END IF;
  RETURN QUERY SELECT i.no, (CASE WHEN lower(i.vendor_item_no) = term THEN 0.5::real
      ELSE search_rank(term, i.no, i.description, lower(i.no || ' ' || i.description || ' ' || i.vendor_item_no)) END)::real AS found_rank
    FROM item i WHERE i.company_id = current_company()
      AND term <% lower(i.no || ' ' || i.description || ' ' || i.vendor_item_no)
    ORDER BY found_rank, i.description COLLATE "und-x-icu", i.no LIMIT at_most;
END $$;
--> statement-breakpoint
CREATE FUNCTION search_customers(wanted text, at_most integer) RETURNS TABLE (no text, rank real)
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp
  SET pg_trgm.word_similarity_threshold = 0.4 AS $$
DECLARE term text := lower(trim(wanted)); part text := '%' || replace(replace(replace(term, '\', '\\'), '%', '\%'), '_', '\_') || '%';
BEGIN
  RETURN QUERY SELECT c.no, search_rank(term, c.no, c.name, lower(c.no || ' ' || c.name || ' ' || c.city)) AS found_rank
    FROM customer c WHERE c.company_id = current_company()
      AND lower(c.no || ' ' || c.name || ' ' || c.city) LIKE part
    ORDER BY found_rank, c.name COLLATE "und-x-icu", c.no LIMIT at_most;
  IF FOUND THEN RETURN; END IF;
  RETURN QUERY SELECT c.no, search_rank(term, c.no, c.name, lower(c.no || ' ' || c.name || ' ' || c.city)) AS found_rank
    FROM customer c WHERE c.company_id = current_company()
      AND term <% lower(c.no || ' ' || c.name || ' ' || c.city)
    ORDER BY found_rank, c.name COLLATE "und-x-icu", c.no LIMIT at_most;
END $$;
--> statement-breakpoint
CREATE FUNCTION search_sales_invoices(wanted text, at_most integer) RETURNS TABLE (no text, rank real)
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp
  SET pg_trgm.word_similarity_threshold = 0.4 AS $$
DECLARE term text := lower(trim(wanted)); part text := '%' || replace(replace(replace(term, '\', '\\'), '%', '\%'), '_', '\_') || '%';
BEGIN
  RETURN QUERY SELECT s.no, search_rank(term, s.no, s.customer_name, lower(s.no || ' ' || s.customer_name || ' ' || s.customer_no || ' ' || s.external_document_no)) AS found_rank
    FROM sales_invoice s WHERE s.company_id = current_company()
      AND lower(s.no || ' ' || s.customer_name || ' ' || s.customer_no || ' ' || s.external_document_no) LIKE part
    ORDER BY found_rank, s.no LIMIT at_most;
  IF FOUND THEN RETURN; END IF;
  RETURN QUERY SELECT s.no, search_rank(term, s.no, s.customer_name, lower(s.no || ' ' || s.customer_name || ' ' || s.customer_no || ' ' || s.external_document_no)) AS found_rank
    FROM sales_invoice s WHERE s.company_id = current_company()
      AND term <% lower(s.no || ' ' || s.customer_name || ' ' || s.customer_no || ' ' || s.external_document_no)
    ORDER BY found_rank, s.no LIMIT at_most;
END $$;
--> statement-breakpoint
CREATE FUNCTION search_purchase_invoices(wanted text, at_most integer) RETURNS TABLE (no text, rank real)
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp
  SET pg_trgm.word_similarity_threshold = 0.4 AS $$
DECLARE term text := lower(trim(wanted)); part text := '%' || replace(replace(replace(term, '\', '\\'), '%', '\%'), '_', '\_') || '%';
BEGIN
  RETURN QUERY SELECT p.no, search_rank(term, p.no, p.buy_from_vendor_name, lower(p.no || ' ' || p.buy_from_vendor_name || ' ' || p.buy_from_vendor_no || ' ' || p.vendor_invoice_no)) AS found_rank
    FROM purchase_invoice p WHERE p.company_id = current_company()
      AND lower(p.no || ' ' || p.buy_from_vendor_name || ' ' || p.buy_from_vendor_no || ' ' || p.vendor_invoice_no) LIKE part
    ORDER BY found_rank, p.no LIMIT at_most;
  IF FOUND THEN RETURN; END IF;
  RETURN QUERY SELECT p.no, search_rank(term, p.no, p.buy_from_vendor_name, lower(p.no || ' ' || p.buy_from_vendor_name || ' ' || p.buy_from_vendor_no || ' ' || p.vendor_invoice_no)) AS found_rank
    FROM purchase_invoice p WHERE p.company_id = current_company()
      AND term <% lower(p.no || ' ' || p.buy_from_vendor_name || ' ' || p.buy_from_vendor_no || ' ' || p.vendor_invoice_no)
    ORDER BY found_rank, p.no LIMIT at_most;
END $$;
--> statement-breakpoint

-- Cross-company readers: ids alone; the caller then acts per company.
CREATE FUNCTION unfinished_work(older_than interval, at_most integer)
  RETURNS TABLE (company_id integer, kind text, no text)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  (SELECT r.company_id, 'purchase_request', r.no FROM purchase_request r
    WHERE r.state = 'queued' AND r.queued_at < now() - older_than ORDER BY r.queued_at LIMIT at_most)
  UNION ALL
  (SELECT i.company_id, 'sales_import', i.no FROM sales_import i
    WHERE i.state = 'queued' AND i.queued_at < now() - older_than ORDER BY i.queued_at LIMIT at_most)
$$;
--> statement-breakpoint
CREATE FUNCTION pending_mail(older_than interval, at_most integer)
  RETURNS TABLE (company_id integer, user_id integer, event_id bigint)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT n.company_id, n.user_id, n.event_id FROM notification n
    WHERE n.mail_state = 'pending' AND n.created_at < now() - older_than ORDER BY n.created_at LIMIT at_most
$$;
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

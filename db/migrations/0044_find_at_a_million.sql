-- GS1 General Specifications 7.9: from the right, before the check digit, each digit counts three times and once in turns.
CREATE FUNCTION is_gtin(written text) RETURNS boolean LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE digits text := lpad(written, 14, '0'); total integer := 0;
BEGIN
  IF written !~ '^(\d{8}|\d{12,14})$' THEN RETURN false; END IF;
  FOR place IN 1..14 LOOP total := total + substr(digits, place, 1)::integer * CASE place % 2 WHEN 1 THEN 3 ELSE 1 END; END LOOP;
  RETURN total % 10 = 0;
END $$;
--> statement-breakpoint
ALTER TABLE "item" ADD COLUMN "gtin" text DEFAULT '' NOT NULL;--> statement-breakpoint
CREATE UNIQUE INDEX "item_gtin" ON "item" USING btree ("company_id",lpad(gtin, 14, '0')) WHERE gtin <> '';--> statement-breakpoint
CREATE INDEX "item_ledger_entry_vendor" ON "item_ledger_entry" USING btree ("company_id","vendor_no","posting_date","transaction_no","line_no");--> statement-breakpoint
CREATE INDEX "vat_entry_vendor" ON "vat_entry" USING btree ("company_id","vendor_no","posting_date","transaction_no","line_no");--> statement-breakpoint
CREATE INDEX "vendor_ledger_entry_payment_no" ON "vendor_ledger_entry" USING btree ("company_id","document_no") WHERE document_type in ('payment', 'refund');--> statement-breakpoint
CREATE INDEX "vendor_ledger_entry_payment_date" ON "vendor_ledger_entry" USING btree ("company_id","posting_date","document_no") WHERE document_type in ('payment', 'refund');--> statement-breakpoint
CREATE INDEX "vendor_ledger_entry_payment_amount" ON "vendor_ledger_entry" USING btree ("company_id","amount","document_no") WHERE document_type in ('payment', 'refund');--> statement-breakpoint
CREATE INDEX "vendor_ledger_entry_payment_vendor" ON "vendor_ledger_entry" USING btree ("company_id","vendor_no","document_no") WHERE document_type in ('payment', 'refund');--> statement-breakpoint
CREATE INDEX "posted_purchase_document_vendor" ON "posted_purchase_document" USING btree ("company_id","buy_from_vendor_no","document_type","posting_date","no");--> statement-breakpoint
CREATE INDEX "purchase_invoice_without_number" ON "purchase_invoice" USING btree ("company_id","document_date","no") WHERE vendor_invoice_no = '';--> statement-breakpoint
CREATE INDEX "vendor_blocked" ON "vendor" USING btree ("company_id",name collate "und-x-icu","no") WHERE blocked <> '' or privacy_blocked;--> statement-breakpoint
ALTER TABLE "item" ADD CONSTRAINT "item_gtin_valid" CHECK (gtin = '' or is_gtin(gtin));
--> statement-breakpoint

-- Searches that take as long in a company of a million as in one of a thousand: by number and name along ordered indexes, which
-- need no three letters; then every word, anywhere; then, from four letters on, what looks like it. Each is bounded before anything
-- is ranked, and planned for the text and company at hand: a plan for any text reads the index of all companies; no table is read whole. Runs as inkoop_owner.

-- A text within a LIKE pattern.
CREATE FUNCTION like_literal(written text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN replace(replace(replace(written, '\', '\\'), '%', '\%'), '_', '\_');
--> statement-breakpoint

DROP PROCEDURE search_documents_by(text, text[]);
--> statement-breakpoint

-- Makes a search anew, and its index: a searched field is a line in a migration. `texts` begin with number and name;
-- `whole` and `begins` are conditions by which another number is the text, or begins with it; `indexed`: the index has these texts
-- already. A rank is 0 for the number itself, 0.5 for another, 1 for what begins so, 2 where the name does, 3 for what has each
-- word, above 4 for what looks alike. Called
-- as inkoop_owner; the functions are the definer's.
CREATE PROCEDURE search_by(noun text, texts text[], whole text DEFAULT NULL, begins text DEFAULT NULL, indexed boolean DEFAULT false) LANGUAGE plpgsql AS $do$
DECLARE haystack text := 'search_form(r.' || array_to_string(texts, $$ || ' ' || r.$$) || ')';
  has_types boolean := noun IN ('purchase_invoice', 'posted_purchase_document');
  further text := format($$nos := nos || ARRAY(SELECT r.no FROM %I r WHERE r.company_id = current_company()
    AND (%%s) AND r.no <> ALL (nos) LIMIT at_most);
  $$, noun);
BEGIN
  -- Loads the extension, whose setting a function may carry only then.
  PERFORM similarity('', '');
  IF NOT indexed THEN
    EXECUTE format('DROP INDEX %I', noun || '_search');
    EXECUTE format('CREATE INDEX %I ON %I USING gin (company_id, search_form(%s) gin_trgm_ops)',
      noun || '_search', noun, array_to_string(texts, $$ || ' ' || $$));
  END IF;
  SET LOCAL ROLE inkoop_definer;
  EXECUTE replace(replace(replace(replace(replace(replace(replace($search$
CREATE OR REPLACE FUNCTION search_{noun}s(wanted text, at_most integer{more}) RETURNS TABLE (no text, rank real)
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp
  SET plan_cache_mode = force_custom_plan SET enable_seqscan = off SET enable_indexscan = on SET pg_trgm.word_similarity_threshold = 0.4 AS $$
DECLARE
  typed text := regexp_replace(trim(wanted), '\s+', ' ', 'g');
  term text := search_form(typed);
  words text[] := string_to_array(term, ' ');
  longest text := (SELECT word FROM unnest(words) AS word ORDER BY length(word) DESC LIMIT 1);
  -- Of a word of one or two letters its beginning is looked for, of a longer one any part.
  parts text[] := (SELECT array_agg(CASE WHEN length(word) < 3 THEN '% ' ELSE '%' END || like_literal(word) || '%') FROM unnest(words) AS word);
  longest_part text := (SELECT part FROM unnest(parts) AS part ORDER BY length(part) DESC LIMIT 1);
  nos text[] := '{}';
  by_whole integer;
  by_number integer;
  by_name integer;
BEGIN
  IF term = '' THEN RETURN; END IF;
  {whole}by_whole := cardinality(nos);
  nos := nos || ARRAY(SELECT r.no FROM {noun} r WHERE r.company_id = current_company(){only}
    AND r.no >= upper(typed) AND r.no < upper(typed) || chr(1114111) AND r.no <> ALL (nos) ORDER BY r.no LIMIT at_most);
  {begins}by_number := cardinality(nos);
  IF by_number < at_most THEN
    -- U+FFFF sorts behind all letters.
    nos := nos || ARRAY(SELECT r.no FROM {noun} r WHERE r.company_id = current_company(){only}
      AND r.{name} COLLATE "und-x-icu" >= typed AND r.{name} COLLATE "und-x-icu" < typed || chr(65535) AND r.no <> ALL (nos)
      ORDER BY r.{name} COLLATE "und-x-icu", r.no LIMIT at_most - by_number);
  END IF;
  by_name := cardinality(nos);
  -- What is not in order any more goes by the index of its words, and not through all numbers.
  PERFORM set_config('enable_indexscan', 'off', true);
  IF by_name < at_most THEN
    nos := nos || ARRAY(SELECT r.no FROM {noun} r WHERE r.company_id = current_company(){only}
      AND {haystack} LIKE longest_part AND ' ' || {haystack} LIKE ALL (parts) AND r.no <> ALL (nos) LIMIT at_most - by_name);
  END IF;
  IF cardinality(nos) > 0 THEN
    RETURN QUERY SELECT f.no, (CASE WHEN search_form(f.no) = term THEN 0 WHEN f.place <= by_whole THEN 0.5 WHEN f.place <= by_number THEN 1 WHEN f.place <= by_name THEN 2 ELSE 3 END)::real
      FROM unnest(nos) WITH ORDINALITY AS f (no, place) ORDER BY 2, f.place LIMIT at_most;
  ELSIF length(longest) >= 4 THEN
    RETURN QUERY SELECT m.no, (5 - word_similarity(term, m.haystack))::real AS found_rank
      FROM (SELECT r.no, {haystack} AS haystack FROM {noun} r WHERE r.company_id = current_company(){only}
        AND longest <% {haystack} LIMIT least(at_most, 200) OFFSET 0) m
      ORDER BY found_rank, m.no;
  END IF;
END $$
$search$,
    '{whole}', CASE WHEN whole IS NULL THEN '' ELSE format(further, whole) END),
    '{begins}', CASE WHEN begins IS NULL THEN '' ELSE format(further, begins) END),
    '{haystack}', haystack),
    '{more}', CASE WHEN has_types THEN $$, of_type text DEFAULT 'invoice'$$ ELSE '' END),
    '{only}', CASE WHEN has_types THEN ' AND r.document_type = of_type' ELSE '' END),
    '{name}', texts[2]),
    '{noun}', noun);
  EXECUTE format('REVOKE ALL ON FUNCTION %I FROM PUBLIC', 'search_' || noun || 's');
  EXECUTE format('GRANT EXECUTE ON FUNCTION %I TO inkoop_app', 'search_' || noun || 's');
  RESET ROLE;
END $do$;
--> statement-breakpoint
REVOKE ALL ON PROCEDURE search_by(text, text[], text, text, boolean) FROM PUBLIC;
--> statement-breakpoint
CALL search_by('vendor', '{no,name,search_name,city}', indexed => true);
--> statement-breakpoint
CALL search_by('customer', '{no,name,city}', indexed => true);
--> statement-breakpoint
CALL search_by('item', '{no,description,vendor_item_no,gtin}',
  whole => $$r.gtin <> '' AND lpad(r.gtin, 14, '0') = lpad(term, 14, '0') OR r.vendor_item_no <> '' AND search_form(r.vendor_item_no) = term$$,
  begins => $$r.vendor_item_no <> '' AND search_form(r.vendor_item_no) LIKE like_literal(term) || '%'$$);
--> statement-breakpoint
CALL search_by('sales_invoice', '{no,customer_name,customer_no,external_document_no,your_reference}', indexed => true);
--> statement-breakpoint
CALL search_by('purchase_invoice', '{no,buy_from_vendor_name,buy_from_vendor_no,vendor_invoice_no,your_reference}', indexed => true);
--> statement-breakpoint
DROP FUNCTION search_posted_purchase_documents(text, integer);
--> statement-breakpoint
CALL search_by('posted_purchase_document', '{no,buy_from_vendor_name,buy_from_vendor_no,pre_assigned_no,vendor_invoice_no,your_reference}', indexed => true);
--> statement-breakpoint
-- Numbers and names go by their own ordered indexes, which were there before these.
DROP FUNCTION item_candidates(text, integer);
--> statement-breakpoint
DROP FUNCTION search_rank(text, text, text);
--> statement-breakpoint
DROP INDEX item_no_begins;
--> statement-breakpoint
DROP INDEX item_description_begins;

-- Whether most rows of a large table are of the company at hand, as the planner expects. Asked in a volatile function: EXPLAIN is
-- allowed in no other. Runs as inkoop_owner.
SET LOCAL ROLE inkoop_definer;
--> statement-breakpoint
CREATE FUNCTION holds_most_of(noun text) RETURNS boolean LANGUAGE plpgsql VOLATILE SET search_path = public, pg_temp AS $$
DECLARE expected json;
  all_rows real := (SELECT reltuples FROM pg_class WHERE oid = noun::regclass);
BEGIN
  IF all_rows < 50000 THEN RETURN false; END IF;
  EXECUTE format('EXPLAIN (FORMAT JSON) SELECT FROM %I WHERE company_id = %s', noun, current_company()) INTO expected;
  RETURN (expected -> 0 -> 'Plan' ->> 'Plan Rows')::real > all_rows / 2;
END $$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION holds_most_of(text) FROM PUBLIC;
--> statement-breakpoint
RESET ROLE;
--> statement-breakpoint
DROP PROCEDURE search_by(text, text[], text, text, boolean);
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
  EXECUTE replace(replace(replace(replace(replace(replace(replace(replace($search$
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
  second_part text := (SELECT '%' || like_literal(word) || '%' FROM unnest(words) AS word WHERE length(word) >= 3 ORDER BY length(word) DESC OFFSET 1 LIMIT 1);
  most boolean := holds_most_of('{noun}');
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
    nos := nos || ARRAY(SELECT r.no FROM {noun} r WHERE {ours}{only}
      AND {haystack} LIKE longest_part AND (second_part IS NULL OR {haystack} LIKE second_part) AND (cardinality(parts) = 1 AND length(longest) >= 3 OR ' ' || {haystack} LIKE ALL (parts)) AND r.no <> ALL (nos) LIMIT at_most - by_name);
  END IF;
  IF cardinality(nos) > 0 THEN
    RETURN QUERY SELECT f.no, (CASE WHEN search_form(f.no) = term THEN 0 WHEN f.place <= by_whole THEN 0.5 WHEN f.place <= by_number THEN 1 WHEN f.place <= by_name THEN 2 ELSE 3 END)::real
      FROM unnest(nos) WITH ORDINALITY AS f (no, place) ORDER BY 2, f.place LIMIT at_most;
  ELSIF length(longest) >= 4 THEN
    -- Two letters that changed places leave half of the trigrams of a long word.
    IF length(longest) >= 7 THEN PERFORM set_config('pg_trgm.word_similarity_threshold', '0.5', true); END IF;
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
    -- The index of words has the company too, and of one that holds most of a table goes through all of it, for as long again.
    '{ours}', '(most OR r.company_id = current_company()) AND (NOT most OR r.company_id + 0 = current_company())'),
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
  begins => $$r.vendor_item_no <> '' AND search_form(r.vendor_item_no) LIKE like_literal(term) || '%'$$,
  indexed => true);
--> statement-breakpoint
CALL search_by('sales_invoice', '{no,customer_name,customer_no,external_document_no,your_reference}', indexed => true);
--> statement-breakpoint
CALL search_by('purchase_invoice', '{no,buy_from_vendor_name,buy_from_vendor_no,vendor_invoice_no,your_reference}', indexed => true);
--> statement-breakpoint
CALL search_by('posted_purchase_document', '{no,buy_from_vendor_name,buy_from_vendor_no,pre_assigned_no,vendor_invoice_no,your_reference}', indexed => true);

-- Search without accents: Angstrom finds Ångström, lodz finds Łódź, and the other way round. Runs as inkoop_owner.

CREATE EXTENSION IF NOT EXISTS unaccent;
--> statement-breakpoint

-- Small letters without accents, Ł as l and ß as ss, in whatever way the accents were put on. Qualified, so that no
-- search_path misleads it and a restored dump can rebuild its indexes. It is immutable as far as an index lives:
-- unaccent's rules are a file of the PostgreSQL version.
CREATE FUNCTION without_accents(written text) RETURNS text LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
BEGIN
  RETURN lower(public.unaccent('public.unaccent'::regdictionary, normalize(written, NFKC)));
END $$;
--> statement-breakpoint

-- What texts are searched by. Not strict, so that it is inlined, in indexes and searches alike: of what has no accents,
-- nearly all there is, it costs little more than lower().
CREATE FUNCTION search_form(written text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN CASE WHEN octet_length(written) = length(written) THEN lower(written) ELSE public.without_accents(written) END;
--> statement-breakpoint

-- 0 is the best (the number itself), then beginnings of number and name, then parts, then look-alikes. `haystack` is in
-- search form and begins with number, blank and name, so that none of them is brought into that form again.
CREATE FUNCTION search_rank(wanted text, no text, haystack text) RETURNS real LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN (CASE
    WHEN starts_with(haystack, wanted || ' ') AND length(no) = length(wanted) THEN 0
    WHEN starts_with(haystack, wanted) THEN 1
    WHEN starts_with(substr(haystack, length(no) + 2), wanted) THEN 2
    WHEN strpos(haystack, wanted) > 0 THEN 3
    ELSE 5 - public.word_similarity(wanted, haystack) END)::real;
--> statement-breakpoint

-- The searches differ in what is searched and in what comes first among equals.
DO $do$
DECLARE s record; haystack text;
BEGIN
  FOR s IN SELECT * FROM (VALUES
    ('vendor', '{no,name,search_name,city}'::text[], 'r.name COLLATE "und-x-icu", '),
    ('item', '{no,description,vendor_item_no}', 'r.description COLLATE "und-x-icu", '),
    ('customer', '{no,name,city}', 'r.name COLLATE "und-x-icu", '),
    ('sales_invoice', '{no,customer_name,customer_no,external_document_no}', ''),
    ('purchase_invoice', '{no,buy_from_vendor_name,buy_from_vendor_no,vendor_invoice_no}', ''),
    ('posted_purchase_document', '{no,buy_from_vendor_name,buy_from_vendor_no,pre_assigned_no,vendor_invoice_no}', '')
    ) AS searched (noun, texts, first)
  LOOP
    EXECUTE format('DROP INDEX %I', s.noun || '_search');
    EXECUTE format('CREATE INDEX %I ON %I USING gin (company_id, search_form(%s) gin_trgm_ops)',
      s.noun || '_search', s.noun, array_to_string(s.texts, $$ || ' ' || $$));
    -- Replaced by their owner, so that the application keeps its right to call them.
    SET LOCAL ROLE inkoop_definer;
    haystack := 'search_form(r.' || array_to_string(s.texts, $$ || ' ' || r.$$) || ')';
    EXECUTE replace(replace(replace(replace(replace(replace($search$
CREATE OR REPLACE FUNCTION search_{noun}s(wanted text, at_most integer{more}) RETURNS TABLE (no text, rank real)
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp
  SET pg_trgm.word_similarity_threshold = 0.4 AS $$
DECLARE term text := search_form(trim(wanted)); part text := '%' || replace(replace(replace(term, '\', '\\'), '%', '\%'), '_', '\_') || '%';
BEGIN
  RETURN QUERY SELECT r.no, {rank} AS found_rank FROM {noun} r WHERE r.company_id = current_company(){only} AND {haystack} LIKE part
    ORDER BY found_rank, {first}r.no LIMIT at_most;
  IF FOUND THEN RETURN; END IF;
  RETURN QUERY SELECT r.no, {rank} AS found_rank FROM {noun} r WHERE r.company_id = current_company(){only} AND term <% {haystack}
    ORDER BY found_rank, {first}r.no LIMIT at_most;
END $$
$search$,
      '{rank}', CASE s.noun
        WHEN 'item' THEN '(CASE WHEN search_form(r.vendor_item_no) = term THEN 0.5 ELSE search_rank(term, r.no, {haystack}) END)::real'
        ELSE 'search_rank(term, r.no, {haystack})' END),
      '{haystack}', haystack),
      '{more}', CASE s.noun WHEN 'purchase_invoice' THEN $$, of_type text DEFAULT 'invoice'$$ ELSE '' END),
      '{only}', CASE s.noun WHEN 'purchase_invoice' THEN ' AND r.document_type = of_type' ELSE '' END),
      '{first}', s.first),
      '{noun}', s.noun);
    RESET ROLE;
  END LOOP;
END $do$;
--> statement-breakpoint
DROP FUNCTION search_rank(text, text, text, text);

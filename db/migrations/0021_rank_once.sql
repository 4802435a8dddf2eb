-- What matches is brought into search form once to be ranked, below an OFFSET, and the rank is worked out in the query
-- itself: a search by one letter of tens of thousands had called a function for each. Runs as inkoop_owner.

DO $do$
DECLARE s record; haystack text;
BEGIN
  FOR s IN SELECT * FROM (VALUES
    ('vendor', '{no,name,search_name,city}'::text[], 'm.name COLLATE "und-x-icu", '),
    ('item', '{no,description,vendor_item_no}', 'm.description COLLATE "und-x-icu", '),
    ('customer', '{no,name,city}', 'm.name COLLATE "und-x-icu", '),
    ('sales_invoice', '{no,customer_name,customer_no,external_document_no}', ''),
    ('purchase_invoice', '{no,buy_from_vendor_name,buy_from_vendor_no,vendor_invoice_no}', ''),
    ('posted_purchase_document', '{no,buy_from_vendor_name,buy_from_vendor_no,pre_assigned_no,vendor_invoice_no}', '')
    ) AS searched (noun, texts, first)
  LOOP
    -- Replaced by their owner, so that the application keeps its right to call them.
    SET LOCAL ROLE inkoop_definer;
    haystack := 'search_form(r.' || array_to_string(s.texts, $$ || ' ' || r.$$) || ')';
    EXECUTE replace(replace(replace(replace(replace(replace($search$
CREATE OR REPLACE FUNCTION search_{noun}s(wanted text, at_most integer{more}) RETURNS TABLE (no text, rank real)
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp
  SET pg_trgm.word_similarity_threshold = 0.4 AS $$
DECLARE term text := search_form(trim(wanted)); part text := '%' || replace(replace(replace(term, '\', '\\'), '%', '\%'), '_', '\_') || '%';
BEGIN
  RETURN QUERY SELECT m.no, {rank} AS found_rank FROM (SELECT r.*, {haystack} AS haystack FROM {noun} r
      WHERE r.company_id = current_company(){only} AND {haystack} LIKE part OFFSET 0) m
    ORDER BY found_rank, {first}m.no LIMIT at_most;
  IF FOUND THEN RETURN; END IF;
  RETURN QUERY SELECT m.no, {rank} AS found_rank FROM (SELECT r.*, {haystack} AS haystack FROM {noun} r
      WHERE r.company_id = current_company(){only} AND term <% {haystack} OFFSET 0) m
    ORDER BY found_rank, {first}m.no LIMIT at_most;
END $$
$search$,
      '{rank}', CASE s.noun
        WHEN 'item' THEN '(CASE WHEN search_form(m.vendor_item_no) = term THEN 0.5 ELSE search_rank(term, m.no, m.haystack) END)::real'
        ELSE 'search_rank(term, m.no, m.haystack)' END),
      '{haystack}', haystack),
      '{more}', CASE s.noun WHEN 'purchase_invoice' THEN $$, of_type text DEFAULT 'invoice'$$ ELSE '' END),
      '{only}', CASE s.noun WHEN 'purchase_invoice' THEN ' AND r.document_type = of_type' ELSE '' END),
      '{first}', s.first),
      '{noun}', s.noun);
    RESET ROLE;
  END LOOP;
END $do$;

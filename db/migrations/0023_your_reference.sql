ALTER TABLE "posted_purchase_document" ADD COLUMN "your_reference" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "purchase_invoice" ADD COLUMN "your_reference" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "sales_invoice" ADD COLUMN "your_reference" text DEFAULT '' NOT NULL;--> statement-breakpoint

-- Makes the search of a kind of document, and its index, anew: a searched field is a line in a migration. `texts` begin with
-- number and name, which search_rank relies on. Called as inkoop_owner; the functions stay their owner's, so that the
-- application keeps its right to call them.
CREATE PROCEDURE search_documents_by(noun text, texts text[]) LANGUAGE plpgsql AS $do$
DECLARE haystack text := 'search_form(r.' || array_to_string(texts, $$ || ' ' || r.$$) || ')';
BEGIN
  EXECUTE format('DROP INDEX %I', noun || '_search');
  EXECUTE format('CREATE INDEX %I ON %I USING gin (company_id, search_form(%s) gin_trgm_ops)',
    noun || '_search', noun, array_to_string(texts, $$ || ' ' || $$));
  SET LOCAL ROLE inkoop_definer;
  EXECUTE replace(replace(replace(replace($search$
CREATE OR REPLACE FUNCTION search_{noun}s(wanted text, at_most integer{more}) RETURNS TABLE (no text, rank real)
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp
  SET pg_trgm.word_similarity_threshold = 0.4 AS $$
DECLARE term text := search_form(trim(wanted)); part text := '%' || replace(replace(replace(term, '\', '\\'), '%', '\%'), '_', '\_') || '%';
BEGIN
  RETURN QUERY SELECT m.no, search_rank(term, m.no, m.haystack) AS found_rank FROM (SELECT r.*, {haystack} AS haystack FROM {noun} r
      WHERE r.company_id = current_company(){only} AND {haystack} LIKE part OFFSET 0) m
    ORDER BY found_rank, m.no LIMIT at_most;
  IF FOUND THEN RETURN; END IF;
  RETURN QUERY SELECT m.no, search_rank(term, m.no, m.haystack) AS found_rank FROM (SELECT r.*, {haystack} AS haystack FROM {noun} r
      WHERE r.company_id = current_company(){only} AND term <% {haystack} OFFSET 0) m
    ORDER BY found_rank, m.no LIMIT at_most;
END $$
$search$,
    '{haystack}', haystack),
    '{more}', CASE noun WHEN 'purchase_invoice' THEN $$, of_type text DEFAULT 'invoice'$$ ELSE '' END),
    '{only}', CASE noun WHEN 'purchase_invoice' THEN ' AND r.document_type = of_type' ELSE '' END),
    '{noun}', noun);
  RESET ROLE;
END $do$;
--> statement-breakpoint
REVOKE ALL ON PROCEDURE search_documents_by(text, text[]) FROM PUBLIC;
--> statement-breakpoint
CALL search_documents_by('sales_invoice', '{no,customer_name,customer_no,external_document_no,your_reference}');
--> statement-breakpoint
CALL search_documents_by('purchase_invoice', '{no,buy_from_vendor_name,buy_from_vendor_no,vendor_invoice_no,your_reference}');
--> statement-breakpoint
CALL search_documents_by('posted_purchase_document',
  '{no,buy_from_vendor_name,buy_from_vendor_no,pre_assigned_no,vendor_invoice_no,your_reference}');

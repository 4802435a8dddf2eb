CREATE INDEX "purchase_invoice_credit_memos" ON "purchase_invoice" USING btree ("company_id","no") WHERE document_type = 'credit_memo';--> statement-breakpoint

-- A draft is searched among those of its type: many matches of the other must not crowd it out. Runs as inkoop_owner.
DROP FUNCTION search_purchase_invoices(text, integer);
--> statement-breakpoint
CREATE FUNCTION search_purchase_invoices(wanted text, at_most integer, of_type text DEFAULT 'invoice')
  RETURNS TABLE (no text, rank real)
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp
  SET pg_trgm.word_similarity_threshold = 0.4 AS $$
DECLARE term text := lower(trim(wanted)); part text := '%' || replace(replace(replace(term, '\', '\\'), '%', '\%'), '_', '\_') || '%';
BEGIN
  RETURN QUERY SELECT p.no, search_rank(term, p.no, p.buy_from_vendor_name, lower(p.no || ' ' || p.buy_from_vendor_name || ' ' || p.buy_from_vendor_no || ' ' || p.vendor_invoice_no)) AS found_rank
    FROM purchase_invoice p WHERE p.company_id = current_company() AND p.document_type = of_type
      AND lower(p.no || ' ' || p.buy_from_vendor_name || ' ' || p.buy_from_vendor_no || ' ' || p.vendor_invoice_no) LIKE part
    ORDER BY found_rank, p.no LIMIT at_most;
  IF FOUND THEN RETURN; END IF;
  RETURN QUERY SELECT p.no, search_rank(term, p.no, p.buy_from_vendor_name, lower(p.no || ' ' || p.buy_from_vendor_name || ' ' || p.buy_from_vendor_no || ' ' || p.vendor_invoice_no)) AS found_rank
    FROM purchase_invoice p WHERE p.company_id = current_company() AND p.document_type = of_type
      AND term <% lower(p.no || ' ' || p.buy_from_vendor_name || ' ' || p.buy_from_vendor_no || ' ' || p.vendor_invoice_no)
    ORDER BY found_rank, p.no LIMIT at_most;
END $$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION search_purchase_invoices(text, integer, text) FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION search_purchase_invoices(text, integer, text) TO inkoop_app;
--> statement-breakpoint
ALTER FUNCTION search_purchase_invoices(text, integer, text) OWNER TO inkoop_definer;

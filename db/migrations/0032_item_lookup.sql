-- Items as they are looked up while one types: numbers, vendor item numbers and names by how they begin, which needs no three letters and
-- stays fast at a million items; from three letters on every word, anywhere. Each part is bounded; who asks ranks them. Runs as inkoop_owner.
CREATE INDEX item_no_begins ON item (company_id, search_form(no) text_pattern_ops);
--> statement-breakpoint
CREATE INDEX item_vendor_item_no_begins ON item (company_id, search_form(vendor_item_no) text_pattern_ops) WHERE vendor_item_no <> '';
--> statement-breakpoint
CREATE INDEX item_description_begins ON item (company_id, search_form(description) text_pattern_ops);
--> statement-breakpoint
CREATE FUNCTION item_candidates(wanted text, at_most integer) RETURNS TABLE (no text)
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  term text := replace(replace(replace(search_form(trim(wanted)), '\', '\\'), '%', '\%'), '_', '\_');
  words text[] := regexp_split_to_array(term, '\s+');
  longest text := (SELECT word FROM unnest(words) AS word ORDER BY length(word) DESC LIMIT 1);
  parts text[] := (SELECT array_agg('%' || word || '%') FROM unnest(words) AS word);
BEGIN
  IF term = '' THEN RETURN; END IF;
  RETURN QUERY SELECT i.no FROM item i WHERE i.company_id = current_company() AND search_form(i.no) LIKE term || '%'
    ORDER BY search_form(i.no) USING ~<~ LIMIT at_most;
  RETURN QUERY SELECT i.no FROM item i
    WHERE i.company_id = current_company() AND i.vendor_item_no <> '' AND search_form(i.vendor_item_no) LIKE term || '%'
    ORDER BY search_form(i.vendor_item_no) USING ~<~ LIMIT at_most;
  RETURN QUERY SELECT i.no FROM item i WHERE i.company_id = current_company() AND search_form(i.description) LIKE term || '%'
    ORDER BY search_form(i.description) USING ~<~ LIMIT at_most;
  IF length(longest) < 3 THEN RETURN; END IF;
  RETURN QUERY SELECT i.no FROM item i
    WHERE i.company_id = current_company()
      AND search_form(i.no || ' ' || i.description || ' ' || i.vendor_item_no) LIKE '%' || longest || '%'
      AND search_form(i.no || ' ' || i.description || ' ' || i.vendor_item_no) LIKE ALL (parts)
    LIMIT at_most;
  IF FOUND THEN RETURN; END IF;
  -- Nothing has it: what looks like it.
  RETURN QUERY SELECT found.no FROM search_items(wanted, at_most) AS found;
END $$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION item_candidates(text, integer) FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION item_candidates(text, integer) TO inkoop_app;
--> statement-breakpoint
ALTER FUNCTION item_candidates(text, integer) OWNER TO inkoop_definer;

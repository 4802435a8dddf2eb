ALTER TABLE "company" ADD COLUMN "form_id" uuid;--> statement-breakpoint
ALTER TABLE "company" ADD CONSTRAINT "company_form_id_unique" UNIQUE("form_id");
--> statement-breakpoint
GRANT SELECT ON operator TO inkoop_definer;
--> statement-breakpoint
-- The application makes a further company by nobody's word but an operator's, each form one. NULL: who asks operates nothing.
CREATE FUNCTION found_further_company(asking integer, form uuid, details jsonb) RETURNS integer
  LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE founded integer;
BEGIN
  IF NOT EXISTS (SELECT FROM operator WHERE user_id = asking) THEN RETURN NULL; END IF;
  INSERT INTO company (form_id, slug, name, legal_form, address, post_code, city, country_region_code, vat_registration_no, registration_no,
      email, language, fiscal_year_start_month, currency_code, time_zone)
    SELECT form, d.slug, d.name, d.legal_form, d.address, d.post_code, d.city, d.country_region_code, d.vat_registration_no,
      d.registration_no, d.email, d.language, d.fiscal_year_start_month, d.currency_code, d.time_zone
    FROM jsonb_populate_record(NULL::company, details) AS d
    RETURNING id INTO founded;
  RETURN founded;
END $$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION found_further_company(integer, uuid, jsonb) FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION found_further_company(integer, uuid, jsonb) TO inkoop_app;
--> statement-breakpoint
ALTER FUNCTION found_further_company(integer, uuid, jsonb) OWNER TO inkoop_definer;

CREATE TABLE "setup_link" (
	"token_hash" text PRIMARY KEY NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"used_at" timestamp with time zone
);
--> statement-breakpoint
ALTER TABLE "invitation" ALTER COLUMN "invited_by" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "company" ADD COLUMN "legal_form" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "company" ADD COLUMN "registration_no" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "company" ADD COLUMN "email" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "company" ADD COLUMN "language" text;--> statement-breakpoint
ALTER TABLE "company" ADD COLUMN "fiscal_year_start_month" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "company" ADD CONSTRAINT "company_fiscal_year" CHECK ("company"."fiscal_year_start_month" between 1 and 12);
--> statement-breakpoint
-- A company changes what it says of itself, and no other company's; whose the books are, and in what, stays.
ALTER TABLE company ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY seen ON company FOR SELECT USING (true);
--> statement-breakpoint
CREATE POLICY own_company ON company FOR UPDATE USING (id = nullif(current_setting('app.company_id', true), '')::integer);
--> statement-breakpoint
CREATE POLICY founded ON company FOR INSERT TO inkoop_definer WITH CHECK (true);
--> statement-breakpoint
GRANT UPDATE (name, legal_form, address, post_code, city, vat_registration_no, registration_no, email, language, time_zone, fiscal_year_start_month)
  ON company TO inkoop_app;
--> statement-breakpoint
GRANT SELECT, INSERT ON company TO inkoop_definer;
--> statement-breakpoint
GRANT SELECT, UPDATE ON setup_link TO inkoop_definer;
--> statement-breakpoint
-- The application can neither read the links nor make a company but by one of them. NULL: the link opens nothing (any more).
CREATE FUNCTION opens_setup(link text) RETURNS boolean
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT EXISTS (SELECT FROM setup_link WHERE token_hash = link AND used_at IS NULL AND expires_at > now())
    AND NOT EXISTS (SELECT FROM company)
$$;
--> statement-breakpoint
CREATE FUNCTION found_company(link text, details jsonb) RETURNS integer
  LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE founded integer;
BEGIN
  UPDATE setup_link SET used_at = now() WHERE token_hash = link AND used_at IS NULL AND expires_at > now();
  IF NOT FOUND OR EXISTS (SELECT FROM company) THEN RETURN NULL; END IF;
  INSERT INTO company (slug, name, legal_form, address, post_code, city, country_region_code, vat_registration_no, registration_no,
      email, language, fiscal_year_start_month, currency_code, time_zone)
    SELECT d.slug, d.name, d.legal_form, d.address, d.post_code, d.city, d.country_region_code, d.vat_registration_no, d.registration_no,
      d.email, d.language, d.fiscal_year_start_month, d.currency_code, d.time_zone
    FROM jsonb_populate_record(NULL::company, details) AS d
    RETURNING id INTO founded;
  RETURN founded;
END $$;
--> statement-breakpoint
DO $$
DECLARE f regprocedure;
BEGIN
  FOR f IN SELECT p.oid::regprocedure FROM pg_proc p
    WHERE p.pronamespace = 'public'::regnamespace AND p.proname IN ('opens_setup', 'found_company')
  LOOP
    EXECUTE format('REVOKE ALL ON FUNCTION %s FROM PUBLIC', f);
    EXECUTE format('GRANT EXECUTE ON FUNCTION %s TO inkoop_app', f);
    EXECUTE format('ALTER FUNCTION %s OWNER TO inkoop_definer', f);
  END LOOP;
END $$;

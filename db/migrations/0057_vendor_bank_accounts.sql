CREATE TABLE "vendor_bank_account" (
	"company_id" integer NOT NULL,
	"id" bigint GENERATED ALWAYS AS IDENTITY (sequence name "vendor_bank_account_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"vendor_no" text NOT NULL,
	"iban" text DEFAULT '' NOT NULL,
	"account_no" text DEFAULT '' NOT NULL,
	"bic" text DEFAULT '' NOT NULL,
	"account_holder" text NOT NULL,
	"evidence" text NOT NULL,
	"verified_how" text NOT NULL,
	"verified_on" date NOT NULL,
	"proposed_by" integer NOT NULL,
	"proposed_by_name" text NOT NULL,
	"proposed_at" timestamp with time zone DEFAULT now() NOT NULL,
	"cool_down" boolean DEFAULT false NOT NULL,
	"confirmed_by" integer,
	"confirmed_by_name" text,
	"confirmed_at" timestamp with time zone,
	"rejected_by" integer,
	"rejected_by_name" text,
	"rejected_at" timestamp with time zone,
	"withdrawn_by" integer,
	"withdrawn_by_name" text,
	"withdrawn_at" timestamp with time zone,
	"reason" text DEFAULT '' NOT NULL,
	CONSTRAINT "vendor_bank_account_company_id_id_pk" PRIMARY KEY("company_id","id"),
	CONSTRAINT "vendor_bank_account_one_number" CHECK (("vendor_bank_account"."iban" = '') <> ("vendor_bank_account"."account_no" = '')),
	CONSTRAINT "vendor_bank_account_one_answer" CHECK ("vendor_bank_account"."confirmed_at" is null or "vendor_bank_account"."rejected_at" is null),
	CONSTRAINT "vendor_bank_account_second_person" CHECK ("vendor_bank_account"."confirmed_by" <> "vendor_bank_account"."proposed_by"
        or ("vendor_bank_account"."cool_down" and "vendor_bank_account"."confirmed_at" >= "vendor_bank_account"."proposed_at" + interval '48 hours')),
	CONSTRAINT "vendor_bank_account_whole_deeds" CHECK (("vendor_bank_account"."confirmed_at" is null) = ("vendor_bank_account"."confirmed_by" is null) and ("vendor_bank_account"."rejected_at" is null) = ("vendor_bank_account"."rejected_by" is null)
        and ("vendor_bank_account"."withdrawn_at" is null) = ("vendor_bank_account"."withdrawn_by" is null))
);
--> statement-breakpoint
ALTER TABLE "bank_account_ledger_entry" ADD COLUMN "payment_method_code" text;--> statement-breakpoint
ALTER TABLE "bank_account_ledger_entry" ADD COLUMN "vendor_bank_account_id" bigint;--> statement-breakpoint
ALTER TABLE "payment_method" ADD COLUMN "to_bank_account" boolean DEFAULT true NOT NULL;--> statement-breakpoint
ALTER TABLE "vendor" ADD COLUMN "blocked_reason" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "vendor" ADD COLUMN "blocked_until" date;--> statement-breakpoint
ALTER TABLE "vendor_bank_account" ADD CONSTRAINT "vendor_bank_account_vendor" FOREIGN KEY ("company_id","vendor_no") REFERENCES "public"."vendor"("company_id","no") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "vendor_bank_account_vendor_no" ON "vendor_bank_account" USING btree ("company_id","vendor_no","id");--> statement-breakpoint
CREATE INDEX "vendor_bank_account_iban" ON "vendor_bank_account" USING btree ("company_id","iban");--> statement-breakpoint
ALTER TABLE "bank_account_ledger_entry" ADD CONSTRAINT "bank_account_ledger_entry_paid_to" FOREIGN KEY ("company_id","vendor_bank_account_id") REFERENCES "public"."vendor_bank_account"("company_id","id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
CALL fence_company_table('vendor_bank_account');
--> statement-breakpoint
ALTER TABLE vendor_bank_account ADD FOREIGN KEY (company_id) REFERENCES company (id);
--> statement-breakpoint
-- It goes with its vendor, and not otherwise; what is written of a row the trigger below decides.
REVOKE DELETE ON vendor_bank_account FROM inkoop_app;
--> statement-breakpoint
-- Whoever writes it, the owner too: a row comes in proposed, is answered once and withdrawn once, at the hour of the database.
CREATE FUNCTION guard_vendor_bank_account() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  others boolean := EXISTS (SELECT FROM membership m
    WHERE m.company_id = NEW.company_id AND m.role = 'purchasing_manager' AND m.user_id <> NEW.proposed_by);
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NEW.confirmed_at IS NOT NULL OR NEW.rejected_at IS NOT NULL OR NEW.withdrawn_at IS NOT NULL THEN
      RAISE EXCEPTION 'a bank account of a vendor is proposed first' USING ERRCODE = 'check_violation';
    END IF;
    NEW.proposed_at := now();
    NEW.cool_down := NOT others AND EXISTS (SELECT FROM membership m
      WHERE m.company_id = NEW.company_id AND m.role = 'purchasing_manager' AND m.user_id = NEW.proposed_by);
    RETURN NEW;
  END IF;
  IF (to_jsonb(OLD) - '{confirmed_by,confirmed_by_name,confirmed_at,rejected_by,rejected_by_name,rejected_at,withdrawn_by,withdrawn_by_name,withdrawn_at,reason}'::text[])
    IS DISTINCT FROM
    (to_jsonb(NEW) - '{confirmed_by,confirmed_by_name,confirmed_at,rejected_by,rejected_by_name,rejected_at,withdrawn_by,withdrawn_by_name,withdrawn_at,reason}'::text[]) THEN
    RAISE EXCEPTION 'a bank account of a vendor is never edited' USING ERRCODE = 'insufficient_privilege';
  END IF;
  IF OLD.withdrawn_at IS NOT NULL OR OLD.rejected_at IS NOT NULL
    OR (OLD.confirmed_at IS NOT NULL AND (OLD.confirmed_by, OLD.confirmed_by_name, OLD.confirmed_at)
      IS DISTINCT FROM (NEW.confirmed_by, NEW.confirmed_by_name, NEW.confirmed_at))
    OR (OLD.confirmed_at IS NOT NULL AND NEW.rejected_at IS NOT NULL) THEN
    RAISE EXCEPTION 'a bank account of a vendor is answered once' USING ERRCODE = 'check_violation';
  END IF;
  IF OLD.confirmed_at IS NULL AND NEW.confirmed_at IS NOT NULL THEN
    NEW.confirmed_at := now();
    IF NEW.confirmed_by = NEW.proposed_by AND others THEN
      RAISE EXCEPTION 'nobody confirms a bank account of their own' USING ERRCODE = 'check_violation';
    END IF;
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER guarded BEFORE INSERT OR UPDATE ON vendor_bank_account
  FOR EACH ROW EXECUTE FUNCTION guard_vendor_bank_account();
--> statement-breakpoint
CREATE FUNCTION keep_vendor_bank_account() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  -- Deeper than one is the foreign key: the vendor goes.
  IF pg_trigger_depth() > 1 THEN RETURN OLD; END IF;
  RAISE EXCEPTION 'a bank account of a vendor is withdrawn, not deleted' USING ERRCODE = 'check_violation';
END $$;
--> statement-breakpoint
CREATE TRIGGER kept BEFORE DELETE ON vendor_bank_account FOR EACH ROW EXECUTE FUNCTION keep_vendor_bank_account();
--> statement-breakpoint
-- Whatever pays, pays to a bank account that a second person confirmed.
CREATE FUNCTION check_paid_to() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM vendor_bank_account a WHERE a.company_id = NEW.company_id AND a.id = NEW.vendor_bank_account_id
    AND a.confirmed_at IS NOT NULL AND a.withdrawn_at IS NULL) THEN
    RAISE EXCEPTION 'bank account % of the vendor is not confirmed', NEW.vendor_bank_account_id USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER paid_to BEFORE INSERT ON bank_account_ledger_entry FOR EACH ROW
  WHEN (NEW.vendor_bank_account_id IS NOT NULL) EXECUTE FUNCTION check_paid_to();

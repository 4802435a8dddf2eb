CREATE TABLE "payment_order" (
	"company_id" integer NOT NULL,
	"id" bigint GENERATED ALWAYS AS IDENTITY (sequence name "payment_order_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"no" text GENERATED ALWAYS AS (id::text) STORED NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"vendor_no" text NOT NULL,
	"payment" jsonb NOT NULL,
	"currency_code" text NOT NULL,
	"amount" numeric NOT NULL,
	"amount_lcy" numeric NOT NULL,
	"posting_date" date NOT NULL,
	"review_state" text DEFAULT 'open' NOT NULL,
	"review_state_at" timestamp with time zone DEFAULT now() NOT NULL,
	"reviewed_by" integer,
	"sent_back_reason" text DEFAULT '' NOT NULL,
	"requested_by" integer NOT NULL,
	"sending" text,
	"ended_at" timestamp with time zone,
	"payment_no" text,
	"queue_key" bigint DEFAULT 0 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "payment_order_company_id_id_pk" PRIMARY KEY("company_id","id"),
	CONSTRAINT "payment_order_amount" CHECK ("payment_order"."amount" > 0),
	CONSTRAINT "payment_order_registered" CHECK ("payment_order"."payment_no" is null or ("payment_order"."ended_at" is not null and "payment_order"."review_state" = 'reviewed'))
);
--> statement-breakpoint
ALTER TABLE "purchases_setup" ADD COLUMN "payment_approval_from" numeric;--> statement-breakpoint
CREATE UNIQUE INDEX "payment_order_no" ON "payment_order" USING btree ("company_id","no");--> statement-breakpoint
CREATE INDEX "payment_order_queue" ON "payment_order" USING btree ("company_id","review_state","queue_key","no") WHERE ended_at is null;--> statement-breakpoint
CREATE INDEX "payment_order_vendor" ON "payment_order" USING btree ("company_id","vendor_no","requested_by");
--> statement-breakpoint
CALL fence_company_table('payment_order');
--> statement-breakpoint
ALTER TABLE payment_order ADD FOREIGN KEY (company_id) REFERENCES company (id);
--> statement-breakpoint
-- What was ordered is history, and what has ended begins no more.
REVOKE DELETE ON payment_order FROM inkoop_app;
--> statement-breakpoint
CREATE FUNCTION guard_payment_order() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.ended_at IS NOT NULL OR (OLD.requested_by, OLD.vendor_no, OLD.currency_code, OLD.sending)
      IS DISTINCT FROM (NEW.requested_by, NEW.vendor_no, NEW.currency_code, NEW.sending) THEN
    RAISE EXCEPTION 'payment order % stays as it is', OLD.id USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER guarded BEFORE UPDATE ON payment_order
  FOR EACH ROW WHEN (current_user <> 'inkoop_definer') EXECUTE FUNCTION guard_payment_order();
--> statement-breakpoint
CREATE FUNCTION keep_payment_order_queue_key() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.queue_key := queue_key(NEW.company_id, NEW.review_state_at, NEW.amount, NEW.currency_code, NEW.posting_date);
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER keep_queue_key BEFORE INSERT OR UPDATE OF review_state_at, amount, posting_date
  ON payment_order FOR EACH ROW EXECUTE FUNCTION keep_payment_order_queue_key();

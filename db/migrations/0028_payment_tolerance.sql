CREATE TABLE "reason_code" (
	"company_id" integer NOT NULL,
	"code" text NOT NULL,
	"description" text DEFAULT '' NOT NULL,
	CONSTRAINT "reason_code_company_id_code_pk" PRIMARY KEY("company_id","code")
);
--> statement-breakpoint
ALTER TABLE "detailed_vendor_ledger_entry" ADD COLUMN "reason_code" text;--> statement-breakpoint
ALTER TABLE "purchases_setup" ADD COLUMN "payment_tolerance_percent" numeric DEFAULT '0' NOT NULL;--> statement-breakpoint
ALTER TABLE "purchases_setup" ADD COLUMN "max_payment_tolerance_amount" numeric DEFAULT '0' NOT NULL;--> statement-breakpoint
ALTER TABLE "purchases_setup" ADD COLUMN "payment_tolerance_account_no" text;--> statement-breakpoint
ALTER TABLE "purchases_setup" ADD COLUMN "payment_tolerance_reason_code" text;--> statement-breakpoint
ALTER TABLE "purchases_setup" ADD COLUMN "max_write_off_amount" numeric DEFAULT '0' NOT NULL;--> statement-breakpoint
ALTER TABLE "purchases_setup" ADD COLUMN "write_off_account_no" text;--> statement-breakpoint
ALTER TABLE "purchases_setup" ADD COLUMN "write_off_reason_code" text;--> statement-breakpoint
CALL fence_company_table('reason_code');
--> statement-breakpoint
ALTER TABLE reason_code ADD FOREIGN KEY (company_id) REFERENCES company (id);

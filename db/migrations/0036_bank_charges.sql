ALTER TABLE "bank_account" ADD COLUMN "bank_charges_account_no" text;--> statement-breakpoint
ALTER TABLE "bank_account_ledger_entry" ADD COLUMN "amount_typed" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "bank_account_ledger_entry" ADD COLUMN "charges" numeric DEFAULT '0' NOT NULL;--> statement-breakpoint
ALTER TABLE "bank_account_ledger_entry" ADD COLUMN "charges_lcy" numeric DEFAULT '0' NOT NULL;--> statement-breakpoint
ALTER TABLE "bank_account_ledger_entry" ADD COLUMN "charges_account_no" text;
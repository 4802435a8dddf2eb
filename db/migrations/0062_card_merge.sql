CREATE TABLE "card_merge" (
	"company_id" integer NOT NULL,
	"id" bigint GENERATED ALWAYS AS IDENTITY (sequence name "card_merge_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"noun" text NOT NULL,
	"from_no" text NOT NULL,
	"into_no" text NOT NULL,
	"moved" jsonb NOT NULL,
	"changed" jsonb NOT NULL,
	"last_transaction_no" bigint NOT NULL,
	"merged_by" integer NOT NULL,
	"merged_by_name" text NOT NULL,
	"merged_at" timestamp with time zone DEFAULT now() NOT NULL,
	"undone_by" integer,
	"undone_at" timestamp with time zone,
	CONSTRAINT "card_merge_company_id_id_pk" PRIMARY KEY("company_id","id"),
	CONSTRAINT "card_merge_of_two" CHECK ("card_merge"."from_no" <> "card_merge"."into_no")
);
--> statement-breakpoint
ALTER TABLE "customer" ADD COLUMN "merged_into" text;--> statement-breakpoint
ALTER TABLE "item" ADD COLUMN "merged_into" text;--> statement-breakpoint
ALTER TABLE "vendor" ADD COLUMN "merged_into" text;--> statement-breakpoint
ALTER TABLE "vendor_bank_account" ADD COLUMN "import_no" text;--> statement-breakpoint
CREATE UNIQUE INDEX "card_merge_from" ON "card_merge" USING btree ("company_id","noun","from_no") WHERE undone_at is null;--> statement-breakpoint
ALTER TABLE "customer" ADD CONSTRAINT "customer_merged_into" FOREIGN KEY ("company_id","merged_into") REFERENCES "public"."customer"("company_id","no") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "item" ADD CONSTRAINT "item_merged_into" FOREIGN KEY ("company_id","merged_into") REFERENCES "public"."item"("company_id","no") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "vendor" ADD CONSTRAINT "vendor_merged_into" FOREIGN KEY ("company_id","merged_into") REFERENCES "public"."vendor"("company_id","no") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "customer_merged" ON "customer" USING btree ("company_id","merged_into") WHERE merged_into is not null;--> statement-breakpoint
CREATE INDEX "item_merged" ON "item" USING btree ("company_id","merged_into") WHERE merged_into is not null;--> statement-breakpoint
CREATE INDEX "vendor_merged" ON "vendor" USING btree ("company_id","merged_into") WHERE merged_into is not null;
--> statement-breakpoint
CALL fence_company_table('card_merge');
--> statement-breakpoint
ALTER TABLE card_merge ADD FOREIGN KEY (company_id) REFERENCES company (id);

CREATE TABLE "charge" (
	"company_id" integer NOT NULL,
	"code" text NOT NULL,
	"text_en" text NOT NULL,
	"text_nl" text NOT NULL,
	"gl_account_no" text NOT NULL,
	"vat_prod_posting_group" text NOT NULL,
	"negative_allowed" boolean DEFAULT false NOT NULL,
	"blocked" boolean DEFAULT false NOT NULL,
	CONSTRAINT "charge_company_id_code_pk" PRIMARY KEY("company_id","code")
);
--> statement-breakpoint
ALTER TABLE "posted_purchase_line" ADD COLUMN "charge_account_no" text;--> statement-breakpoint
ALTER TABLE "purchase_invoice_line" ADD COLUMN "charge_account_no" text;--> statement-breakpoint
ALTER TABLE "sales_invoice_line" ADD COLUMN "charge_account_no" text;--> statement-breakpoint
ALTER TABLE "charge" ADD CONSTRAINT "charge_company_id_gl_account_no_gl_account_company_id_no_fk" FOREIGN KEY ("company_id","gl_account_no") REFERENCES "public"."gl_account"("company_id","no") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "charge" ADD CONSTRAINT "charge_company_id_vat_prod_posting_group_vat_prod_posting_group_company_id_code_fk" FOREIGN KEY ("company_id","vat_prod_posting_group") REFERENCES "public"."vat_prod_posting_group"("company_id","code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CALL fence_company_table('charge');
--> statement-breakpoint
ALTER TABLE charge ADD FOREIGN KEY (company_id) REFERENCES company (id);

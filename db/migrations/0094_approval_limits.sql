CREATE TABLE "approval_account_limit" (
	"company_id" integer NOT NULL,
	"user_id" integer NOT NULL,
	"account_no" text NOT NULL,
	"approval_limit" numeric NOT NULL,
	CONSTRAINT "approval_account_limit_company_id_user_id_account_no_pk" PRIMARY KEY("company_id","user_id","account_no"),
	CONSTRAINT "approval_account_limit_some" CHECK ("approval_account_limit"."approval_limit" >= 0)
);
--> statement-breakpoint
CREATE TABLE "approval_vendor_limit" (
	"company_id" integer NOT NULL,
	"user_id" integer NOT NULL,
	"vendor_no" text NOT NULL,
	"approval_limit" numeric,
	"unlimited" boolean DEFAULT false NOT NULL,
	CONSTRAINT "approval_vendor_limit_company_id_user_id_vendor_no_pk" PRIMARY KEY("company_id","user_id","vendor_no"),
	CONSTRAINT "approval_vendor_limit_one" CHECK (("approval_vendor_limit"."approval_limit" is null) = "approval_vendor_limit"."unlimited" and ("approval_vendor_limit"."approval_limit" is null or "approval_vendor_limit"."approval_limit" >= 0))
);
--> statement-breakpoint
ALTER TABLE "approval_account_limit" ADD CONSTRAINT "approval_account_limit_user" FOREIGN KEY ("company_id","user_id") REFERENCES "public"."approval_user"("company_id","user_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "approval_account_limit" ADD CONSTRAINT "approval_account_limit_account" FOREIGN KEY ("company_id","account_no") REFERENCES "public"."gl_account"("company_id","no") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "approval_vendor_limit" ADD CONSTRAINT "approval_vendor_limit_user" FOREIGN KEY ("company_id","user_id") REFERENCES "public"."approval_user"("company_id","user_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "approval_vendor_limit" ADD CONSTRAINT "approval_vendor_limit_vendor" FOREIGN KEY ("company_id","vendor_no") REFERENCES "public"."vendor"("company_id","no") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "approval_vendor_limit_of_vendor" ON "approval_vendor_limit" USING btree ("company_id","vendor_no");
--> statement-breakpoint
CALL fence_company_table('approval_vendor_limit');
--> statement-breakpoint
CALL fence_company_table('approval_account_limit');
--> statement-breakpoint
ALTER TABLE approval_vendor_limit ADD FOREIGN KEY (company_id) REFERENCES company (id);
--> statement-breakpoint
ALTER TABLE approval_account_limit ADD FOREIGN KEY (company_id) REFERENCES company (id);

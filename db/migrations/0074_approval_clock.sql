CREATE TABLE "own_approval_list" (
	"company_id" integer NOT NULL,
	"month" date NOT NULL,
	"mailed_to" text NOT NULL,
	"count" integer NOT NULL,
	"mailed_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "own_approval_list_company_id_month_pk" PRIMARY KEY("company_id","month")
);
--> statement-breakpoint
ALTER TABLE "approval_entry" ADD COLUMN "reminded_on" date;--> statement-breakpoint
ALTER TABLE "approval_entry" ADD COLUMN "escalated_on" date;--> statement-breakpoint
ALTER TABLE "approval_entry" ADD COLUMN "escalated_from" integer;
--> statement-breakpoint
CALL fence_company_table('own_approval_list');
--> statement-breakpoint
ALTER TABLE own_approval_list ADD FOREIGN KEY (company_id) REFERENCES company (id);

CREATE TABLE "company_logo" (
	"company_id" integer NOT NULL,
	"type" text NOT NULL,
	"bytes" "bytea" NOT NULL,
	"width" integer NOT NULL,
	"height" integer NOT NULL,
	"hash" text NOT NULL,
	"saved_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "company_logo_company_id_pk" PRIMARY KEY("company_id"),
	CONSTRAINT "company_logo_type" CHECK ("company_logo"."type" in ('image/png', 'image/jpeg')),
	CONSTRAINT "company_logo_size" CHECK (octet_length("company_logo"."bytes") <= 512000)
);
--> statement-breakpoint
CALL fence_company_table('company_logo');
--> statement-breakpoint
ALTER TABLE company_logo ADD FOREIGN KEY (company_id) REFERENCES company (id);

CREATE TABLE "list_columns" (
	"company_id" integer NOT NULL,
	"user_id" integer NOT NULL,
	"list" text NOT NULL,
	"hidden" text[] NOT NULL,
	CONSTRAINT "list_columns_company_id_user_id_list_pk" PRIMARY KEY("company_id","user_id","list"),
	CONSTRAINT "list_columns_few" CHECK (cardinality("list_columns"."hidden") <= 50)
);
--> statement-breakpoint
ALTER TABLE "list_columns" ADD CONSTRAINT "list_columns_company_user" FOREIGN KEY ("company_id","user_id") REFERENCES "public"."company_user"("company_id","user_id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
CALL fence_company_table('list_columns');
--> statement-breakpoint
ALTER TABLE list_columns ADD FOREIGN KEY (company_id) REFERENCES company (id);

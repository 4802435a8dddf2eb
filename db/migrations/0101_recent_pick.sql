CREATE TABLE "recent_pick" (
	"company_id" integer NOT NULL,
	"user_id" integer NOT NULL,
	"noun" text NOT NULL,
	"nos" text[] NOT NULL,
	CONSTRAINT "recent_pick_company_id_user_id_noun_pk" PRIMARY KEY("company_id","user_id","noun"),
	CONSTRAINT "recent_pick_noun" CHECK ("recent_pick"."noun" in ('vendor', 'item', 'customer', 'gl_account')),
	CONSTRAINT "recent_pick_few" CHECK (cardinality("recent_pick"."nos") between 1 and 10)
);
--> statement-breakpoint
ALTER TABLE "recent_pick" ADD CONSTRAINT "recent_pick_company_user" FOREIGN KEY ("company_id","user_id") REFERENCES "public"."company_user"("company_id","user_id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
CALL fence_company_table('recent_pick');
--> statement-breakpoint
ALTER TABLE recent_pick ADD FOREIGN KEY (company_id) REFERENCES company (id);

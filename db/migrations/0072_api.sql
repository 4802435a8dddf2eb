CREATE TABLE "api_answer" (
	"company_id" integer NOT NULL,
	"token_id" integer NOT NULL,
	"key" text NOT NULL,
	"digest" text NOT NULL,
	"status" integer,
	"headers" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"body" text DEFAULT '' NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "api_answer_company_id_token_id_key_pk" PRIMARY KEY("company_id","token_id","key")
);
--> statement-breakpoint
CREATE TABLE "api_token" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "api_token_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"company_id" integer NOT NULL,
	"user_id" integer NOT NULL,
	"name" text NOT NULL,
	"token_hash" text NOT NULL,
	"ending" text NOT NULL,
	"scopes" text[] NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"last_used_at" timestamp with time zone,
	"has_factor" boolean NOT NULL,
	"sso_company_id" integer,
	"counted_from" timestamp with time zone DEFAULT now() NOT NULL,
	"counted" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "api_token_token_hash_unique" UNIQUE("token_hash")
);
--> statement-breakpoint
ALTER TABLE "api_token" ADD CONSTRAINT "api_token_sso_company_id_company_id_fk" FOREIGN KEY ("sso_company_id") REFERENCES "public"."company"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "api_token" ADD CONSTRAINT "api_token_company_user" FOREIGN KEY ("company_id","user_id") REFERENCES "public"."company_user"("company_id","user_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "api_answer_age" ON "api_answer" USING btree ("company_id","created_at");--> statement-breakpoint
CREATE INDEX "api_token_person" ON "api_token" USING btree ("company_id","user_id");--> statement-breakpoint
CREATE UNIQUE INDEX "api_token_company" ON "api_token" USING btree ("company_id","id");
--> statement-breakpoint
ALTER TABLE "api_answer" ADD CONSTRAINT "api_answer_token" FOREIGN KEY ("company_id","token_id") REFERENCES "public"."api_token"("company_id","id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON api_token TO inkoop_app;
--> statement-breakpoint
CALL fence_company_table('api_answer');
--> statement-breakpoint
ALTER TABLE api_answer ADD FOREIGN KEY (company_id) REFERENCES company (id);

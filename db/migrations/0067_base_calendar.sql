CREATE TABLE "holiday" (
	"company_id" integer NOT NULL,
	"date" date NOT NULL,
	"description" text DEFAULT '' NOT NULL,
	CONSTRAINT "holiday_company_id_date_pk" PRIMARY KEY("company_id","date")
);
--> statement-breakpoint
ALTER TABLE "purchases_setup" ADD COLUMN "nonworking_monday" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "purchases_setup" ADD COLUMN "nonworking_tuesday" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "purchases_setup" ADD COLUMN "nonworking_wednesday" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "purchases_setup" ADD COLUMN "nonworking_thursday" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "purchases_setup" ADD COLUMN "nonworking_friday" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "purchases_setup" ADD COLUMN "nonworking_saturday" boolean DEFAULT true NOT NULL;--> statement-breakpoint
ALTER TABLE "purchases_setup" ADD COLUMN "nonworking_sunday" boolean DEFAULT true NOT NULL;--> statement-breakpoint
CALL fence_company_table('holiday');
--> statement-breakpoint
ALTER TABLE holiday ADD FOREIGN KEY (company_id) REFERENCES company (id);

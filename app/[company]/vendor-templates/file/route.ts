import { getTranslations } from "next-intl/server"
import { answerReport } from "@/app/[company]/_exports/answer-report"
import { recordSheet } from "@/app/[company]/_records/record-sheet"
import { everyPiece } from "@/domain/lists/every-piece"
import { listWholeTemplates } from "@/domain/vendors/list-vendor-templates"
import { vendorTemplateCard } from "@/domain/vendors/vendor-template-card"

/** The vendor templates with all their fields, as a file. */
export const GET = answerReport(async ({ actor, company }) =>
  recordSheet({
    title: (await getTranslations("vendor_templates"))("title"),
    actor,
    company,
    definition: vendorTemplateCard,
    pieces: everyPiece(async cursor => {
      const { rows, next } = await listWholeTemplates(actor, cursor)
      return { rows: rows.map(({ values }) => values), next }
    }),
  }),
)

import { openingAddress } from "@/app/[company]/_books/addresses"
import { draftPath } from "@/app/[company]/_document-kinds/draft-kinds"
import { postedPath } from "@/app/[company]/_document-kinds/posted-kinds"
import { LINE_NO_STEP } from "@/domain/documents/lines"
import { PAGE_LENGTH } from "@/domain/documents/pages"
import type { Correction, PostingProblem } from "@/domain/posting/posting-problem"

/**
 * The page that corrects a reason why posting is refused, where that is not the draft itself. An item has no page of its
 * own: the line that names it is where one chooses another.
 *
 * @param slug the company in the address
 */
export function correctionAddress(slug: string, correction: Correction | undefined): string | undefined {
  if (!correction) return undefined
  const setup = `/${slug}/administration/setup`
  const code = encodeURIComponent
  switch (correction.page) {
    case "vendor":
      return `/${slug}/vendors/${code(correction.no)}`
    case "item":
      return undefined
    case "gl_account":
      return `${setup}/chart-of-accounts/${code(correction.no)}`
    case "payment":
      return `/${slug}/payments/${code(correction.no)}`
    case "posted_purchase_document":
      return postedPath(slug, correction.documentType, correction.no)
    case "opening_balance":
      return openingAddress(slug, correction.no)
    case "general_posting_setup":
      return `${setup}/general-posting-setup?${new URLSearchParams({ bus: correction.bus, prod: correction.prod })}`
    case "vat_posting_setup":
      return `${setup}/vat-posting-setup?${new URLSearchParams({ bus: correction.bus, prod: correction.prod })}`
    case "vendor_posting_group":
      return `${setup}/vendor-posting-groups/${code(correction.code)}`
    case "inventory_posting_group":
      return `${setup}/inventory-posting-groups/${code(correction.code)}`
    case "currency":
      return `${setup}/currencies/${code(correction.code)}`
    case "posting_dates":
      return `${setup}/posting-dates`
    case "vat_amounts":
      return `${draftPath(slug, correction.documentType, correction.no)}/statistics`
  }
}

/**
 * The control of the draft's page that a reason lies with; a line's is on the page of lines that has it.
 *
 * @param draftPath address of the draft
 * @param lineNos number of each line by its id
 */
export function fieldAddress(
  draftPath: string,
  { field, code }: Pick<PostingProblem, "field" | "code">,
  lineNos: ReadonlyMap<number, number>,
): string | undefined {
  const control = field ?? (code === "nothing_to_post" ? "newLine.text" : undefined)
  if (!control) return undefined
  const [, lineId] = /^lines\.(\d+)\./u.exec(control) ?? []
  const place = lineId ? (lineNos.get(Number(lineId)) ?? LINE_NO_STEP) / LINE_NO_STEP : 1
  const page = Math.ceil(place / PAGE_LENGTH)
  return `${draftPath}${page > 1 ? `?page=${page}` : ""}#${control}`
}

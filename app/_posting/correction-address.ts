import { postedPath } from "@/app/[company]/_document-kinds/posted-kinds"
import { LINE_NO_STEP } from "@/domain/documents/lines"
import { PAGE_LENGTH } from "@/domain/documents/pages"
import type { Mend, PostingProblem } from "@/domain/posting/check-posting"

/**
 * The page that mends a reason why posting is refused, where that is not the draft itself. An item has no page of its
 * own: the line that names it is where one chooses another.
 *
 * @param slug the company in the address
 */
export function mendAddress(slug: string, mend: Mend | undefined): string | undefined {
  if (!mend) return undefined
  const setup = `/${slug}/administration/setup`
  const code = encodeURIComponent
  switch (mend.page) {
    case "vendor":
      return `/${slug}/vendors/${code(mend.no)}`
    case "item":
      return undefined
    case "gl_account":
      return `${setup}/chart-of-accounts/${code(mend.no)}`
    case "payment":
      return `/${slug}/payments/${code(mend.no)}`
    case "posted_purchase_document":
      return postedPath(slug, mend.documentType, mend.no)
    case "general_posting_setup":
      return `${setup}/general-posting-setup?${new URLSearchParams({ bus: mend.bus, prod: mend.prod })}`
    case "vat_posting_setup":
      return `${setup}/vat-posting-setup?${new URLSearchParams({ bus: mend.bus, prod: mend.prod })}`
    case "vendor_posting_group":
      return `${setup}/vendor-posting-groups/${code(mend.code)}`
    case "inventory_posting_group":
      return `${setup}/inventory-posting-groups/${code(mend.code)}`
    case "currency":
      return `${setup}/currencies/${code(mend.code)}`
    case "posting_dates":
      return `${setup}/posting-dates`
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

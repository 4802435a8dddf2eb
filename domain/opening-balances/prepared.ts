/** What is prepared of an opening, with what it rests on. Amounts are decimal strings, the company's currency unless said otherwise. */
import type { bankAccount, item, openingAccountLine, openingStockLine, openingVendorLine } from "@/db/schema"
import { addDays, type IsoDate } from "@/domain/dates/date"
import type { Accounts } from "@/domain/posting/accounts"

type Columns<Row> = Omit<Row, "companyId">

export type VendorLine = Columns<typeof openingVendorLine.$inferSelect> & {
  /** Null: there is no such vendor, it has no posting group, or the company has no such currency. */
  vendorName: string | null
  vendorPostingGroup: string | null
  payablesAccountNo: string | null
  amountDecimals: number | null
}

export type AccountLine = Columns<typeof openingAccountLine.$inferSelect>

export type StockLine = Columns<typeof openingStockLine.$inferSelect> & {
  /** Null: there is no such item. */
  item: Pick<typeof item.$inferSelect, "description" | "type" | "baseUnitOfMeasure" | "lastDirectCost"> | null
  inventoryPostingGroup: string | null
  inventoryAccountNo: string | null
}

export type OpeningBank = Pick<typeof bankAccount.$inferSelect, "no" | "currencyCode" | "glAccountNo"> & {
  amountDecimals: number
}

export type PreparedOpening = {
  startDate: IsoDate | null
  clearingAccountNo: string | null
  version: number
  lcy: { code: string; decimals: number; unitDecimals: number }
  /** By vendor, document date and number: the order in which they are posted. */
  vendors: VendorLine[]
  accounts: AccountLine[]
  stock: StockLine[]
  /** Every account of the chart. */
  chart: Accounts
  /** Control accounts of vendors and of stock. */
  payablesAccounts: ReadonlySet<string>
  inventoryAccounts: ReadonlySet<string>
  /** Control accounts of VAT: they have a balance, and an opening makes no VAT entries. */
  vatAccounts: ReadonlySet<string>
  banks: OpeningBank[]
}

/** An opening is posted on the day before the start. */
export const openingDate = (startDate: IsoDate): IsoDate => addDays(startDate, -1)

/** How an opening is named in documents and on pages; its entries one by one bear a number behind it. */
export const openingName = (no: number): string => `OB${no}`

/** The bank account that a balance belongs to; undefined: the account holds none, or it does not say which of several. */
export function bankOf(
  { glAccountNo, bankAccountNo }: Pick<AccountLine, "glAccountNo" | "bankAccountNo">,
  banks: readonly OpeningBank[],
): OpeningBank | undefined {
  const held = banks.filter(bank => bank.glAccountNo === glAccountNo)
  if (bankAccountNo !== "") return held.find(({ no }) => no === bankAccountNo)
  return held.length === 1 ? held[0] : undefined
}

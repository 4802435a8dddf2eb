import type { Decimal } from "@/domain/money/decimal"
import { isChargeCode } from "./charge-codes"
import type { ImportSetup } from "./import-setup"
import {
  CASH_CUSTOMER_NO,
  cashCustomer,
  type ImportedCustomer,
  type ImportedItem,
  newCustomer,
  newItem,
} from "./new-masters"
import type { ReadInvoice } from "./read-invoice"

/** The customers and items of a batch: those there are, and those its invoices will make. */
export class Masters {
  readonly #newCustomers = new Map<string, ImportedCustomer>()
  readonly #newItems = new Map<string, ImportedItem>()

  /**
   * @param customers by number, all there are of those the batch names
   * @param items likewise
   * @param descriptions what the file most often calls a stock code; not necessarily all of them
   */
  constructor(
    readonly setup: ImportSetup,
    readonly customers: ReadonlyMap<string, ImportedCustomer>,
    readonly items: ReadonlyMap<string, ImportedItem>,
    readonly descriptions: ReadonlyMap<string, string>,
  ) {}

  customerOf(invoice: ReadInvoice): ImportedCustomer {
    const no = invoice.customerNo ?? CASH_CUSTOMER_NO
    return (
      this.customers.get(no) ??
      this.#newCustomers.get(no) ??
      (invoice.customerNo === null ? cashCustomer(this.setup) : newCustomer(no, invoice.country, this.setup))
    )
  }

  /** @returns null for a charge: a code that stands for one, unless the company has an item of that number */
  itemOf(line: { code: string; description: string; unitPrice: Decimal }): ImportedItem | null {
    const known = this.items.get(line.code) ?? this.#newItems.get(line.code)
    if (known) return known
    if (isChargeCode(line.code)) return null
    return newItem(line.code, this.usualDescription(line.code, line.description), line.unitPrice, this.setup)
  }

  /** What the file calls a code, else this row, else the code itself. */
  usualDescription(code: string, description: string): string {
    return this.descriptions.get(code) ?? (description || code)
  }

  /** An invoice is taken: what it needs and is not there will be made. */
  keep(customer: ImportedCustomer, items: Iterable<ImportedItem>): void {
    if (!this.customers.has(customer.no)) this.#newCustomers.set(customer.no, customer)
    for (const item of items)
      if (!this.items.has(item.no) && !this.#newItems.has(item.no)) this.#newItems.set(item.no, item)
  }

  get newCustomers(): ImportedCustomer[] {
    return [...this.#newCustomers.values()]
  }

  get newItems(): ImportedItem[] {
    return [...this.#newItems.values()]
  }
}

import { tablePath } from "@/app/[company]/administration/setup/addresses"
import { type Actor, may } from "@/domain/access/actor"
import type { Right } from "@/domain/access/rights"
import type { SetupArea } from "@/domain/readiness/setup-areas"

/** A table of setup, called as it is there; or a page below the company's address, with the right that it asks for. */
type Place = { table: string } | { page: string; label?: "import" | "logo"; right?: Right }

/** Where an area is set up: the first is the area's own, and goes by its name. */
const places: Record<SetupArea, readonly [Place, ...Place[]]> = {
  company: [{ table: "company-information" }, { page: "administration/setup/company-information#logo", label: "logo" }],
  dates: [{ table: "posting-dates" }, { table: "company-information" }],
  chart: [{ table: "chart-of-accounts" }],
  posting: [{ table: "vat-posting-setup" }, { table: "general-posting-setup" }, { table: "purchases-payables-setup" }],
  terms: [{ table: "payment-terms" }, { table: "payment-methods" }],
  units: [{ table: "units-of-measure" }],
  series: [{ page: "administration/starting-numbers" }],
  banks: [{ table: "bank-accounts" }, { table: "exchange-rates" }],
  users: [{ page: "administration/users" }],
  vendors: [
    { page: "vendors", right: "master_data.see" },
    { page: "imports/new/vendors", label: "import", right: "master_data.edit" },
  ],
  items: [
    { page: "items", right: "master_data.see" },
    { page: "imports/new/items", label: "import", right: "master_data.edit" },
  ],
  prices: [{ page: "imports/new/purchase-prices", right: "master_data.edit" }],
  opening: [{ page: "administration/opening-balances" }],
  sales: [{ page: "imports/new/sales-invoices", right: "sales_invoice.import" }],
}

export type AreaLink = { href: string; table?: string; label?: "import" | "logo" }

/** Where the reader may go for an area. @returns its own place, if it is the reader's, and the others */
export function linksOf(actor: Actor, company: string, area: SetupArea): { own?: AreaLink; others: AreaLink[] } {
  const [own, ...others] = places[area].map((place): AreaLink | undefined => {
    if ("table" in place) return { href: tablePath(company, place.table), table: place.table }
    const { page, label, right } = place
    return right && !may(actor, right) ? undefined : { href: `/${company}/${page}`, label }
  })
  return { own, others: others.filter(link => link !== undefined) }
}

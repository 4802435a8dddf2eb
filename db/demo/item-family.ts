import { Decimal } from "decimal.js"
import type { DemoItem } from "./company"
import { spread } from "./spread"

/** A kind of goods that comes in many sizes. */
export type ItemFamily = {
  family: string
  /** Default vendor; null: none set up. */
  vendorNo: string | null
  /** How the vendor's own numbers begin. */
  vendorPrefix: string
  unit: string
  /** Further units: base units in one of each. */
  units?: Record<string, string>
  /** The description, around the text of a row. */
  text: (variant: string) => string
  /** Unit price as a multiple of the cost; default 1.45. */
  markup?: string
  inventoryPostingGroup?: "HANDEL" | "INSTALL"
  vatProdPostingGroup?: "HOOG" | "LAAG" | "NUL" | "VRIJ"
  /** Number, what is put into the description, last direct cost per base unit, and what differs from the family. */
  rows: [no: number, variant: string, cost: string, differing?: Partial<DemoItem>][]
}

/** Made up, below GS1's prefix for use within a company (20 to 29). */
function gtinOf(no: number): string {
  const digits = `29${String(no).padStart(10, "0")}`
  const sum = [...digits].reduce((total, digit, place) => total + Number(digit) * (place % 2 === 1 ? 3 : 1), 0)
  return `${digits}${(10 - (sum % 10)) % 10}`
}

/** The items of a family. Their vendor's numbers for them are made up from their own. */
export function itemsOf(kind: ItemFamily): DemoItem[] {
  return kind.rows.map(([no, variant, lastDirectCost, differing]) => ({
    no: String(no),
    description: kind.text(variant),
    type: "inventory",
    family: kind.family,
    baseUnitOfMeasure: kind.unit,
    units: { [kind.unit]: "1", ...kind.units },
    vendorNo: kind.vendorNo,
    vendorItemNo: kind.vendorNo ? kind.vendorPrefix + String(10_000 + spread(`${kind.vendorPrefix}${no}`, 89_999)) : "",
    gtin: kind.vendorNo ? gtinOf(no) : "",
    lastDirectCost,
    unitPrice: new Decimal(lastDirectCost)
      .times(kind.markup ?? "1.45")
      .toDecimalPlaces(new Decimal(lastDirectCost).lt(1) ? 3 : 2)
      .toFixed(),
    genProdPostingGroup: "HANDEL",
    vatProdPostingGroup: kind.vatProdPostingGroup ?? "HOOG",
    inventoryPostingGroup: kind.inventoryPostingGroup ?? "HANDEL",
    ...differing,
  }))
}

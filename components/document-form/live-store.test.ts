import { afterEach, expect, it, vi } from "vitest"
import { emptyLine } from "@/domain/documents/empty-line"
import type { DraftLine } from "@/domain/documents/line-fields"
import { purchaseHeader } from "@/domain/purchase-documents/purchase-header"
import { FormLines } from "./form-lines"
import { gridStateOf } from "./grid-state"
import type { LiveBasis } from "./live-amounts"
import { LiveStore } from "./live-store"
import { type Reader, shownLine } from "./reader"

const reader: Reader = {
  language: "en",
  today: "2026-11-29",
  priceField: "directUnitCost",
  amountDecimals: 2,
  currencyCode: "EUR",
  currencies: [{ code: "EUR", amountDecimals: 2 }],
}
const lamp: DraftLine = { ...emptyLine(1, "item"), no: "LAMP", quantity: "1", price: "25", vatPercent: "21" }
const basis: LiveBasis = {
  before: [],
  after: [],
  tiers: [],
  serviceCharge: null,
  vatDescriptions: {},
  units: {},
  lines: { "1": lamp },
  pricesIncludingVat: false,
  reader,
  fields: purchaseHeader.fields,
}

afterEach(() => vi.unstubAllGlobals())

it("goes on adding up after an answer came while something was still to be added up", async () => {
  const frames = new Map<number, () => void>()
  vi.stubGlobal("requestAnimationFrame", (draw: () => void) => frames.set(frames.size + 1, draw).size)
  vi.stubGlobal("cancelAnimationFrame", (frame: number) => frames.delete(frame))
  const store = new LiveStore()
  store.restOn(basis)
  const typedInto = () => {
    const lines = new FormLines([shownLine(lamp, reader)])
    const end = store.watch(
      gridStateOf(lines, () => null),
      false,
    )
    return { end, type: (text: string) => lines.write([{ line: "1", field: "quantity", text }]) }
  }

  const first = typedInto()
  first.type("2")
  first.end()
  typedInto().type("3")
  for (const draw of frames.values()) draw()
  await vi.waitFor(() => expect(store.amountsOf("1")?.lineAmount).toBe("75"), { timeout: 10_000 })
})

/** Line ids that are picked, each with its amount excluding VAT, a plain decimal string. */
export type Picks = ReadonlyMap<number, string>

/** Whose lines are picked. A changed invoice has another version, and what was picked of the old one is not kept. */
export type PickedInvoice = { company: string; no: string; version: number }

type Kept = { version: number; picks: [number, string][] }

const keyOf = ({ company, no }: PickedInvoice) => `picks ${company} ${no}`

/** What was picked of this invoice in this tab, on any of its pages; nothing where the browser keeps nothing. */
export function readKeptPicks(invoice: PickedInvoice): Picks {
  try {
    const kept = JSON.parse(sessionStorage.getItem(keyOf(invoice)) ?? "null") as Kept | null
    return new Map(kept?.version === invoice.version ? kept.picks : [])
  } catch {
    return new Map()
  }
}

/** Keeps them until the tab is closed or something is asked for. */
export function keepPicks(invoice: PickedInvoice, picks: Picks): void {
  try {
    if (picks.size === 0) sessionStorage.removeItem(keyOf(invoice))
    else sessionStorage.setItem(keyOf(invoice), JSON.stringify({ version: invoice.version, picks: [...picks] }))
  } catch {
    // A browser that forbids storage, or whose storage is full, forgets on reloading: nothing else depends on it.
  }
}

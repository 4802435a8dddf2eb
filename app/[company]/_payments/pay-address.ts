/** Where a payment is registered, for one entry or for a vendor, coming back to the page that leads there. */
export function payAddress(slug: string, pays: { entryNo: number } | { vendorNo: string }, back: string): string {
  const query: Record<string, string> =
    "entryNo" in pays ? { entry: String(pays.entryNo), back } : { vendor: pays.vendorNo, back }
  return `/${slug}/payments/new?${new URLSearchParams(query)}`
}

/** The page to come back to, where it is one of the company's own; an address can be made up by anybody. */
export function backAddress(slug: string, back: string | undefined): string | undefined {
  return back?.startsWith(`/${slug}/`) && /^\/[\w%./?&=~+:-]+$/u.test(back) && !back.includes("//") ? back : undefined
}

/** That page, told which payment was registered. */
export function withRegistered(back: string, no: string): string {
  return `${back}${back.includes("?") ? "&" : "?"}${new URLSearchParams({ registered: no })}`
}

/**
 * Where one goes back to with a new vendor chosen: a path of this portal. Null for none and for any other address, so
 * that nobody is sent elsewhere by a link. What the page bound may be anything: the client can change it.
 *
 * @param returnTo from the address, e.g. "/demo/sales-invoices/VF26-00001/create-purchase-invoice?scope=all_lines"
 */
export function returnAddress(returnTo: unknown, vendorNo: string): string | null {
  const base = "http://portal.invalid"
  if (typeof returnTo !== "string" || !returnTo.startsWith("/") || !URL.canParse(returnTo, base)) return null
  const url = new URL(returnTo, base)
  // A path of two slashes or backslashes names a host.
  if (url.origin !== base || url.pathname.startsWith("//")) return null
  url.searchParams.set("vendor", vendorNo)
  return `${url.pathname}${url.search}${url.hash}`
}

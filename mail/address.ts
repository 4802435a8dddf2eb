import { env } from "@/env"

/** The portal's own address, without a stroke at the end. */
export function portalAddress(): string {
  return env().PUBLIC_URL.replace(/\/$/, "")
}

/** The address of a page in a company. @param path below the company's address; blank: its first page */
export function addressIn({ slug }: { slug: string }, path: string): string {
  return [portalAddress(), slug, path].filter(Boolean).join("/")
}

/** Where a notification leads to what it is about; it opens and changes nothing but that it was read. */
export function addressOfNotification(company: { slug: string }, eventId: number): string {
  return addressIn(company, `notifications/${eventId}`)
}

import "server-only"
import type { Candidate } from "@/components/document-form/view"
import type { Actor } from "@/domain/access/actor"
import { isInvoicingBlocked } from "@/domain/customers/blocked-customer"
import { customersByNo, type FoundCustomer, findCustomers } from "@/domain/customers/find-customers"
import { recentPicks } from "@/domain/recent-picks/recent-picks"
import { cutText } from "@/domain/text/cut-text"
import { listVendorChoice, VENDOR_OFFERS, type VendorChoice } from "@/domain/vendors/list-vendor-choice"
import { partyMeant } from "./meant-party"

/** A payee is a vendor that something is paid to: one that is only blocked for payment may be bought from. */
export type PartyKind = "vendor" | "payee" | "customer"

/** A vendor or customer as its field shows it. */
export const partyText = (no: string, name: string) => (no === "" ? "" : `${no} ${name}`)

/** Vendors or customers that a text may mean, the best first; those that are blocked cannot be chosen. */
export async function findParties(actor: Actor, kind: PartyKind, text: string): Promise<Candidate[]> {
  if (kind === "customer") return (await findCustomers(actor, text)).map(customerCandidate)
  const { vendors } = await listVendorChoice(actor, { search: cutText(text.trim(), 100), limit: VENDOR_OFFERS })
  return vendors.map(each => vendorCandidate(each, kind))
}

/** Those whom the actor chose last, the latest first. */
export async function recentParties(actor: Actor, kind: "vendor" | "customer"): Promise<Candidate[]> {
  const nos = await recentPicks(actor, kind)
  if (kind === "customer") return (await customersByNo(actor, nos)).map(customerCandidate)
  const { vendors } = await listVendorChoice(actor, { nos })
  return vendors.map(each => vendorCandidate(each, kind))
}

const customerCandidate = ({ no, name, city, blocked }: FoundCustomer) =>
  candidate(no, name, city, isInvoicingBlocked(blocked))

function vendorCandidate(vendor: VendorChoice, kind: "vendor" | "payee"): Candidate {
  const { no, name, city, vatRegistrationNo, selectable, blocked, privacyBlocked, unproven } = vendor
  const isBarred = kind === "payee" ? blocked !== "" || privacyBlocked : !selectable
  const told = [city, vatRegistrationNo].filter(Boolean).join(" · ")
  return { ...candidate(no, name, told, isBarred), unproven }
}

function candidate(no: string, name: string, hint: string, disabled: boolean): Candidate {
  return { value: partyText(no, name), no, label: `${no} ${name}`, hint, disabled }
}

/**
 * The number of the one that a text names: "L20140", "L20140 Noordkade Elektro B.V." or the whole name (partyMeant).
 *
 * @returns the number, or the candidates where the text names none or several
 */
export async function resolveParty(
  actor: Actor,
  kind: PartyKind,
  text: string,
): Promise<{ no: string } | { candidates: Candidate[] }> {
  const wanted = text.trim().toLowerCase()
  if (wanted === "") return { no: "" }
  const [first = ""] = wanted.split(/\s+/u)
  const searches = [...new Set([wanted, first])]
  const found = (await Promise.all(searches.map(search => findParties(actor, kind, search)))).flat()
  const no = partyMeant(found, text)
  if (no !== undefined) return { no }
  const candidates = [...new Map(found.map(each => [each.value, each])).values()]
  return { candidates: candidates.slice(0, VENDOR_OFFERS) }
}

import { canonical, sha256 } from "./canonical"

export type ChainedKind = "event" | "transaction" | "setup"

/** What the first link of a company's chain is made over. */
export function beginning(companyId: number): Buffer {
  return sha256(`inkoop chain 1 of company ${companyId}`)
}

/** The names of persons under a salt: without it they cannot be guessed, with it they can be checked. */
export function personalHash(salt: Buffer, personal: string): Buffer {
  return sha256(salt, personal)
}

type Link = { position: number; kind: ChainedKind; no: number; format: number; personal: Buffer | null }

/** A link: SHA-256 over the one before it, what it is about, and where it stands. */
export function linkHash(before: Buffer, { position, kind, no, format, personal }: Link, content: Buffer): Buffer {
  const said = [position, kind, no, format, content.toString("hex"), personal?.toString("hex") ?? null]
  return sha256(before, canonical(said))
}

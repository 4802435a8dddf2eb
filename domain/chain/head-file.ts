import { type Head, headText, isSigned } from "./signing"

/** A head as an outsider keeps it. */
export type KeptHead = Head & { publicKey: string; signature: Buffer }

/** The head as lines of text, as it is mailed and read back. */
export function writeHead({ publicKey, signature, ...head }: KeptHead): string {
  return `${headText(head)}key ${publicKey}\nsignature ${signature.toString("base64url")}\n`
}

const line = (name: string, value: string) => new RegExp(`^[>\\s]*${name} (${value})\\s*$`, "mu")
const lines = {
  company: line("company", "\\d{1,9}"),
  day: line("day", "\\d{4}-\\d{2}-\\d{2}"),
  count: line("count", "\\d{1,15}"),
  hash: line("hash", "[0-9a-f]{64}"),
  key: line("key", "[\\w-]{43}"),
  signature: line("signature", "[\\w-]{86}"),
}

/**
 * Reads a head out of a text, such as the mail that it came in.
 * @throws Error in a sentence where a line is missing, or the key did not sign it
 */
export function readHead(text: string): KeptHead {
  const found = Object.fromEntries(
    Object.entries(lines).map(([name, pattern]) => {
      const value = pattern.exec(text)?.[1]
      if (value === undefined) throw new Error(`It has no line "${name} …" of a chain's head.`)
      return [name, value]
    }),
  ) as Record<keyof typeof lines, string>
  const head: KeptHead = {
    companyId: Number(found.company),
    day: found.day,
    count: Number(found.count),
    hash: Buffer.from(found.hash, "hex"),
    publicKey: found.key,
    signature: Buffer.from(found.signature, "base64url"),
  }
  if (!isSigned(headText(head), head.signature, head.publicKey)) throw new Error("Its signature is not of its key.")
  return head
}

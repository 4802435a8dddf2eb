import { createHash } from "node:crypto"

export type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json }

/**
 * A value as text that is the same wherever it is read, however the database lays it out: JSON without blanks, the names of an object in
 * the order of their UTF-16 code units (RFC 8785, JSON Canonicalization Scheme).
 */
export function canonical(value: Json): string {
  if (value === null || typeof value !== "object") return JSON.stringify(value)
  if (isList(value)) return `[${value.map(canonical).join(",")}]`
  const names = Object.keys(value).sort()
  return `{${names.map(name => `${JSON.stringify(name)}:${canonical(value[name]!)}`).join(",")}}`
}

function isList(value: object): value is readonly Json[] {
  return Array.isArray(value)
}

/** SHA-256 of texts (as UTF-8) and bytes, one after the other. */
export function sha256(...parts: (string | Buffer)[]): Buffer {
  const hash = createHash("sha256")
  for (const part of parts) hash.update(part)
  return hash.digest()
}

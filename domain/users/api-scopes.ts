/**
 * What a token may be used for, of what its person may do: a noun of the API, read or changed. The person's roles count beside it at
 * each use, so that a scope gives nobody anything.
 */
export const apiScopes = [
  "documents.read",
  "documents.write",
  "requests.read",
  "requests.write",
  "review",
  "post",
  "posted.read",
  "payments.read",
  "payments.write",
  "masters.read",
  "masters.write",
  "imports.read",
  "imports.write",
] as const

export type ApiScope = (typeof apiScopes)[number]

/** Days for which a token can be good: a year at most. */
export const tokenDays = [7, 30, 90, 180, 365] as const
export type TokenDays = (typeof tokenDays)[number]

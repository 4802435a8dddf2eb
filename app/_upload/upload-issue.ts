type Params = Record<string, string | number>

/** What was wrong with an upload. */
export type UploadIssue = {
  /** Null: the whole form. */
  field: string | null
  code: string
  params: Params
}

/** What an upload can refuse, by code. @param params what the address says it is about; null for what we never said */
export type UploadIssueKinds = Record<
  string,
  { field: UploadIssue["field"]; params?: (about: string) => Params | null }
>

/**
 * Reads the issue in a page's address; null for none and for what we never said. An address can be made up by anybody, so
 * it only chooses among our own words.
 */
export function uploadIssueOf(
  kinds: UploadIssueKinds,
  { error = "", about = "" }: { error?: string; about?: string },
): UploadIssue | null {
  const kind = Object.hasOwn(kinds, error) ? kinds[error] : undefined
  if (!kind) return null
  const params = kind.params ? kind.params(about) : {}
  return params && { field: kind.field, code: error, params }
}

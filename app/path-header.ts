/** Set by proxy.ts: path and query of the page, which server components are not told. */
export const pathHeader = "x-page-path"

/** The slug of the company in an address, as it stands there; of an address outside any, whatever stands in its place. */
export function companyAt(path: string | null): string {
  return /^\/(?:api\/)?([^/?]*)/.exec(path ?? "")?.[1] ?? ""
}

/** Whether a browser asks for it without anybody's doing: that is no use of the session. */
export function asksByItself(path: string | null): boolean {
  return /^\/api\/events(\?|$)/.test(path ?? "")
}

/** Set by proxy.ts: path and query of the page, which server components are not told. */
export const pathHeader = "x-page-path"

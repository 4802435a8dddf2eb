/**
 * Whether an address can name anything: it decodes, and holds no NUL, which no text of PostgreSQL's can. Its path is decoded
 * twice until a page has its number, by Next.js and by the page, so a per cent sign in it names nothing; codes of the setup,
 * which may have one, stand in addresses in a way of their own.
 *
 * @param url as it stands in the request: path and query
 */
export function isReadable(url: string): boolean {
  const [path = "", ...query] = url.split("?")
  try {
    const read = decodeURIComponent(decodeURIComponent(path)) + decodeURIComponent(query.join("?").replaceAll("+", " "))
    return !read.includes("\0")
  } catch {
    return false
  }
}

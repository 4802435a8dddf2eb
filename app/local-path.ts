/**
 * The path, query and fragment of an address of this portal; the start page for any other, so that nobody is sent
 * elsewhere by a link to sign in.
 * @param origin the portal's own, e.g. "http://localhost:3000"
 */
export function localPath(address: string, origin: string): string {
  if (!URL.canParse(address, origin)) return "/"
  const url = new URL(address, origin)
  // A path of two slashes would again name a host.
  if (url.origin !== new URL(origin).origin || url.pathname.startsWith("//")) return "/"
  return `${url.pathname}${url.search}${url.hash}`
}

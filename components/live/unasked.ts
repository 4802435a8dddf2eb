/** Tells the server for a moment that nobody has asked for what is fetched. */
export const unaskedCookie = "unasked"

/** Before something is fetched by no hand: it is no use of the session, which a company may end after a pause. */
export function sayUnasked(): void {
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store is not in every browser
  document.cookie = `${unaskedCookie}=1; Max-Age=2; Path=/; SameSite=Lax`
}

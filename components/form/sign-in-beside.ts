/** Where signing in beside a form ends. */
export const signInDone = "/sign-in/done"

/**
 * Signing in beside a form, in a tab of its own: what was typed stays where it is.
 * @param company slug of the company that the form is of; it may have ended a session that holds elsewhere
 */
export function signInBeside(company: string): string {
  return `/sign-in?callbackUrl=${encodeURIComponent(`${signInDone}?company=${encodeURIComponent(company)}`)}`
}

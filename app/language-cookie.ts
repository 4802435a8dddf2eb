/** Keeps the language chosen by somebody who is not signed in. */
export const languageCookie = "language"

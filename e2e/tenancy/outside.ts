/** Addresses outside any company: they answer about the one who asks. */
export const outside = [
  "/",
  "/sign-in",
  "/sign-in/again",
  "/sign-in/done",
  "/sign-in/forgotten",
  "/sign-in/link",
  "/sign-in/new-password/[token]",
  "/sign-in/sso/[company]",
  "/sign-in/second-factor",
  "/sign-in/second-factor/codes",
  "/invitation/[token]",
  "/invitation/declined",
  "/setup/[token]",
  "/api/auth/[...nextauth]",
  // It knows tokens, and no session: test/api/walk.test.ts asks each of its endpoints.
  "/api/v1/[company]/[...path]",
  "/api/v1/openapi.json",
  "/api/events",
  "/api/health",
  "/api/passkeys/[use]",
  "/api/ready",
  "/icon.svg",
  "/operator",
]

/** Actions that know the signed-in user, or the bearer of a link, and no company. */
export const ofNoCompany = []

import { createServer } from "node:http"
import type { AddressInfo } from "node:net"
import Provider from "oidc-provider"

/** Whom the issuer has: what it says of them, by the name that is typed into its sign-in page. */
export type IssuerPeople = Record<string, Record<string, unknown>>

/**
 * A real OpenID Connect issuer of one client, on this machine, for http alone: oidc-provider with its own pages to sign in.
 * @param callback the client's address to come back to
 */
export async function startIssuer(people: IssuerPeople, callback: string) {
  const server = createServer()
  await new Promise<void>(done => server.listen(0, "127.0.0.1", done))
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const client = { client_id: "inkoop", client_secret: "a secret of the client", redirect_uris: [callback] }
  const provider = new Provider(issuer, {
    clients: [client],
    claims: { openid: ["sub", "email", "email_verified", "name", "groups"] },
    conformIdTokenClaims: false,
    cookies: { keys: ["of a test"] },
    findAccount: (_context: unknown, id: string) => ({
      accountId: id,
      claims: () => ({ sub: id, ...people[id] }),
    }),
  })
  server.on("request", provider.callback())
  return { issuer, client, stop: () => new Promise<void>(done => server.close(() => done())) }
}

import { createServer, type RequestListener } from "node:http"
import type { AddressInfo } from "node:net"
import { afterEach, expect, test } from "vitest"
import type { Refusal } from "@/domain/errors"
import { startIssuer } from "@/e2e/support/oidc"
import { makeActor, makeCompany } from "@/test/factories"
import { expectCode } from "@/test/refusals"
import { saveSsoSettings } from "./sso-settings"
import { testIssuer } from "./test-issuer"

const stops: (() => unknown)[] = []
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop()
})

/** An administrator of a company with that issuer. */
async function withIssuer(issuer: string, clientSecret = "a secret of the client") {
  const actor = await makeActor((await makeCompany()).id, "administrator")
  const rest = { mailDomains: ["x.example"], groupClaim: "", groups: {}, passwordSignIn: true, emergencyUserId: null }
  await saveSsoSettings(actor, { ...rest, issuer, clientId: "inkoop", clientSecret }, 0)
  return actor
}

async function serving(listener: RequestListener): Promise<string> {
  const server = createServer(listener)
  await new Promise<void>(done => server.listen(0, "127.0.0.1", done))
  stops.push(() => server.close())
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

test("a real issuer passes, and says whether it knows the client", async () => {
  const { issuer, stop } = await startIssuer({}, "http://localhost/callback")
  stops.push(stop)
  await testIssuer(await withIssuer(issuer))
  await expectCode(testIssuer(await withIssuer(issuer, "another secret")), "sso_test.client")
  await expectCode(testIssuer(await withIssuer(`${issuer}/`)), "sso_test.other_issuer")
  await expectCode(testIssuer(await withIssuer(`${issuer}/elsewhere`)), "sso_test.status")
})

test("what is wrong is said plainly", async () => {
  await expectCode(testIssuer(await makeActor((await makeCompany()).id, "administrator")), "sso_test.none")
  await expectCode(testIssuer(await withIssuer("http://127.0.0.1:9")), "sso_test.unreachable")
  await expectCode(testIssuer(await withIssuer(await serving((_, answer) => answer.end("<html>")))), "sso_test.no_json")
  const poor = await serving((_, answer) =>
    answer.end(JSON.stringify({ issuer: "x", response_types_supported: ["token"] })),
  )
  const refused = await testIssuer(await withIssuer(poor)).catch(error => error)
  expect((refused as Refusal).issues.map(({ code, params }) => [code, params?.name ?? params?.issuer])).toEqual([
    ["sso_test.other_issuer", "x"],
    ["sso_test.lacks", "authorization_endpoint"],
    ["sso_test.lacks", "token_endpoint"],
    ["sso_test.lacks", "jwks_uri"],
    ["sso_test.no_code", undefined],
  ])
})

import { expect, test } from "vitest"
import { checkSettings, webEnv } from "./settings"

const secret = "a-secret-of-this-test-alone-0123456789"

/** What the web is started with, in a folder of its own. */
function started(given: Record<string, string>, folder = "/srv/inkoop"): NodeJS.ProcessEnv {
  const settings = { AUTH_SECRET: secret, ...given }
  return webEnv(settings, checkSettings(settings, folder))
}
const keyOf = (...given: Parameters<typeof started>) => started(...given).NEXT_SERVER_ACTIONS_ENCRYPTION_KEY

test("server actions have one key at every start and in every place, so that an open page outlives a redeploy", () => {
  expect(keyOf({})).toBe(keyOf({ PORT: "3999" }, "/srv/another"))
  expect(keyOf({ NEXT_SERVER_ACTIONS_ENCRYPTION_KEY: "left over from elsewhere" })).toBe(keyOf({}))
})

test("the key is an installation's own, one that AES takes, and does not tell the secret", () => {
  expect(keyOf({ AUTH_SECRET: `${secret}!` })).not.toBe(keyOf({}))
  const key = Buffer.from(keyOf({})!, "base64")
  expect(key).toHaveLength(32)
  expect(key.toString("latin1")).not.toContain(secret.slice(0, 8))
})

test("the web is never given the owner's URL, which could switch row-level security off", () => {
  expect(started({ DATABASE_OWNER_URL: "postgres://owner@db/inkoop" })).not.toHaveProperty("DATABASE_OWNER_URL")
})

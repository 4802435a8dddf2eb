import { request } from "node:https"
import { expect, test } from "vitest"
import { InnerAddress, OuterAgent } from "./issuer-agent"

const asked = (url: string) =>
  new Promise((_, refuse) => request(url, { agent: new OuterAgent(), timeout: 5_000 }).on("error", refuse).end())

test("machines of this server's own network are not connected to, by address or by a name that leads there", async () => {
  for (const host of ["127.0.0.1", "10.1.2.3", "169.254.169.254", "[::1]", "[::ffff:127.0.0.1]", "localhost"]) {
    await expect([host, await asked(`https://${host}:9/`).catch(error => error.constructor)]).toEqual([
      host,
      InnerAddress,
    ])
  }
})

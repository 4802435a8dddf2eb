import { once } from "node:events"
import { createServer, type ServerResponse } from "node:http"
import type { AddressInfo } from "node:net"
import { afterAll, beforeAll, expect, it } from "vitest"
import { FormLines } from "./form-lines"
import type { GivenAsked } from "./given-lines"
import type { GridState } from "./grid-state"
import { LineAsker } from "./line-asker"
import type { LiveBasis } from "./live-amounts"
import type { FormLine } from "./view"

type Asked = { ids: string[]; response: ServerResponse }

/** What the server was asked, which it answers when the test says so. */
const asked: Asked[] = []
let told = () => {}
const server = createServer(async (request, response) => {
  const parts: Buffer[] = []
  for await (const part of request) parts.push(part as Buffer)
  const { lines } = JSON.parse(Buffer.concat(parts).toString()) as GivenAsked
  asked.push({ ids: lines.map(({ id }) => id), response })
  told()
})
beforeAll(async () => {
  server.listen(0, "127.0.0.1")
  await once(server, "listening")
})
afterAll(() => server.close())

const nextAsked = async (count: number) => {
  while (asked.length < count)
    await new Promise<void>(done => {
      told = done
    })
  return asked[count - 1]!
}

it("a line that was asked about when another is typed is asked about again along with it", async () => {
  const line = (id: string): FormLine => ({ id, type: "item", values: { no: `I-${id}`, quantity: "1" } })
  const lines = new FormLines([line("new1")])
  const grid: GridState = {
    lines: () => [...lines.lines()],
    header: () => ({}),
    write: () => {},
    subscribe: () => () => {},
  }
  const basis = { lines: {}, fields: {}, reader: { language: "en" } } as unknown as LiveBasis
  const answered: string[][] = []
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
  let heard = () => {}
  const given = new Promise<void>(done => {
    heard = done
  })
  const asker = new LineAsker(address, answer => {
    answered.push(Object.keys(answer.lines))
    heard()
  })
  asker.look(grid, basis)
  expect((await nextAsked(1)).ids).toEqual(["new1"])
  // The first question is on its way when the second line comes.
  lines.change(now => [...now, line("new2")])
  asker.look(grid, basis)
  const { ids, response } = await nextAsked(2)
  expect(ids).toEqual(["new1", "new2"])
  const empty = { line: {}, texts: {}, says: [] }
  response.end(JSON.stringify({ lines: { new1: empty, new2: empty }, units: {}, says: [] }))
  await given
  expect(answered).toEqual([["new1", "new2"]])
})

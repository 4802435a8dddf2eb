import { once } from "node:events"
import { createServer } from "node:http"
import type { AddressInfo } from "node:net"
import { expect, onTestFinished, test } from "vitest"
import { giveMemoryBack } from "./give-memory-back"

test("memory is given back once after the last request, and again after another", async () => {
  const server = createServer((_, response) => response.end("answered"))
  server.listen(0, "127.0.0.1")
  await once(server, "listening")
  let given = () => {}
  let times = 0
  const end = giveMemoryBack(server, {
    after: 20,
    collect: () => {
      times++
      given()
    },
  })
  onTestFinished(() => {
    end()
    server.close()
  })
  const ask = async () => {
    const back = new Promise<void>(resolve => {
      given = resolve
    })
    const answer = await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}`)
    expect(await answer.text()).toBe("answered")
    await back
  }
  await ask()
  await ask()
  expect(times).toBe(2)
})

test("what nobody holds any more is gone then", async () => {
  const server = createServer()
  let held: object | undefined = {}
  const gone = new Promise<string>(resolve => {
    const registry = new FinalizationRegistry(resolve)
    registry.register(held!, "gone")
    onTestFinished(giveMemoryBack(server, { after: 20 }))
    // Held until then, or nobody would be told.
    onTestFinished(() => void registry.unregister(server))
  })
  held = undefined
  server.emit("request")
  expect(await gone).toBe("gone")
})

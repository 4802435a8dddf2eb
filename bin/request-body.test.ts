import { once } from "node:events"
import { createServer, type Server } from "node:http"
import { type AddressInfo, connect, type Socket } from "node:net"
import { text } from "node:stream/consumers"
import { afterAll, beforeAll, expect, test } from "vitest"
import { MAX_FORM_FIELDS, MAX_FORM_SIZE } from "@/components/form/form-limits"
import { receiveBody } from "./request-body"

let server: Server
/** What was let through: how much of the body its reader got. */
const passed: number[] = []
/** Once a request that was let through has been closed before its end. */
let brokenOff = 0

beforeAll(async () => {
  server = createServer((request, response) => {
    receiveBody(
      request,
      response,
      () => {
        if (request.url?.endsWith("?unread")) response.end("unread")
        else
          void text(request).then(
            body => {
              passed.push(body.length)
              response.end("passed")
            },
            () => brokenOff++,
          )
      },
      reason => response.writeHead(413).end(reason),
    )
  })
  server.listen(0, "127.0.0.1")
  await once(server, "listening")
})

afterAll(() => {
  server.closeAllConnections()
  server.close()
})

const address = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}`

async function post(body: BodyInit, headers: Record<string, string> = {}): Promise<string> {
  return (await fetch(`${address()}/form`, { method: "POST", body, headers })).text()
}

const formOf = (fields: number, value = "x") => {
  const form = new FormData()
  for (let n = 0; n < fields; n++) form.append(`lines.${n}.quantity`, value)
  return form
}

const fieldsBetween = (boundary: string, fields: number) =>
  `${`--${boundary}\r\nContent-Disposition: form-data; name="a"\r\n\r\n\r\n`.repeat(fields)}--${boundary}--\r\n`

test("a form is handed on whole, however it comes", async () => {
  const large = "é".repeat(MAX_FORM_SIZE / 2 - 1_000)
  expect(await post(`text=${large}`, { "content-type": "application/x-www-form-urlencoded" })).toBe("passed")
  expect(passed.pop()).toBe(large.length + 5)
  const pieces = new ReadableStream({
    start(controller) {
      for (const piece of ["[1,", "[2]", "]"]) controller.enqueue(new TextEncoder().encode(piece))
      controller.close()
    },
  })
  const answer = await fetch(`${address()}/form`, { method: "POST", body: pieces, duplex: "half" } as RequestInit)
  expect(await answer.text()).toBe("passed")
  expect(passed.pop()).toBe(7)
  expect(await post(formOf(MAX_FORM_FIELDS - 1))).toBe("passed")
})

test("a form that is much work is refused before anything reads it, in less time than anybody notices", async () => {
  passed.length = 0
  const deep = "[".repeat(1_500_000)
  const refused: [BodyInit, Record<string, string>, string][] = [
    [formOf(30_000), {}, "too_many_fields"],
    ["a&".repeat(55_000), { "content-type": "application/x-www-form-urlencoded" }, "too_many_fields"],
    [deep, { "content-type": "text/plain;charset=UTF-8" }, "unreadable"],
    [JSON.stringify(Array(5_000).fill("$K1")), { "content-type": "text/plain" }, "unreadable"],
    // Brackets in texts hide how deep it is, and another word that ends in "boundary" where a field begins.
    [`["]",`.repeat(60_000) + "]".repeat(60_000), { "content-type": "text/plain;charset=UTF-8" }, "unreadable"],
    [fieldsBetween("b", 30_000), { "content-type": "multipart/form-data; xboundary=z; boundary=b" }, "unreadable"],
    ["x".repeat(MAX_FORM_SIZE + 1), {}, "too_large"],
  ]
  for (const [body, headers, reason] of refused) expect(await post(body, headers)).toBe(reason)
  expect(passed).toEqual([])
})

/** Begins to send a body of so many bytes, and sends no more. */
async function begin(path: string, length: string): Promise<{ socket: Socket; answer: Promise<string> }> {
  const { port } = server.address() as AddressInfo
  const socket = connect(port, "127.0.0.1")
  const answer = text(socket).catch(() => "")
  socket.on("error", () => {})
  socket.write(`POST ${path} HTTP/1.1\r\nHost: x\r\nContent-Length: ${length}\r\n\r\nhalf`)
  return { socket, answer }
}

test("who sends on after an answer is not read to the end", async () => {
  for (const [path, length, said] of [
    ["/api/x/imports/payments?unread", "1000000", "unread"],
    ["/form", String(MAX_FORM_SIZE + 1), "too_large"],
  ] as const) {
    const { socket, answer } = await begin(path, length)
    const closed = once(socket, "close")
    expect(await answer).toContain(said)
    await closed
  }
})

test("who has sent all the same reads the answer, and goes on with the connection", async () => {
  const { port } = server.address() as AddressInfo
  const socket = connect(port, "127.0.0.1")
  const said: string[] = []
  socket.on("data", data => said.push(String(data)))
  const body = "x".repeat(MAX_FORM_SIZE + 1)
  socket.write(`POST /form HTTP/1.1\r\nHost: x\r\nContent-Length: ${body.length}\r\n\r\n${body}`)
  await expect.poll(() => said.join("")).toContain("too_large")
  socket.write("POST /form HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\n\r\nnext")
  await expect.poll(() => said.join("")).toContain("passed")
  socket.destroy()
})

test("what is broken off is given up at once", async () => {
  const before = brokenOff
  const { socket } = await begin("/api/x/imports/payments", "1000000")
  await once(server, "request")
  socket.end()
  await once(socket, "close")
  expect(brokenOff).toBe(before + 1)
})

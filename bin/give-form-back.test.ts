/** Over HTTP, as a browser without a script asks and Next.js answers. */
import { createServer, type ServerResponse } from "node:http"
import type { AddressInfo } from "node:net"
import { buffer } from "node:stream/consumers"
import { afterEach, expect, test } from "vitest"
import { explainWithoutScript } from "./explain-without-script"
import { giveFormBack } from "./give-form-back"

let close: () => void = () => {}
afterEach(() => close())

type Answering = (response: ServerResponse) => void

/** What a browser gets that sends a form to that server. */
async function sent(answering: Answering, { accept = "text/html", method = "POST", typed = "one\r\ntwo <b>" } = {}) {
  const server = createServer(async (request, response) => {
    const body = await buffer(request)
    explainWithoutScript(request, response)
    giveFormBack(request, response, body)
    answering(response)
  })
  await new Promise<void>(done => server.listen(0, "127.0.0.1", done))
  close = () => server.close()
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const body = new FormData()
  body.set("$ACTION_KEY", "k1")
  body.set("body", typed)
  const form = method === "POST" ? { body } : {}
  const answer = await fetch(`${origin}/kolkwijk/page`, { method, ...form, headers: { accept, origin } })
  return { status: answer.status, text: await answer.text() }
}

const issues = [{ code: "forbidden", text: "Your roles do not allow <this>." }]

/** A page in pieces, with the answer as Next.js hands it on. */
const page =
  (state: { status: string; issues: unknown[] }, form = ""): Answering =>
  response => {
    const answer = JSON.stringify([2, [{ id: "a-1", values: {}, ...state }, "key", "action", 3]]).replaceAll(
      "<",
      "\\u003c",
    )
    response.setHeader("content-type", "text/html; charset=utf-8")
    response.flushHeaders()
    response.write(
      Buffer.from(
        `<html><body><main>The page</main>${form}<script>(self.__next_f=self.__next_f||[]).push([0]);self.__n`,
      ),
    )
    response.write(`ext_f.push(${answer})</script>`)
    response.end("</body></html>")
  }

test("a refusal that no form on the page took comes with the form and the reason", async () => {
  const { status, text } = await sent(page({ status: "refused", issues }))
  expect(status).toBe(403)
  expect(text).not.toContain("The page")
  expect(text).toContain("Your roles do not allow &lt;this&gt;.")
  expect(text).toContain(">\none\r\ntwo &lt;b&gt;</textarea>")
  expect(text).toContain('name="$ACTION_KEY" value="k1"')
  const gone = await sent(page({ status: "stale", issues: [] }, '<form data-answer="another">'))
  expect([gone.status, gone.text.includes("This was not taken in")]).toEqual([409, true])
})

test("where nothing was typed the page comes as it stands, with the reason for who has no script", async () => {
  const { status, text } = await sent(page({ status: "refused", issues }), { typed: "" })
  expect(status).toBe(403)
  expect(text).toContain("<main>The page</main>")
  expect(text).toMatch(/<body><noscript><p [^>]*role="alert">Your roles do not allow &lt;this&gt;\.<\/p><\/noscript>/u)
})

test("what a form on the page took, or was done, passes as it is", async () => {
  for (const [state, form] of [
    [{ status: "refused", issues }, '<form data-answer="a-1">'],
    [{ status: "done", issues: [] }, ""],
  ] as const) {
    const { status, text } = await sent(page({ ...state, issues: [...state.issues] }, form))
    expect([status, text.startsWith("<html><body><main>The page</main>"), text.endsWith("</body></html>")]).toEqual([
      200,
      true,
      true,
    ])
  }
  // Who has a script is not waited for.
  expect((await sent(page({ status: "refused", issues }), { accept: "text/x-component" })).text).toContain("The page")
})

test("an answer that takes the page's place comes with the form", async () => {
  const { status, text } = await sent(response => {
    response.statusCode = 303
    response.setHeader("location", "/sign-in?callbackUrl=%2Fkolkwijk")
    response.end()
  })
  expect(status).toBe(401)
  expect(text).toContain("two &lt;b&gt;</textarea>")
})

test("a blank answer says to a browser what a page would, and nothing to a script", async () => {
  const forbidden: Answering = response => {
    response.statusCode = 403
    response.end()
  }
  expect((await sent(forbidden, { method: "GET" })).text).toContain("You may not see this page")
  expect((await sent(forbidden, { method: "GET", accept: "*/*" })).text).toBe("")
})

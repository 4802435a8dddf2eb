import { expect, test } from "vitest"
import { page } from "./page"

const typed = `<img src=x onerror="alert('1')"> & Co`

test("what somebody typed is text in the HTML, wherever it stands, and unchanged in the plain text", () => {
  const link = { href: `https://inkoop.example/?q=${typed}`, label: typed }
  const { html, text } = page({ language: "en", greeting: typed, lead: typed, points: [typed], link, footer: typed })
  const escaped = "&#60;img src=x onerror=&#34;alert(&#39;1&#39;)&#34;&#62; &#38; Co"
  expect(html).not.toContain("<img")
  expect(html).not.toContain('onerror="')
  expect(html.split(escaped).length - 1).toBe(6)
  expect(text.split(typed).length - 1).toBe(6)
})

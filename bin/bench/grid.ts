import type { Browser, Page } from "@playwright/test"
import { kolkwijk } from "@/db/demo/landmarks"
import { type people, signIn } from "@/e2e/support/portal"
import { copySalesInvoice, salesLines } from "@/e2e/support/purchases"
import { inChromium } from "./chromium"
import { durations, report, rounded } from "./report"

/** Lines of the document in whose form one scrolls and types. */
const LONG = 1_000

/** Keys typed into it. */
const KEYS = 120

/** How it is scrolled: what a wheel gives a notch, and what Page Down gives a window, in pixels, so many times down and up again. */
const strides = [
  { job: "scroll_lines", pixels: 120, times: 300 },
  { job: "scroll_lines_by_window", pixels: 800, times: 60 },
] as const
type Stride = (typeof strides)[number]

/** What tsx puts around named functions that go to the page. */
const named = "globalThis.__name = each => each"

/** Drafts of a page of lines that are opened, to press the first key in. */
const OPENED = 5

/**
 * The lines of a document in Chromium: how long pasting takes until they are there, the first key in a page of two hundred, and
 * the frames while one scrolls through a thousand of them and types, beside those of an empty page. A frame is what lies between
 * two callbacks of the browser before it draws.
 */
export async function benchGrid(url: string): Promise<void> {
  await inChromium(async browser => {
    for (const rows of [200, 2_000]) await benchPaste(browser, url, rows)
    await benchFirstKey(browser, url)
    await benchFrames(browser, url)
  })
}

type Opened = { page: Page; itemNo: string }

/** A sales invoice of its own to edit, and an item to fill it with. */
async function openForm(browser: Browser, url: string, from: string = kolkwijk.salesInvoices.example): Promise<Opened> {
  const no = await copySalesInvoice(from)
  const itemNo = (await salesLines(no)).map(line => String(line.no ?? "")).find(text => text !== "") ?? ""
  const context = await browser.newContext({ baseURL: url, locale: "en-GB", viewport: { width: 1440, height: 900 } })
  await context.addInitScript(named)
  await signIn(context, "processor" satisfies keyof typeof people)
  const page = await context.newPage()
  await page.goto(`/${kolkwijk.slug}/sales-invoices/${no}/edit`)
  await page.getByRole("grid").waitFor()
  return { page, itemNo }
}

/** @returns milliseconds from the key to the last line */
async function paste(page: Page, itemNo: string, rows: number): Promise<number> {
  const text = Array.from({ length: rows }, (_, at) => `${itemNo}\t${(at % 90) + 1}`).join("\n")
  return page.evaluate(
    async ({ text, rows }) => {
      const drawn = () => document.querySelectorAll("tr[data-line]").length
      const wanted = drawn() + rows
      document.getElementById("newLine.text")?.focus()
      const clipboardData = new DataTransfer()
      clipboardData.setData("text/plain", text)
      const since = performance.now()
      const event = new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true })
      document.activeElement?.dispatchEvent(event)
      while (drawn() < wanted) await new Promise(requestAnimationFrame)
      return performance.now() - since
    },
    { text, rows },
  )
}

async function benchPaste(browser: Browser, url: string, rows: number): Promise<void> {
  const taken: number[] = []
  for (let run = 0; run < 3; run++) {
    const { page, itemNo } = await openForm(browser, url)
    taken.push(await paste(page, itemNo, rows))
    await page.context().close()
  }
  report({ system: "inkoop", job: "paste_lines", lines: rows, ...durations(taken) })
}

/** From the key to the frame after it, as soon as the form can be typed into. */
async function benchFirstKey(browser: Browser, url: string): Promise<void> {
  const taken: number[] = []
  for (let run = 0; run < OPENED; run++) {
    const { page } = await openForm(browser, url, kolkwijk.salesInvoices.thousandLines)
    await page.locator('input[name$=".quantity"]').first().focus()
    await page.evaluate(() => {
      addEventListener(
        "keydown",
        ({ timeStamp }) => requestAnimationFrame(now => Object.assign(window, { took: now - timeStamp })),
        { capture: true, once: true },
      )
    })
    await page.keyboard.press("7")
    const took = await page.waitForFunction(() => (window as unknown as { took?: number }).took)
    taken.push(Number(await took.jsonValue()))
    await page.context().close()
  }
  report({ system: "inkoop", job: "first_key", lines: 200, ...durations(taken) })
}

async function benchFrames(browser: Browser, url: string): Promise<void> {
  const { page, itemNo } = await openForm(browser, url)
  await paste(page, itemNo, LONG)
  await page.waitForLoadState("networkidle")
  const scrolled = []
  for (const stride of strides) scrolled.push(await framesOf(page, () => scroll(page, stride)))
  await page.locator('input[name$=".quantity"]').first().focus()
  const typed = await framesOf(page, () => type(page))
  const plain = await framesOfPlainLines(browser, page)
  await page.goto("data:text/html,<body style='height:35000px'><input autofocus>")
  for (const [at, stride] of strides.entries()) {
    reportFrames(stride.job, scrolled[at]!, await framesOf(page, () => scroll(page, stride)))
    report({ system: "chromium", job: stride.job, lines: LONG, ...plain[at] })
  }
  reportFrames("type_in_lines", typed, await framesOf(page, () => type(page)))
  await page.context().close()
}

type Frames = Awaited<ReturnType<typeof framesOf>>

function reportFrames(job: string, ours: Frames, floor: Frames): void {
  report({ system: "inkoop", job, lines: LONG, ...ours, over_floor: rounded(ours.p50_ms / floor.p50_ms) })
  report({ system: "chromium", job, lines: 0, ...floor })
}

/** The lines of a document in one plain table, in a page without its scripts: what the browser takes to draw so much text. */
async function framesOfPlainLines(browser: Browser, of: Page) {
  const { origin } = new URL(of.url())
  const no = await copySalesInvoice(kolkwijk.salesInvoices.thousandLines)
  const viewport = { width: 1440, height: 900 }
  const context = await browser.newContext({ locale: "en-GB", viewport })
  await context.route("**/*.js", route => route.abort())
  await context.addInitScript(named)
  await context.addCookies(await of.context().cookies())
  const page = await context.newPage()
  await page.goto(`${origin}/${kolkwijk.slug}/sales-invoices/${no}/lines`)
  const frames: Frames[] = []
  for (const stride of strides) frames.push(await framesOf(page, () => scroll(page, stride)))
  await context.close()
  return frames
}

async function scroll(page: Page, { pixels, times }: Stride): Promise<void> {
  for (let at = 0; at < times; at++) await page.mouse.wheel(0, at < times / 2 ? pixels : -pixels)
}

async function type(page: Page): Promise<void> {
  for (let key = 0; key < KEYS; key++) await page.keyboard.press(key % 4 === 3 ? "ArrowDown" : String((key % 9) + 1))
}

async function framesOf(page: Page, run: () => Promise<void>) {
  await page.evaluate(() => {
    const frames: number[] = []
    let last = performance.now()
    const next = () => {
      const now = performance.now()
      frames.push(now - last)
      last = now
      Object.assign(window, { frame: requestAnimationFrame(next) })
    }
    Object.assign(window, { frames, frame: requestAnimationFrame(next) })
  })
  await run()
  const frames = await page.evaluate(() => {
    const measured = window as unknown as { frames: number[]; frame: number }
    cancelAnimationFrame(measured.frame)
    return measured.frames
  })
  return {
    ...durations(frames),
    longest_ms: Math.round(Math.max(...frames)),
    over_50_ms: frames.filter(ms => ms > 50).length,
  }
}

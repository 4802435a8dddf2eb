/**
 * Push is turned on in a browser, an approval arrives at its push service, is handed to the worker, and opens what it is about. A headless
 * browser has no push service and shows no notifications, whatever leave it was given: `PushManager` says what a service of the test's own is
 * reached by, the browser's tools hand the worker what that got, and what the worker shows, opens and goes to is noted instead.
 */
import { closeDatabase } from "@/db/client"
import { sendForApproval } from "@/domain/purchase-approvals/send-for-approval"
import { setApproval, setApprover, versionOf } from "@/test/approvals"
import { makeItem, makeVendor } from "@/test/factories"
import { makePurchaseInvoice } from "@/test/purchase-invoices"
import { pushService } from "@/test/push-service"
import { ownCompany, ownUser } from "./support/own-company"
import { expect, password, signIn, test } from "./support/portal"

test.afterAll(() => closeDatabase())

test("push: aangezet, een goedkeuring komt aan, wordt getoond en opent; uitgezet zonder script", async ({
  browser,
}) => {
  const company = await ownCompany("Pushbericht")
  const buyer = await ownUser(company, "Bas Inkoper", "purchaser")
  const lead = await ownUser(company, "Lea Chef", "purchasing_manager")
  await setApprover(buyer.actor, { superiorId: lead.actor.userId })
  await setApprover(lead.actor, { unlimited: true })
  await setApproval(company.id, { approval: "rules" })
  const service = await pushService()
  const settings = `/${company.slug}/settings/notifications`

  const context = await browser.newContext({ locale: "nl-NL" })
  await signIn(context, lead.email)
  const page = await context.newPage()
  // A browser without leave says so, as long as nobody gives it.
  await page.goto(settings)
  await expect(page.getByText("Deze browser mag van hier geen berichten tonen", { exact: false })).toBeVisible()

  await context.grantPermissions(["notifications"])
  await context.addInitScript(said => {
    Object.defineProperty(Notification, "permission", { get: () => "granted" })
    const subscription = { ...JSON.parse(said), toJSON: () => JSON.parse(said), unsubscribe: async () => true }
    const isOn = () => localStorage.getItem("subscribed") === "yes"
    PushManager.prototype.getSubscription = async () => (isOn() ? subscription : null)
    PushManager.prototype.subscribe = async options => {
      if (!options?.userVisibleOnly || !options.applicationServerKey) throw new Error("no key")
      localStorage.setItem("subscribed", "yes")
      return subscription
    }
  }, service.subscription())
  await page.goto(settings)
  await expect(page.getByText("Push staat uit in deze browser.")).toBeVisible()
  expect(await page.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length)).toBe(0)
  const pushed = (kind: string) => page.getByRole("checkbox", { name: `${kind}: Ook via push`, exact: true })
  await expect(pushed("Gevraagd om goed te keuren")).toBeChecked()
  await pushed("Geboekt").uncheck()
  await page.getByRole("button", { name: "Opslaan", exact: true }).click()
  await expect(page.getByText("Opgeslagen. Het geldt voor wat er vanaf nu gebeurt.")).toBeVisible()
  await page.getByRole("button", { name: "In deze browser aanzetten" }).click()
  await expect(page.getByText("Push staat aan in deze browser.")).toBeVisible()
  await page.goto(settings)
  await expect(page.getByText("Push staat aan in deze browser.")).toBeVisible()
  await expect(pushed("Geboekt")).not.toBeChecked()
  await expect(pushed("Gevraagd om goed te keuren")).toBeChecked()

  const [vendor, item] = [await makeVendor(company.id, { name: "Geheime Lampen" }), await makeItem(company.id)]
  const no = await makePurchaseInvoice(buyer.actor, vendor.no, [{ no: item.no, quantity: "1", price: "512.34" }])
  await sendForApproval(buyer.actor, no, await versionOf(company.id, no))
  await expect.poll(() => service.got.length, { timeout: 30_000 }).toBe(1)
  const { message } = service.got[0]!
  expect(message).toMatchObject({ title: `Inkoopfactuur ${no} wacht op uw goedkeuring`, body: company.name })

  // Handed over as the browser would, and shown.
  const tools = await context.newCDPSession(page)
  const registered = new Promise<string>(done =>
    tools.on("ServiceWorker.workerRegistrationUpdated", ({ registrations }) => {
      const [own] = registrations.filter(({ scopeURL }) => scopeURL.endsWith("/push-worker"))
      if (own) done(own.registrationId)
    }),
  )
  await tools.send("ServiceWorker.enable")
  const { origin } = new URL(page.url())
  const registrationId = await registered
  const worker = context.serviceWorkers()[0]!
  await worker.evaluate(() => {
    const self = globalThis as unknown as Worker
    self.shown = []
    self.went = []
    self.registration.showNotification = async (title, options) => void self.shown.push({ title, ...options })
    self.clients.openWindow = async url => void self.went.push(`opened ${new URL(url).pathname}`)
    self.WindowClient.prototype.focus = async function focus(this: { url: string }) {
      self.went.push(`went to ${new URL(this.url).pathname}`)
    }
  })
  const shown = () => worker.evaluate(() => (globalThis as unknown as Worker).shown)
  const deliver = (data: string) => tools.send("ServiceWorker.deliverPushMessage", { origin, registrationId, data })
  await deliver(JSON.stringify(message))
  const { title, body, tag, path, page: document } = message
  await expect.poll(shown).toEqual([{ title, body, tag, lang: "nl", data: { path, page: document } }])
  // What is not the portal's says nothing, and is shown all the same, as browsers want it.
  await deliver("nonsense")
  await expect.poll(shown).toMatchObject([{ title }, { title: "Inkoop", body: "" }])

  // A click opens it, or goes to the tab that shows it, and to no other.
  const click = () =>
    worker.evaluate(async () => {
      const self = globalThis as unknown as Worker
      const work: Promise<unknown>[] = []
      const notification = { data: self.shown[0]!.data, close: () => self.went.push("closed") }
      const waitUntil = (each: Promise<unknown>) => work.push(each)
      self.dispatchEvent(Object.assign(new Event("notificationclick"), { notification, waitUntil }))
      await Promise.all(work)
      return self.went.splice(0)
    })
  expect(await click()).toEqual(["closed", `opened ${path}`])
  const tab = await context.newPage()
  await tab.goto(document)
  await expect(tab.getByRole("heading", { level: 1 })).toContainText(no)
  expect(await click()).toEqual(["closed", `went to ${document}`])

  // Opened by who is signed out: after signing in.
  const elsewhere = await browser.newContext({ locale: "nl-NL", javaScriptEnabled: false })
  const opened = await elsewhere.newPage()
  await opened.goto(message.path)
  await opened.getByLabel("E-mail").fill(lead.email)
  await opened.getByLabel("Wachtwoord").fill(password)
  await opened.getByRole("button", { name: "Aanmelden", exact: true }).click()
  await expect(opened.getByRole("heading", { level: 1 })).toContainText(no)
  await expect(opened.getByText("Wacht op goedkeuring").first()).toBeVisible()

  // Without a script it is turned off from another browser, and not on.
  await opened.goto(settings)
  // A browser whose scripts a test has switched off draws no noscript.
  const drawn = await elsewhere.request.get(settings, { headers: { "accept-language": "nl" } })
  expect(await drawn.text()).toContain("Push aanzetten gaat alleen met JavaScript")
  await opened.getByRole("button", { name: "Push uitzetten in", exact: false }).click()
  await expect(opened.getByRole("button", { name: "Push uitzetten in", exact: false })).toHaveCount(0)
  await page.goto(settings)
  await expect(page.getByText("Push staat uit in deze browser.")).toBeVisible()

  const old = await context.newPage()
  await old.addInitScript(() => Reflect.deleteProperty(window, "PushManager"))
  await old.goto(settings)
  await expect(old.getByText("Deze browser kan geen berichten via push tonen", { exact: false })).toBeVisible()
  await Promise.all([context.close(), elsewhere.close()])
  service.stop()
})

/** What a worker has beside a page, and what the test notes in it; the types of the two do not go together. */
type Worker = {
  shown: { title: string; data?: unknown }[]
  went: string[]
  registration: { showNotification: (title: string, options: object) => Promise<void> }
  clients: { openWindow: (url: string) => Promise<void> }
  WindowClient: { prototype: { focus: () => Promise<void> } }
  dispatchEvent: (event: Event) => boolean
}

/** How push stands in this browser. */
export type BrowserState = "unsupported" | "denied" | "off" | "on"

/** Its scope has no pages: it answers no requests of any. */
const worker = { file: "/push-worker.js", scope: "/push-worker" }

/** @param mark of the subscription that the portal has of this browser's session; undefined: none */
export async function stateOfPush(mark: string | undefined): Promise<BrowserState> {
  if (!canPush()) return "unsupported"
  if (Notification.permission === "denied") return "denied"
  if (mark === undefined || Notification.permission !== "granted") return "off"
  const registration = await navigator.serviceWorker.getRegistration(worker.scope)
  const subscription = await registration?.pushManager.getSubscription()
  return subscription && (await markOf(subscription)) === mark ? "on" : "off"
}

/**
 * Asks the reader's leave, and subscribes at the browser's push service.
 * @param publicKey of the portal, base64url
 * @returns what the browser says of itself, as JSON for the server
 * @throws Error where leave is not given or the push service not reached
 */
export async function subscribeToPush(publicKey: string): Promise<string> {
  if ((await Notification.requestPermission()) !== "granted") throw new Error("not given")
  await navigator.serviceWorker.register(worker.file, { scope: worker.scope })
  const registration = await activeWorker()
  // An older one may be under another key of the portal's, which the browser keeps to.
  await (await registration.pushManager.getSubscription())?.unsubscribe()
  const options = { userVisibleOnly: true, applicationServerKey: publicKey }
  return JSON.stringify(await registration.pushManager.subscribe(options))
}

/** A worker can subscribe once it is active. */
async function activeWorker(): Promise<ServiceWorkerRegistration> {
  const registration = (await navigator.serviceWorker.getRegistration(worker.scope))!
  const starting = registration.installing ?? registration.waiting
  if (registration.active || !starting) return registration
  return new Promise(done =>
    starting.addEventListener("statechange", () => starting.state === "activated" && done(registration)),
  )
}

function canPush(): boolean {
  return "serviceWorker" in navigator && "PushManager" in window && "Notification" in window
}

/** As markOf of domain/push/subscription.ts makes it. */
async function markOf(subscription: PushSubscription): Promise<string> {
  const { endpoint, keys } = subscription.toJSON()
  const text = new TextEncoder().encode([endpoint, keys?.p256dh, keys?.auth].join("\n"))
  const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", text))
  return Array.from(hash, byte => byte.toString(16).padStart(2, "0")).join("")
}

/**
 * Shows what the portal tells by push, and opens it. It answers no requests and keeps no pages: the portal has its own ways with
 * those, and whoever is signed out sees nothing here but what was shown before.
 */

self.addEventListener("install", () => self.skipWaiting())

self.addEventListener("push", event => {
  event.waitUntil(show(event.data))
})

self.addEventListener("notificationclick", event => {
  event.notification.close()
  event.waitUntil(open(event.notification.data ?? {}))
})

/** Something is always shown, as browsers take the right away from who shows nothing. */
function show(data) {
  let told = {}
  try {
    told = data.json()
  } catch {
    // Not of this portal's making, or none: its name alone.
  }
  const { title = "Inkoop", body = "", tag, language, path, page } = told
  return self.registration.showNotification(title, { body, tag, lang: language, data: { path, page } })
}

/** Goes to a tab that shows the page, and opens one where there is none: a tab that shows another may hold what somebody types. */
async function open({ path = "/", page }) {
  const tabs = await self.clients.matchAll({ type: "window", includeUncontrolled: true })
  const shown = page && tabs.find(tab => isAt(tab.url, page))
  if (shown) return shown.focus()
  const address = new URL(path, self.location.origin)
  if (address.origin === self.location.origin) return self.clients.openWindow(address.href)
}

function isAt(url, page) {
  const [there, wanted] = [new URL(url), new URL(page, self.location.origin)]
  return there.pathname === wanted.pathname && there.search === wanted.search
}

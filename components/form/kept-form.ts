/** What is kept while this document lives, also where the browser forbids storage. */
const here = new Map<string, string>()

const keyOf = (address: string) => `form ${address}`

/**
 * Keeps what a form holds for its address, in this tab: over a reload, and on the way from the page that leads to it.
 * Files and React's own fields, which name an action of this build, are left out.
 *
 * @param address path of the page that the form stands on
 */
export function keepForm(address: string, form: FormData): void {
  const entries = [...form].filter(([name, value]) => typeof value === "string" && !name.startsWith("$ACTION_"))
  const text = JSON.stringify(entries)
  here.set(address, text)
  try {
    sessionStorage.setItem(keyOf(address), text)
  } catch {
    // Forbidden or full: a reload then forgets.
  }
}

/** What was kept for an address, undefined when nothing was. */
export function keptForm(address: string): FormData | undefined {
  try {
    const text = here.get(address) ?? sessionStorage.getItem(keyOf(address))
    if (!text) return undefined
    const form = new FormData()
    for (const [name, value] of JSON.parse(text) as [string, string][]) form.append(name, value)
    return form
  } catch {
    return undefined
  }
}

/** Nothing is kept for the address any more. */
export function forgetForm(address: string): void {
  here.delete(address)
  try {
    sessionStorage.removeItem(keyOf(address))
  } catch {
    // Nothing was stored then.
  }
}

import Bowser from "bowser"

/** A device as people call it; a part that it does not tell is undefined. */
export type Device = { browser?: string; system?: string }

/** @param userAgent what a browser calls itself (RFC 9110, 10.1.5): anything, as it is the client's to write */
export function deviceNamed(userAgent: string): Device {
  if (userAgent === "") return {}
  const { browser, os } = Bowser.parse(userAgent)
  return { browser: known(browser.name, Bowser.BROWSER_MAP), system: known(os.name, Bowser.OS_MAP) }
}

/** Of others the name is whatever was sent. */
function known(name: string | undefined, names: Record<string, string>): string | undefined {
  return name !== undefined && Object.values(names).includes(name) ? name : undefined
}

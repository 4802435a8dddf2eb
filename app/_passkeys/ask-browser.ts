import type { PasskeyUse } from "@/domain/users/passkey-challenge"

/** Why no passkey answered. */
export type Unable = "none_here" | "not_given" | "there_already" | "failed"

/**
 * Asks the browser for a passkey, or to make one.
 * @returns what it says, as JSON for the server
 * @throws Error whose message is a reason of Unable
 */
export async function askBrowser(use: PasskeyUse): Promise<string> {
  if (!canAsk()) throw new Error("none_here" satisfies Unable)
  const asked = await fetch(`/api/passkeys/${use}`, { cache: "no-store" })
  if (!asked.ok) throw new Error("failed" satisfies Unable)
  const options = await asked.json()
  try {
    const given = await (use === "add" ? made(options) : signed(options))
    return JSON.stringify((given as PublicKeyCredential | null)?.toJSON())
  } catch (error) {
    throw new Error(reasonOf(error), { cause: error })
  }
}

/** Since 2025 in every browser (WebAuthn level 3); over https alone, but for localhost. */
function canAsk(): boolean {
  return typeof PublicKeyCredential !== "undefined" && "parseRequestOptionsFromJSON" in PublicKeyCredential
}

function made(options: PublicKeyCredentialCreationOptionsJSON) {
  return navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options) })
}

function signed(options: PublicKeyCredentialRequestOptionsJSON) {
  return navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options) })
}

function reasonOf(error: unknown): Unable {
  if (!(error instanceof DOMException)) return "failed"
  if (error.name === "InvalidStateError") return "there_already"
  // Cancelled, timed out, or none that fits: browsers do not say which.
  if (error.name === "NotAllowedError" || error.name === "AbortError") return "not_given"
  return error.name === "SecurityError" ? "none_here" : "failed"
}

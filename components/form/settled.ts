import { unstable_isUnrecognizedActionError as isFromBeforeRedeploy } from "next/navigation"
import type { FormState } from "./form-state"

/**
 * Why no answer came: the page is older than the server, the server could not be reached, would not look at so much, knows
 * no such thing (any more), or broke off.
 */
export type Unanswered = "outdated" | "offline" | "too_large" | "too_many_fields" | "gone" | "broken_off"

/** The answer to a form, or why none came. */
export type Settled = { state?: FormState; unanswered?: Unanswered }

/**
 * What came of sending a form.
 *
 * @throws the redirect of an action that went well; whatever else came instead of an answer must not replace the form
 */
export async function settled(answer: Promise<FormState>): Promise<Settled> {
  try {
    const state = await answer
    // A server that is not this portal's own, such as a proxy's page for an outage, answers no state.
    return state ? { state } : { unanswered: "broken_off" }
  } catch (error) {
    if (isFromBeforeRedeploy(error)) return { unanswered: "outdated" }
    // What fetch throws when there is no connection.
    if (error instanceof TypeError) return { unanswered: "offline" }
    const digest = error instanceof Error && "digest" in error ? String(error.digest) : ""
    if (digest.startsWith("NEXT_REDIRECT")) throw error
    return { unanswered: digest.startsWith("NEXT_HTTP_ERROR_FALLBACK") ? "gone" : "broken_off" }
  }
}

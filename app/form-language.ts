import "server-only"
import { AsyncLocalStorage } from "node:async_hooks"
import { drawnInField } from "@/components/form/form-state"
import { isLanguage, type Language } from "@/language/language"

// One for all bundles of this process: actions and the request's configuration may be built apart.
const shared = globalThis as { inkoopFormLanguage?: AsyncLocalStorage<Language | undefined> }
shared.inkoopFormLanguage ??= new AsyncLocalStorage()
const language = shared.inkoopFormLanguage

/**
 * Runs an action in the language its form was drawn in, whatever the reader has chosen since, in another tab say: a
 * quantity that was written 1,125 there is 1125 in another language. Within, that is the request's language, and the
 * actor's: numbers are read by it, and messages beside the fields agree with the labels on the page.
 */
export function inLanguageOf<T>(form: FormData, work: () => Promise<T>): Promise<T> {
  const drawnIn = form.get(drawnInField)
  return isLanguage(drawnIn) ? language.run(drawnIn, work) : work()
}

/** Runs in the language that the reader has chosen by now, within an action: for what is drawn anew. */
export function inLanguageOfNow<T>(work: () => Promise<T>): Promise<T> {
  return language.run(undefined, work)
}

/** The language of the form that is being answered; undefined outside an action, and for a form that does not say. */
export function formLanguage(): Language | undefined {
  return language.getStore()
}

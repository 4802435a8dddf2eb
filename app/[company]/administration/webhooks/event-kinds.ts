import { canBeTold } from "@/domain/webhooks/webhooks"
import { messages } from "@/messages"

/** Every kind that an event can have, by its noun: those that have a sentence in the history. */
export const eventNouns: { noun: string; kinds: string[] }[] = Object.entries<string | object>(messages.en.events)
  .map(([noun, sentences]) => ({
    noun,
    kinds: (typeof sentences === "string" ? [] : Object.keys(sentences))
      .map(verb => `${noun}.${verb}`)
      .filter(canBeTold),
  }))
  .filter(({ kinds }) => kinds.length > 0)

export const eventKinds = eventNouns.flatMap(({ kinds }) => kinds)

import type { EventTold } from "@/messages/event-sentence"
import { useEventSentence } from "./event-sentence"
import { Link } from "./link"
import { Log, type LogEntry, newestFirst } from "./log"

export type LoggedEvent = EventTold & { id: number; at: Date }

/**
 * What happened, day by day, in sentences.
 * @param addressOf where the record of an event can be seen; the sentence's number is then a link to it
 */
export function EventLog<Logged extends LoggedEvent>(props: {
  events: readonly Logged[]
  addressOf?: (event: Logged) => string | undefined
  /** What stands among them, such as comments. */
  among?: readonly LogEntry[]
}) {
  const sentence = useEventSentence()
  return (
    <Log
      entries={newestFirst(
        props.events.map(event => ({
          id: event.id,
          at: event.at,
          what: <Linked text={sentence(event)} address={props.addressOf?.(event)} />,
        })),
        props.among,
      )}
    />
  )
}

/** The sentence with the number that the address ends in made a link, where it names that number. */
function Linked({ text, address }: { text: string; address?: string }) {
  const no = address && decodeURIComponent(address.slice(address.lastIndexOf("/") + 1))
  const at = no ? placeOf(no, text) : -1
  if (!no || !address || at < 0) return text
  return (
    <>
      {text.slice(0, at)}
      <Link className="link no" href={address}>
        {no}
      </Link>
      {text.slice(at + no.length)}
    </>
  )
}

/** Where a number stands by itself, the last time; -1 where it does not: a "6" is none within "2026". */
function placeOf(no: string, text: string): number {
  const stands = (at: number) => !/[\p{L}\p{N}]/u.test(text.charAt(at - 1) + text.charAt(at + no.length))
  let at = text.lastIndexOf(no)
  while (at >= 0 && !stands(at)) at = at === 0 ? -1 : text.lastIndexOf(no, at - 1)
  return at
}

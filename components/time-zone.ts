import { useTimeZone } from "next-intl"

/** The time zone to show instants in: the given one, else that of the company in the address. */
export function useZone(given?: string): string {
  const company = useTimeZone()
  return given ?? company ?? "UTC"
}

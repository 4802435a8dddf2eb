/** Time zones by their IANA names, as the machine knows them. */
export function timeZones(): string[] {
  return Intl.supportedValuesOf("timeZone")
}

/** Whether the machine can tell the date there. */
export function isTimeZone(name: string): boolean {
  try {
    return name !== "" && Boolean(new Intl.DateTimeFormat(undefined, { timeZone: name }))
  } catch {
    return false
  }
}

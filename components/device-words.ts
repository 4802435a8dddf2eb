/** What a device is called in the reader's language: "Chrome on Windows". @param t of the namespace common.device */
export function deviceWords(
  { browser, system }: { browser?: string; system?: string },
  t: (key: "both" | "unknown", values?: { browser: string; system: string }) => string,
): string {
  if (browser && system) return t("both", { browser, system })
  return browser ?? system ?? t("unknown")
}

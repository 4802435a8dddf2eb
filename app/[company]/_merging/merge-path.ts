import type { MergedNoun } from "@/domain/merging/named"

const slugs = { vendor: "vendors", item: "items", customer: "customers" } as const satisfies Record<MergedNoun, string>

export const isMergedNoun = (noun: unknown): noun is MergedNoun =>
  typeof noun === "string" && Object.hasOwn(slugs, noun)

export const slugOf = (noun: MergedNoun) => slugs[noun]

export const cardPath = (company: string, noun: MergedNoun, no: string) =>
  `/${company}/${slugs[noun]}/${encodeURIComponent(no)}`

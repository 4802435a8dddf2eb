import { getTranslations } from "next-intl/server"
import { Count } from "@/components/amount"
import { Instant } from "@/components/date"
import { Facts } from "@/components/facts"
import type { ImportRead } from "@/domain/imports/read-import"

/** What an import is: what was chosen beside its file, who sent it, what was made of it. */
export async function ImportFacts({ read: { import: own, kind } }: { read: ImportRead }) {
  const [t, words] = [await getTranslations("imports"), await getTranslations(kind.words)]
  const chosen = kind.option ? own.options[kind.option.name] : undefined
  return (
    <Facts
      facts={[
        ...(own.rowsRead === null ? [] : [{ term: t("fact.read"), value: <Count value={own.rowsRead} /> }]),
        ...(chosen ? [{ term: words("option"), value: chosen }] : []),
        ...Object.entries(own.made).map(([name, count]) => ({
          term: t.has(`madeOf.${name}`) ? t(`madeOf.${name}`) : name,
          value: <Count value={count} />,
        })),
        { term: t("fact.requestedBy"), value: own.requestedByName },
        { term: t("fact.requested"), value: <Instant at={own.requestedAt} /> },
      ]}
    />
  )
}

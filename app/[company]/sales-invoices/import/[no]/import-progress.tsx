import { useTranslations } from "next-intl"
import { Progress } from "@/components/progress"
import { ReloadByHand } from "@/components/reload-by-hand"
import type { SalesImportRead } from "@/domain/sales-import/read-sales-import"

/** Milliseconds after which an import that says nothing is no longer at work: its worker has gone. */
const silence = 60_000

/** Whether a worker is busy with it. */
export function isAtWork({ import: { state }, progress }: SalesImportRead): boolean {
  return state === "queued" && progress !== null && Date.now() - progress.at.getTime() < silence
}

/** How far an unfinished import is: first the file is read, then invoices are made of its rows. */
export function ImportProgress({ read, address }: { read: SalesImportRead; address: string }) {
  const t = useTranslations("sales_import.progress")
  const { state, rowsRead } = read.import
  if (state !== "queued") return null
  const { progress } = read
  const kilobytes = (bytes: number) => Math.ceil(bytes / 1024)
  const bar = !progress ? (
    <Progress label={t("waiting")} hint={t("waitingHint")} />
  ) : rowsRead === null ? (
    <Progress
      label={t("reading")}
      done={kilobytes(progress.done)}
      total={kilobytes(progress.total)}
      hint={t("kilobytes")}
    />
  ) : (
    <Progress label={t("making")} done={progress.done} total={progress.total} hint={t("rows")} />
  )
  return (
    <>
      {bar}
      <ReloadByHand address={address} text={t("reload")} link={t("reloadLink")} />
    </>
  )
}

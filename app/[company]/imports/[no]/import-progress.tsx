import { useTranslations } from "next-intl"
import { Progress } from "@/components/progress"
import { ReloadByHand } from "@/components/reload-by-hand"
import type { ImportRead } from "@/domain/imports/read-import"

/** Milliseconds after which an import that says nothing is no longer at work: its worker has gone. */
const silence = 60_000

/** Whether a worker is busy with it. */
export function isAtWork({ import: { state }, progress }: ImportRead): boolean {
  return state === "queued" && progress !== null && Date.now() - progress.at.getTime() < silence
}

/** How far an unfinished import is. */
export function ImportProgress({ read, address }: { read: ImportRead; address: string }) {
  const t = useTranslations("imports.progress")
  const { state, task, rowsRead } = read.import
  if (state !== "queued") return null
  const { progress } = read
  const label = rowsRead === null ? t("reading") : t(task)
  return (
    <>
      {progress ? (
        <Progress label={label} done={progress.done} total={progress.total} hint={t("hint")} />
      ) : (
        <Progress label={t("waiting")} hint={t("hint")} />
      )}
      <ReloadByHand address={address} text={t("reload")} link={t("reloadLink")} />
    </>
  )
}

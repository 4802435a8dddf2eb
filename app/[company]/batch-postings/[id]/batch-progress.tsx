import { CircleCheck } from "lucide-react"
import { useTranslations } from "next-intl"
import { Notice } from "@/components/notice"
import { Progress } from "@/components/progress"
import type { BatchPostingRow } from "@/domain/batch-posting/list-batch-postings"

/** How far a batch is; once it has finished, what came of it, read aloud when it arrives. */
export function BatchProgress(props: { batch: BatchPostingRow; active: boolean; address: string }) {
  const { batch, active, address } = props
  const t = useTranslations("batch_posting")
  const { documentCount: count, posted, refused } = batch
  if (batch.state === "finished") {
    return refused === 0 ? (
      <Notice icon={CircleCheck} title={t("finished.allPosted", { count })} announce />
    ) : (
      <Notice tone="warning" title={t("finished.some", { count, posted, refused })} announce>
        {t("finished.someThen")}
      </Notice>
    )
  }
  const done = posted + refused
  return (
    <>
      {active || done > 0 ? (
        <Progress label={t("progress.posting")} done={done} total={count} hint={t("progress.hint")} />
      ) : (
        <Progress label={t("progress.waiting")} hint={t("progress.waitingHint")} />
      )}
      <noscript>
        <p className="soft">
          {t("reload")}{" "}
          <a className="link" href={address}>
            {t("reloadLink")}
          </a>
        </p>
      </noscript>
    </>
  )
}

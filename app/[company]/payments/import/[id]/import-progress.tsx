import { CircleCheck } from "lucide-react"
import { useTranslations } from "next-intl"
import { Notice } from "@/components/notice"
import { Progress } from "@/components/progress"
import type { PaymentImportHead } from "@/domain/payment-import/list-payment-imports"

/** How far an import is; once it has finished, what came of it, read aloud when it arrives. */
export function ImportProgress(props: { read: PaymentImportHead; active: boolean; address: string }) {
  const { read, active, address } = props
  const t = useTranslations("payment_import")
  const { rowCount: count, registered, refused } = read
  if (read.state === "finished") {
    return refused === 0 ? (
      <Notice icon={CircleCheck} title={t("finished.all", { count })} announce />
    ) : (
      <Notice tone="warning" title={t("finished.some", { count, registered, refused })} announce>
        {t("finished.someThen")}
      </Notice>
    )
  }
  const done = registered + refused
  return (
    <>
      {active || registered > 0 ? (
        <Progress label={t("progress.registering")} done={done} total={count} hint={t("progress.hint")} />
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

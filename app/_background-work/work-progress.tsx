import { useTranslations } from "next-intl"
import { CircleCheck } from "@/components/icons"
import { Notice } from "@/components/notice"
import { Progress } from "@/components/progress"
import { ReloadByHand } from "@/components/reload-by-hand"
import type { WorkHead } from "@/domain/background-work/list-work"

/** How far a work is; once it has finished, what came of it, read aloud when it arrives. */
export function WorkProgress(props: { work: WorkHead; active: boolean; address: string }) {
  const { active, address } = props
  const { kind, state, count, done, refused } = props.work
  const [t, of] = [useTranslations("background_work"), useTranslations(kind)]
  if (state === "finished") {
    return refused === 0 ? (
      <Notice icon={CircleCheck} title={of("finished.all", { count })} announce />
    ) : (
      <Notice tone="warning" title={of("finished.some", { count, done, refused })} announce>
        {of("finished.someThen")}
      </Notice>
    )
  }
  return (
    <>
      {/* What cannot even be read is refused before a worker begins. */}
      {active || done > 0 ? (
        <Progress label={of("working")} done={done + refused} total={count} hint={t("hint")} />
      ) : (
        <Progress label={t("waiting")} hint={t("waitingHint")} />
      )}
      <ReloadByHand address={address} text={t("reload")} link={t("reloadLink")} />
    </>
  )
}

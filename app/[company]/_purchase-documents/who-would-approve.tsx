import { useLocale, useTranslations } from "next-intl"
import { passedOverParams } from "@/app/[company]/_approvals/passed-over"
import type { ApprovalPreview } from "@/domain/purchase-approvals/preview-approval"
import type { Language } from "@/language/language"

/** Whom it would go to if it were sent now; where nobody is left, who could be given what they lack. To unfold. */
export function WhoWouldApprove({ preview }: { preview: ApprovalPreview }) {
  const t = useTranslations("approvals")
  const language = useLocale() as Language
  const { steps, passedOver, couldBeGiven, ruleName } = preview
  return (
    <details open={steps.length === 0}>
      <summary>{t("who")}</summary>
      {ruleName && <p className="hint">{t("byRule", { name: ruleName })}</p>}
      {steps.length > 0 ? (
        <ol>
          {steps.map(({ needed, people }, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the steps' order is what they are
            <li key={index}>
              {people.length > needed && <span className="hint">{t("anyOf", { needed })} </span>}
              {people.map(({ name, forName }) => (forName ? t("nameFor", { name, forName }) : name)).join(", ")}
            </li>
          ))}
        </ol>
      ) : (
        <>
          <p>{t("nobody")}</p>
          {couldBeGiven.length > 0 && (
            <ul>
              {couldBeGiven.slice(0, 10).map(({ userId, name, lacks }) => (
                <li key={userId}>{t(`lacks.${lacks}`, { name })}</li>
              ))}
            </ul>
          )}
        </>
      )}
      {passedOver.length > 0 && (
        <>
          <p className="hint">{t("passedOver")}</p>
          <ul>
            {passedOver.map(each => (
              <li key={`${each.userId} ${each.why}`}>{t(`why.${each.why}`, passedOverParams(each, language))}</li>
            ))}
          </ul>
        </>
      )}
    </details>
  )
}

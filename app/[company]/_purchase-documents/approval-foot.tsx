import { useTranslations } from "next-intl"
import { ApprovalDeed } from "./approval-deed"

type Props = Pick<Parameters<typeof ApprovalDeed>[0], "action" | "version"> & {
  /** Whether there is somebody to ask, and to hand it on to. */
  ask: boolean
  delegate: boolean
}

/**
 * On a narrow page, at its foot and under the thumb: what an approver does with a draft. What needs words or a person leads to where they
 * are given; a plain link, as that unfolds what it leads to without a script too.
 */
export function ApprovalFoot({ action, version, ask, delegate }: Props) {
  const t = useTranslations("approvals")
  return (
    <nav className="approval-foot" aria-label={t("title")}>
      <ApprovalDeed
        action={action}
        version={version}
        intent="approve"
        label={t("approve")}
        pending={t("approving")}
        primary
      />
      <a className="btn" href="#reject-reason">
        {t("reject")}
      </a>
      {ask && (
        <a className="btn" href="#ask-to">
          {t("ask.do")}
        </a>
      )}
      {delegate && (
        <a className="btn" href="#delegate-to">
          {t("delegate")}
        </a>
      )}
    </nav>
  )
}

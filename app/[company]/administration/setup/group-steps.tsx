import { getFormatter, getTranslations } from "next-intl/server"
import { addressWith } from "@/app/_lists/list-address"
import { Link } from "@/components/link"
import { Section } from "@/components/section"
import type { Actor } from "@/domain/access/actor"
import { type GroupStep, readGroupSteps } from "@/domain/setup/group-steps"
import { tablePath } from "./addresses"

/** Whom a group asks, step by step, in words: any two of these three. */
export async function GroupSteps({ actor, company, code }: { actor: Actor; company: string; code: string }) {
  const t = await getTranslations("setup.groupSteps")
  const format = await getFormatter()
  const steps = await readGroupSteps(actor, code)
  const sentence = ({ step, needed, names }: GroupStep) => {
    if (names.length < needed) return t("short", { step, needed, count: names.length })
    const way = names.length === 1 ? "one" : names.length === needed ? "all" : "any"
    return t("step", { step, who: t(way, { needed, names: format.list(names, { type: "unit" }) }) })
  }
  const adding = (step: number) =>
    addressWith(`${tablePath(company, "approval-group-members")}/new`, {}, { groupCode: code, step: String(step) })
  return (
    <Section title={t("title")}>
      {steps.length === 0 && <p className="soft">{t("none")}</p>}
      <ul className="directory">
        {steps.map(step => (
          <li key={step.step}>
            <span>{sentence(step)}</span>
            <Link className="link" href={adding(step.step)}>
              {t("addMember", { step: step.step })}
            </Link>
          </li>
        ))}
      </ul>
    </Section>
  )
}

import { getFormatter, getTranslations } from "next-intl/server"
import { parameter, type Search } from "@/app/_lists/list-address"
import { passedOverParams } from "@/app/[company]/_approvals/passed-over"
import { issueSentences } from "@/app/issue-sentences"
import { PlainSelectField } from "@/components/plain-select-field"
import { PlainTextField } from "@/components/plain-text-field"
import { Section } from "@/components/section"
import type { Actor } from "@/domain/access/actor"
import { type Issue, Refusal } from "@/domain/errors"
import { type ApproversFound, type Supposed, whoWouldApprove } from "@/domain/purchase-approvals/who-would-approve"
import { readNewSetup } from "@/domain/setup/read-setup"
import { approvalRuleSubjects } from "@/domain/setup/tables/approval-rules"
import type { Language } from "@/language/language"

const names = ["subject", "amount", "vendorNo", "requesterId", "accountNo"] as const

/** Asks the rules of the setup who would approve something, before anybody depends on them; the question stands in the address. */
export async function WhoWouldApproveForm({ actor, search }: { actor: Actor; search: Search }) {
  const [t, field] = [await getTranslations("setup.whoApproves"), await getTranslations("setup.field")]
  const asked = Object.fromEntries(names.map(name => [name, parameter(search, name)?.trim() ?? ""])) as Supposed
  const { choices } = await readNewSetup(actor, "approval-rules")
  const isAsked = names.some(name => asked[name] !== "")
  const words = await getTranslations("setup.choice.subject")
  const answer = isAsked ? await answerOf(actor, asked) : undefined
  const say = await issueSentences()
  const errorOf = (name: string) => {
    const issue = answer?.issues?.find(each => each.field === name)
    return issue && say(issue)
  }
  const blank = { value: "", label: "–" }
  return (
    <Section title={t("title")}>
      <p className="soft">{t("text")}</p>
      <form method="get" className="form" aria-label={t("title")}>
        <PlainSelectField
          name="subject"
          label={field("subject")}
          options={approvalRuleSubjects.map(value => ({ value, label: words(value) }))}
          defaultValue={asked.subject || approvalRuleSubjects[0]}
        />
        <PlainTextField
          name="amount"
          label={t("amount")}
          hint={t("amountHint")}
          inputMode="decimal"
          autoComplete="off"
          className="num"
          defaultValue={asked.amount}
          error={errorOf("amount")}
        />
        <PlainTextField
          name="vendorNo"
          label={field("vendorNo")}
          autoComplete="off"
          defaultValue={asked.vendorNo}
          error={errorOf("vendorNo")}
        />
        <PlainSelectField
          name="requesterId"
          label={field("requesterId")}
          options={[blank, ...(choices.requesterId ?? [])]}
          defaultValue={asked.requesterId}
          error={errorOf("requesterId")}
        />
        <PlainSelectField
          name="accountNo"
          label={field("accountNo")}
          hint={t("accountHint")}
          options={[blank, ...(choices.accountNo ?? [])]}
          defaultValue={asked.accountNo}
        />
        <div className="actions">
          <button type="submit" className="btn">
            {t("ask")}
          </button>
        </div>
      </form>
      {answer?.route && <Answer route={answer.route} language={actor.language} />}
    </Section>
  )
}

async function answerOf(actor: Actor, asked: Supposed): Promise<{ route?: ApproversFound; issues?: Issue[] }> {
  try {
    return { route: await whoWouldApprove(actor, asked) }
  } catch (error) {
    if (error instanceof Refusal) return { issues: error.issues }
    throw error
  }
}

async function Answer({ route, language }: { route: ApproversFound; language: Language }) {
  const t = await getTranslations("setup.whoApproves")
  const words = await getTranslations("setup")
  const format = await getFormatter()
  const list = (texts: string[]) => format.list(texts, { type: "unit" })
  const who = ({ needed, people }: ApproversFound["steps"][number]) => {
    const all = people.map(({ name, forName }) => (forName ? t("standingIn", { name, forName }) : name))
    const way = all.length === 1 ? "one" : all.length === needed ? "all" : "any"
    return words(`groupSteps.${way}`, { needed, names: list(all) })
  }
  return (
    <>
      <h3>{route.ruleName === null ? t("noRule") : t("byRule", { no: route.ruleNo ?? 0, name: route.ruleName })}</h3>
      {route.steps.length === 0 ? <p>{t("nobody")}</p> : null}
      {route.steps.length > 0 && (
        <ol>
          {route.steps.map((step, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a step is its place.
            <li key={index}>{who(step)}</li>
          ))}
        </ol>
      )}
      <ul className="soft">
        {route.couldBeGiven.map(({ userId, name, lacks }) => (
          <li key={`given ${userId}`}>{t(`lacks.${lacks}`, { name })}</li>
        ))}
        {route.passedOver.map(each => (
          <li key={`passed ${each.userId} ${each.why}`}>{t(`why.${each.why}`, passedOverParams(each, language))}</li>
        ))}
      </ul>
    </>
  )
}

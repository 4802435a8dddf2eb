import type { Metadata } from "next"
import { getTranslations } from "next-intl/server"
import { requireActorWith } from "@/app/actor"
import { Crumbs } from "@/components/crumbs"
import { DoneNotice } from "@/components/form/done-notice"
import { Form } from "@/components/form/form"
import { HiddenField } from "@/components/form/hidden-field"
import { TextField } from "@/components/form/text-field"
import { PageHead } from "@/components/page-head"
import { SubmitButton } from "@/components/submit-button"
import { readStartingNumbers, type StartingNumber, startControl } from "@/domain/setup/starting-numbers"
import { saveStart } from "./actions"
import { NextNumber } from "./next-number"

type Props = { params: Promise<{ company: string }> }

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("readiness.start"))("title") }
}

/** Where each number series goes on: for a company that has counted elsewhere before. */
export default async function StartingNumbersPage({ params }: Props) {
  const { actor, company } = await requireActorWith("company.administer", (await params).company)
  const series = await readStartingNumbers(actor)
  const [t, steps] = [await getTranslations("readiness"), await getTranslations("first_steps")]
  return (
    <>
      <Crumbs
        trail={[
          { label: steps("title"), href: `/${company.slug}/administration/first-steps` },
          { label: t("start.title") },
        ]}
      />
      <PageHead title={t("start.title")} subject={t("start.text")} />
      <Form action={saveStart.bind(null, company.slug)} label={t("start.title")} className="records">
        <DoneNotice>{t("start.saved")}</DoneNotice>
        {series.map(each => (
          <Series key={each.code} series={each} />
        ))}
        <div className="bar">
          <div className="actions">
            <SubmitButton pendingLabel={t("start.saving")}>{t("start.save")}</SubmitButton>
          </div>
        </div>
      </Form>
    </>
  )
}

async function Series({ series }: { series: StartingNumber }) {
  const { code, description, prefix, digits, lastNumber, next, version, isFixed } = series
  const t = await getTranslations("readiness.start")
  const names = { prefix: startControl(code, "prefix"), lastNumber: startControl(code, "lastNumber") }
  if (isFixed) {
    return (
      <fieldset>
        <legend>{description}</legend>
        <p className="soft">{t("fixed", { next })}</p>
      </fieldset>
    )
  }
  return (
    <fieldset>
      <legend>{description}</legend>
      <HiddenField name={startControl(code, "version")} value={version} />
      <div className="fields">
        <TextField name={names.prefix} label={t("prefix")} defaultValue={prefix} autoComplete="off" required />
        <TextField
          name={names.lastNumber}
          label={t("last")}
          defaultValue={String(lastNumber)}
          inputMode="numeric"
          autoComplete="off"
          className="num"
          required
        />
        <NextNumber names={names} digits={digits} stored={next} label={t("next")} />
      </div>
    </fieldset>
  )
}

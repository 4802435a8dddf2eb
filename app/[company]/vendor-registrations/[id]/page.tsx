import type { Metadata } from "next"
import { getTranslations } from "next-intl/server"
import { answerRegistration } from "@/app/[company]/vendor-registrations/actions"
import { RegistrationDocument } from "@/app/[company]/vendor-registrations/registration-document"
import { requireActorWith } from "@/app/actor"
import { ClientMessages } from "@/app/client-messages"
import { found } from "@/app/found"
import { Crumbs } from "@/components/crumbs"
import { Instant } from "@/components/date"
import { Facts } from "@/components/facts"
import { Form } from "@/components/form/form"
import { TextField } from "@/components/form/text-field"
import { Plus } from "@/components/icons"
import { Link } from "@/components/link"
import { Notice } from "@/components/notice"
import { PageHead } from "@/components/page-head"
import { Section } from "@/components/section"
import { SubmitButton } from "@/components/submit-button"
import { listVendorChoice, type VendorChoice } from "@/domain/vendors/list-vendor-choice"
import { readVendorRegistration, type VendorRegistration } from "@/domain/vendors/vendor-registrations"

type Props = {
  params: Promise<{ company: string; id: string }>
  searchParams: Promise<{ vendor?: string | string[] }>
}

/** Offered at most, the best first. */
const offers = 8

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("vendor_registrations"))("one") }
}

/** A vendor that somebody asked for: those that it may be, the form for a new one, and why it is not registered. */
export default async function VendorRegistrationPage({ params, searchParams }: Props) {
  const { company: slug, id: given } = await params
  const { actor, company } = await requireActorWith("master_data.edit", slug)
  const asked = await found(readVendorRegistration(actor, /^\d{1,15}$/u.test(given) ? Number(given) : 0))
  const { vendor } = await searchParams
  const made = typeof vendor === "string" && vendor !== "" ? vendor : null
  const t = await getTranslations("vendor_registrations")
  const list = `/${company.slug}/vendor-registrations`
  const { vendors } = await listVendorChoice(actor, { search: made ?? asked.name, limit: offers })
  return (
    <ClientMessages>
      <Crumbs trail={[{ label: t("title"), href: list }, { label: asked.name }]} />
      <PageHead title={t("heading", { name: asked.name })} />
      <Facts
        facts={[
          { term: t("askedBy"), value: asked.askedByName },
          { term: t("askedAt"), value: <Instant at={asked.askedAt} /> },
          { term: t("document"), value: <RegistrationDocument asked={asked} company={company.slug} /> },
        ]}
      />
      {asked.answeredAt ? (
        <Answered asked={asked} company={company.slug} />
      ) : (
        <Waiting asked={asked} company={company.slug} vendors={vendors} path={`${list}/${asked.id}`} />
      )}
    </ClientMessages>
  )
}

async function Answered({ asked, company }: { asked: VendorRegistration; company: string }) {
  const t = await getTranslations("vendor_registrations")
  const by = asked.answeredByName ?? ""
  if (asked.vendorNo === null) return <Notice>{t("declined", { by, reason: asked.reason })}</Notice>
  return (
    <Notice
      actions={
        <Link className="btn" href={`/${company}/vendors/${encodeURIComponent(asked.vendorNo)}`}>
          {t("card")}
        </Link>
      }
    >
      {t("answered", { by, no: asked.vendorNo })}
    </Notice>
  )
}

type WaitingProps = { asked: VendorRegistration; company: string; vendors: VendorChoice[]; path: string }

async function Waiting({ asked, company, vendors, path }: WaitingProps) {
  const t = await getTranslations("vendor_registrations")
  const register = new URLSearchParams({ returnTo: path, name: asked.name })
  const action = answerRegistration.bind(null, company, asked.id)
  return (
    <>
      <Section title={t("offers")}>
        {vendors.length === 0 && <p className="hint">{t("noOffers")}</p>}
        {vendors.length > 0 && (
          <Form action={action} label={t("offers")} holdsWork={false}>
            <ul>
              {vendors.map(({ no, name, city, selectable }) => (
                <li key={no}>
                  <strong>{name}</strong>, {[no, city].filter(Boolean).join(", ")}{" "}
                  {selectable ? (
                    <SubmitButton className="btn" name="vendorNo" value={no} pendingLabel={t("answering")}>
                      {t("use")}
                    </SubmitButton>
                  ) : (
                    t("blocked")
                  )}
                </li>
              ))}
            </ul>
          </Form>
        )}
        <p>
          <Link className="btn" href={`/${company}/vendors/new?${register}`}>
            <Plus className="icon" aria-hidden="true" />
            {t("register")}
          </Link>
        </p>
      </Section>
      <Section title={t("decline")}>
        <Form action={action} label={t("decline")}>
          <div className="fields">
            <TextField name="reason" label={t("reason")} width="wide" autoComplete="off" required />
          </div>
          <div className="actions">
            <SubmitButton className="btn" pendingLabel={t("answering")}>
              {t("decline")}
            </SubmitButton>
          </div>
        </Form>
      </Section>
    </>
  )
}

import { getTranslations } from "next-intl/server"
import type { ReactNode } from "react"
import { ClientMessages } from "@/app/client-messages"
import { Form } from "@/components/form/form"
import type { FormAction } from "@/components/form/form-state"
import { VersionField } from "@/components/form/version-field"
import { Link } from "@/components/link"
import { SubmitButton } from "@/components/submit-button"
import type { CardRead } from "@/domain/records/cards"
import { controlOf, type RecordField, scopeOf } from "@/domain/records/definition"
import { CardKeys } from "./card-keys"
import { CardTopic } from "./card-topic"
import { MergedFields } from "./merged-fields"
import { RecordControl } from "./record-control"
import { SimilarOfCard } from "./similar-of-card"

type Props = {
  read: CardRead
  action: FormAction
  label: string
  /** Where one goes without saving. */
  back: string
  /** What the button says; absent: Save. */
  saves?: { label: string; pending: string }
  /** What is chosen before the fields. */
  first?: ReactNode
  /** Further controls, after those that stand open. */
  children?: ReactNode
  /** What shows cards that this one may be, where it does more than lead to them. */
  similar?: ReactNode
}

/**
 * The form of a card, made from its definition: what is needed stands open, the rest folds away by topic. A key that is given
 * by a series cannot be typed.
 */
export async function CardForm({ read, action, label, back, saves, first, children, similar }: Props) {
  const { definition, version } = read
  const t = await getTranslations("setup")
  const own = await getTranslations(scopeOf(definition) as "setup")
  // A number is typed once.
  const typesKey = read.isNew && read.typesNumber === true
  const fields = definition.fields.filter(({ name }) => typesKey || !definition.keys.includes(name))
  const topics = [...new Set(fields.flatMap(({ topic }) => topic ?? []))]
  const controlsOf = (some: readonly RecordField[]) =>
    some.map(field => (
      <RecordControl
        key={field.name}
        definition={definition}
        field={field}
        value={read.values[field.name] ?? ""}
        choices={read.choices[field.name]}
        inherited={read.inherited[field.name]}
      />
    ))
  return (
    // Its own messages and language: those of the frame may be older than the fields.
    <ClientMessages namespaces={["documents"]}>
      <Form action={action} label={label}>
        {/* Enter in a field presses the first button: it must be the one that saves. */}
        <button className="hidden" type="submit" tabIndex={-1} aria-hidden="true" />
        <CardKeys />
        <VersionField value={version} />
        <MergedFields>
          {first}
          {controlsOf(fields.filter(({ topic }) => topic === undefined))}
          {children}
          {definition.card.similar && (
            <ClientMessages namespaces={[scopeOf(definition) as "vendors"]}>
              {similar ?? <SimilarOfCard slug={definition.slug} />}
            </ClientMessages>
          )}
        </MergedFields>
        {topics.map(topic => {
          const folded = fields.filter(field => field.topic === topic)
          return (
            <CardTopic
              key={topic}
              title={own(`topic.${topic}`)}
              controls={folded.map(({ name }) => controlOf(definition, name))}
            >
              <MergedFields>{controlsOf(folded)}</MergedFields>
            </CardTopic>
          )
        })}
        <div className="bar">
          <div className="actions">
            <Link className="btn" href={back}>
              {t("cancel")}
            </Link>
            <SubmitButton pendingLabel={saves?.pending ?? t("saving")}>{saves?.label ?? t("save")}</SubmitButton>
          </div>
        </div>
      </Form>
    </ClientMessages>
  )
}

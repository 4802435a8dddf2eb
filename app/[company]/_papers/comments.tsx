import { getTranslations } from "next-intl/server"
import type { ReactNode } from "react"
import { Form } from "@/components/form/form"
import { SelectField } from "@/components/form/select-field"
import { TextArea } from "@/components/form/text-area"
import type { LogEntry } from "@/components/log"
import { SubmitButton } from "@/components/submit-button"
import type { Actor } from "@/domain/access/actor"
import type { MentionedPerson } from "@/domain/comments/mentions"
import { type Comment, readComments } from "@/domain/comments/read-comments"
import { LONGEST_COMMENT } from "@/domain/comments/write-comment"
import { writeOn } from "./comment-actions"
import { CommentText } from "./comment-text"
import type { PapersAt } from "./papers-at"

/** Names that the hint lists: more are found by typing them. */
const NAMED_AT_MOST = 12

/**
 * What colleagues wrote on a document, to stand in its history, and the form that writes. Read once a page: what it shows is seen by that.
 */
export async function commentsOf(
  actor: Actor,
  company: string,
  at: PapersAt,
): Promise<{ entries: LogEntry[]; form: ReactNode }> {
  const { comments, people } = await readComments(actor, at.subject)
  const others = people.filter(({ id }) => id !== actor.userId)
  return {
    entries: comments.map(comment => entryOf(comment, company, at)),
    form: <WriteForm company={company} at={at} people={others} />,
  }
}

function entryOf(comment: Comment, company: string, at: PapersAt): LogEntry {
  return {
    id: `comment-${comment.id}`,
    at: comment.writtenAt,
    what: <CommentText comment={comment} company={company} at={at} />,
  }
}

type FormProps = { company: string; at: PapersAt; people: readonly MentionedPerson[] }

async function WriteForm({ company, at, people }: FormProps) {
  const t = await getTranslations("comments")
  const names = people
    .slice(0, NAMED_AT_MOST)
    .map(({ name }) => name)
    .join(", ")
  return (
    <Form
      action={writeOn.bind(null, company, at.folder, at.subject.no)}
      className="form"
      label={t("write")}
      clearWhenDone
    >
      <TextArea
        name="body"
        label={t("body")}
        hint={people.length > 0 ? t("bodyHint", { names }) : undefined}
        rows={2}
        maxLength={LONGEST_COMMENT}
        required
      />
      <SelectField
        name="assignedTo"
        label={t("assign")}
        options={[
          { value: "", label: t("nobody") },
          ...people.map(({ id, name }) => ({ value: String(id), label: name })),
        ]}
      />
      <div className="actions">
        <SubmitButton className="btn" pendingLabel={t("writing")}>
          {t("write")}
        </SubmitButton>
      </div>
    </Form>
  )
}

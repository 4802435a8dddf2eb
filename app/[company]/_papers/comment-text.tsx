import { useTranslations } from "next-intl"
import { Form } from "@/components/form/form"
import { HiddenField } from "@/components/form/hidden-field"
import { TextArea } from "@/components/form/text-area"
import { SubmitButton } from "@/components/submit-button"
import type { Comment } from "@/domain/comments/read-comments"
import { changeOn } from "./comment-actions"
import type { PapersAt } from "./papers-at"

type Props = { comment: Comment; company: string; at: PapersAt }

/** A comment as it stands in the history: who wrote it, its words, whose task it is, and what the reader may do with it. */
export function CommentText({ comment, company, at }: Props) {
  const t = useTranslations("comments")
  const { id, writtenByName, struckAt, editedAt, isNew, mayEdit, mayStrike } = comment
  return (
    <span className="comment">
      <strong>{writtenByName}</strong>
      {isNew && <span className="says new">{t("new")}</span>}
      {editedAt && !struckAt && <span className="hint"> ({t("edited")})</span>}
      <span className="comment-body">{struckAt ? <s>{words(comment)}</s> : words(comment)}</span>
      <Task comment={comment} company={company} at={at} />
      {(mayEdit || mayStrike) && (
        <details className="ask">
          <summary>{mayEdit ? t("edit") : t("strike")}</summary>
          <Form
            action={changeOn.bind(null, company, at.folder, at.subject.no, id)}
            holdsWork={mayEdit}
            label={t("edit")}
          >
            {mayEdit && (
              <TextArea
                name="body"
                id={`body-${id}`}
                label={t("body")}
                rows={2}
                defaultValue={comment.parts.map(({ text }) => text).join("")}
              />
            )}
            <div className="actions">
              {mayEdit && (
                <SubmitButton className="btn" name="intent" value="edit" pendingLabel={t("saving")}>
                  {t("save")}
                </SubmitButton>
              )}
              <SubmitButton className="btn" name="intent" value="strike" pendingLabel={t("striking")}>
                {t("strike")}
              </SubmitButton>
            </div>
          </Form>
        </details>
      )}
    </span>
  )
}

function words({ id, parts }: Comment) {
  // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a text are told apart by their place alone
  return parts.map(({ text, isName }, at) => (isName ? <b key={`${id} ${at}`}>{text}</b> : text))
}

function Task({ comment, company, at }: Props) {
  const t = useTranslations("comments")
  const { id, assignedName, doneAt, doneByName, mayTick } = comment
  if (assignedName === null) return null
  return (
    <span className="comment-task">
      {doneAt ? t("taskDone", { name: assignedName, by: doneByName }) : t("task", { name: assignedName })}
      {mayTick && (
        <Form
          action={changeOn.bind(null, company, at.folder, at.subject.no, id)}
          holdsWork={false}
          label={t("task", { name: assignedName })}
        >
          <HiddenField name="done" value={doneAt ? "" : "yes"} />
          <SubmitButton className="btn" name="intent" value="tick" pendingLabel={t("ticking")}>
            {doneAt ? t("undone") : t("done")}
          </SubmitButton>
        </Form>
      )}
    </span>
  )
}

import type { Actor } from "@/domain/access/actor"

/** Whom a question that an approver left open concerns, by user id. */
export type QuestionParties = { askedOf: number | null; approverId: number; sentBy: number; requestedBy: number }

/** Whether a question is the actor's to answer: whom it was put to, who asked for or sent the draft, or who asked it and knows by now. */
export function mayAnswerQuestion(
  { userId }: Pick<Actor, "userId">,
  { askedOf, approverId, sentBy, requestedBy }: QuestionParties,
): boolean {
  return [askedOf, approverId, sentBy, requestedBy].includes(userId)
}

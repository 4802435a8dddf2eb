import { useTranslations } from "next-intl"
import type { ReactNode } from "react"
import {
  Ban,
  CheckCheck,
  Circle,
  CircleCheck,
  CircleDashed,
  CircleSlash,
  ClockAlert,
  Eye,
  type Icon,
  Loader,
  Mail,
  OctagonAlert,
  Undo2,
} from "./icons"

type Shape = { icon: Icon; tone: "" | "busy" | "done" | "wait" | "failed" }

/** The shape of every state, as docs/look.md lists them; the tone only repeats what shape and word say. */
export const shapes = {
  queued: { icon: CircleDashed, tone: "busy" },
  in_process: { icon: Loader, tone: "busy" },
  ready: { icon: CircleCheck, tone: "done" },
  failed: { icon: OctagonAlert, tone: "failed" },
  cancelled: { icon: CircleSlash, tone: "" },
  finished: { icon: CircleCheck, tone: "done" },
  ready_for_review: { icon: Eye, tone: "wait" },
  reviewed: { icon: CheckCheck, tone: "done" },
  sent_back: { icon: Undo2, tone: "wait" },
  pending_approval: { icon: Eye, tone: "wait" },
  approved: { icon: CheckCheck, tone: "done" },
  rejected: { icon: Undo2, tone: "wait" },
  voided: { icon: CircleSlash, tone: "" },
  open: { icon: Circle, tone: "" },
  overdue: { icon: ClockAlert, tone: "wait" },
  paid: { icon: CircleCheck, tone: "done" },
  closed: { icon: CircleCheck, tone: "done" },
  blocked: { icon: Ban, tone: "" },
  unproven: { icon: CircleDashed, tone: "wait" },
  active: { icon: CircleCheck, tone: "done" },
  invited: { icon: Mail, tone: "wait" },
  disabled: { icon: CircleSlash, tone: "" },
} as const satisfies Record<string, Shape>

export type StateName = keyof typeof shapes

/** A state: its shape and its word. `children` replaces the word where the place says more ("Blocked (All)"). */
export function State({ name, children }: { name: StateName; children?: ReactNode }) {
  const t = useTranslations("common.state")
  const { icon: Icon, tone } = shapes[name]
  return (
    <span className={tone ? `state ${tone}` : "state"}>
      <Icon className="icon" aria-hidden="true" />
      {children ?? t(name)}
    </span>
  )
}

import { DeadEnd } from "@/app/dead-end"

export default function ForbiddenPage() {
  return <DeadEnd because="forbidden" />
}

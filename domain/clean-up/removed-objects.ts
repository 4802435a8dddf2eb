import { scheduledKind } from "@/domain/background-work/scheduled-kind"
import { removeObjects } from "@/domain/object-store/remove-objects"

/** Removes objects of files that are gone, where files are kept in a store of objects. Hourly: who removes a file wants it gone. */
export const cleanUpObjects = scheduledKind({
  name: "clean_up_objects",
  schedule: { cron: "25 * * * *", timeZone: "Europe/Amsterdam" },
  perform: removeObjects,
})

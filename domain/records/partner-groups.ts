import type { purchasesSetup } from "@/db/schema"
import { regionOf } from "@/domain/countries/region"

type Defaults = Pick<
  typeof purchasesSetup.$inferSelect,
  | "domesticGenBusPostingGroup"
  | "domesticVatBusPostingGroup"
  | "euGenBusPostingGroup"
  | "euVatBusPostingGroup"
  | "foreignGenBusPostingGroup"
  | "foreignVatBusPostingGroup"
>

/**
 * The business posting groups that a new partner starts with, by where it is.
 * @param country and `home`, the company's own: ISO 3166-1 alpha-2
 */
export function partnerGroupsOf(setup: Defaults, country: string, home: string) {
  const groups = {
    home: [setup.domesticGenBusPostingGroup, setup.domesticVatBusPostingGroup],
    eu: [setup.euGenBusPostingGroup, setup.euVatBusPostingGroup],
    elsewhere: [setup.foreignGenBusPostingGroup, setup.foreignVatBusPostingGroup],
  } as const
  const [genBusPostingGroup, vatBusPostingGroup] = groups[regionOf(country, home)]
  return { genBusPostingGroup, vatBusPostingGroup }
}

import type { NewCompany } from "@/domain/companies/company-details"

/** Its label is that of Company Information. */
export const companyControl = (field: keyof NewCompany) => `setup.${field}`

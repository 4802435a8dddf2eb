/** Id of the form that the boxes of the list belong to; the list holds forms of its own and cannot be inside. */
export const manyForm = "approve-many"

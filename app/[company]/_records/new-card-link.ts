/** Marks the link to the form of a new card, which Alt and N follow. */
export const newCardLink = { "data-new-card": "" }

/** The id of an incident's row in the page, for focus. */
export const rowId = (incident: string) => `row-${incident}`;

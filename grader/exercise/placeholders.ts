/** What an author's sentence may name and a result fills in. */
export const placeholderNames = ['measured', 'expected', 'layer'] as const
export type PlaceholderName = (typeof placeholderNames)[number]

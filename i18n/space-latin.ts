/**
 * Chinese with a space between Chinese characters and the Latin or Greek words beside them: for sentences whose parts may be either, such
 * as names of axes. Other languages have none of these characters and stay as they are.
 */
export function spaceLatin(text: string): string {
  return text
    .replaceAll(/(?<=\p{Script=Han})(?=[A-Za-z0-9\p{Script=Greek}])/gu, ' ')
    .replaceAll(/(?<=[A-Za-z0-9\p{Script=Greek}])(?=\p{Script=Han})/gu, ' ')
}

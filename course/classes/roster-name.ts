/** The class's name for a person where it says more than their own. @returns null where there is none, or it is the same */
export function otherNameOf({ name, rosterName }: { name: string; rosterName: string | null }): string | null {
  return rosterName === name ? null : rosterName
}

'use client'
/**
 * An author's sentence may speak of {measured}, {expected} and {layer}. It is rendered before they are known, on the
 * server; these stand in its place and take their values from whoever shows it.
 */
import { createContext, useContext } from 'react'
import type { PlaceholderName } from '../../grader/exercise/placeholders.ts'

export type PlaceholderValues = Partial<Record<PlaceholderName, string>>

export const PlaceholderContext = createContext<PlaceholderValues>({})

/** What is not known yet stays open, as an empty cell does in a table. Dots would run into the sentence's full stop. */
export function Placeholder({ name }: { name: PlaceholderName }) {
  return <>{useContext(PlaceholderContext)[name] ?? '–'}</>
}

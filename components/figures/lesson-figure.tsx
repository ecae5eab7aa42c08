'use client'

import { useLocale, useTranslations } from 'next-intl'
import type { Messages } from 'next-intl'
import type { ReactNode } from 'react'
import { significant } from '../chart/number-format.ts'
import { FigureFrame } from './figure-frame.tsx'

type Texts = Messages['figures']
/** Figures that say one sentence, whatever they show. */
type Name = {
  [Key in keyof Texts]: Texts[Key] extends { title: string; sentence: string; note: string } ? Key : never
}[keyof Texts]

/** How tags of messages are drawn. */
export const tags = {
  b: (chunks: ReactNode) => <b>{chunks}</b>,
  sub: (chunks: ReactNode) => <sub>{chunks}</sub>,
}
/** The same where only text may stand. */
export const plainTags = { b: (chunks: string) => chunks, sub: (chunks: string) => chunks }

/** A figure whose title, sentence and note stand under its name in messages/…/figures.json. */
export function LessonFigure(props: {
  name: Name
  /** What the sentence is made of. */
  words: Record<string, string | number>
  /** How many lines the sentence may take on a wide and on a narrow screen. */
  lines: [number, number]
  table?: ReactNode
  children: ReactNode
}) {
  const { name, words, ...frame } = props
  const t = useTranslations('figures')
  return (
    <FigureFrame
      id={name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}
      title={t(`${name}.title`)}
      sentence={t.rich(`${name}.sentence`, { ...words, ...tags })}
      spoken={t.markup(`${name}.sentence`, { ...words, ...plainTags })}
      note={t.rich(`${name}.note`, tags)}
      {...frame}
    />
  )
}

/** Writes numbers in the reader's language. */
export function useSignificant(digits = 3): (value: number) => string {
  const locale = useLocale()
  return (value) => significant(locale, value, digits)
}

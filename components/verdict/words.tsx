'use client'
/** Codes of the grader, put into words. The grader speaks codes and numbers alone; both languages live in messages/. */
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import type { Expectation, Measured, Note, Problem } from '../../grader/judge/verdict.ts'
import { paramsOfProblem, textOfProblem } from './problem-codes.ts'
import { toleranceOf } from '../../grader/judge/meets.ts'
import { isNumberLike } from '../../grader/judge/tagged-number.ts'
import { digitsFor, formatLimit, formatMeasured, formatNumber } from './format-number.ts'

const mono = (chunks: ReactNode) => <code className="rounded-xs bg-sunk px-1 font-mono text-[0.92em]">{chunks}</code>

/** Says what happened, in the learner's language; with the line as a link when it can be shown. */
export function ProblemText({
  problem,
  onLine,
}: {
  problem: Problem
  onLine?: ((line: number, column: number) => void) | undefined
}) {
  const t = useTranslations('problems')
  const words = useTranslations('verdict')
  const { line, column } = problem
  return (
    <span>
      {t.rich(textOfProblem(problem), { ...paramsOfProblem(problem), mono })}
      {line === null ? null : (
        <>
          {' '}
          <LineLink line={line} column={column ?? 1} onLine={onLine} label={words('check.line', { line })} />
        </>
      )}
    </span>
  )
}

export function NoteText({ note }: { note: Note }) {
  const t = useTranslations('problems')
  return <span>{t.rich(textOfProblem(note), { ...paramsOfProblem(note), mono })}</span>
}

/** Jumps to a line of the code; plain text where there is nothing to jump to. */
export function LineLink(props: {
  line: number
  column: number
  label: string
  onLine?: ((line: number, column: number) => void) | undefined
}) {
  const { line, column, label, onLine } = props
  if (!onLine) return <span className="whitespace-nowrap">({label})</span>
  return (
    <button
      type="button"
      className="cursor-pointer whitespace-nowrap text-accent underline decoration-1 underline-offset-3"
      onClick={() => onLine(line, column)}
    >
      {label}
    </button>
  )
}

/** @returns a function that says an expectation in words, without "expected" before it */
export function useExpectation(): (expected: Expectation) => string {
  const t = useTranslations('expectations')
  return (expected) => {
    switch (expected.verb) {
      case 'near': {
        const tolerance = toleranceOf(expected)
        const value = formatNumber(expected.value, digitsFor(expected))
        return tolerance > 0 ? t('near', { value, tolerance: formatNumber(tolerance) }) : t('exactly', { value })
      }
      case 'within':
        return t('within', { low: formatLimit(expected.low), high: formatLimit(expected.high) })
      case 'at-most':
      case 'at-least':
        return t(expected.verb, { limit: formatLimit(expected.limit) })
      case 'equal':
        return t('equal', { value: measuredText(expected.value, null) })
      default:
        return t(expected.verb)
    }
  }
}

/** What was measured, with the digits that the comparison needs. */
export function measuredText(measured: Measured, expected: Expectation | null): string {
  return isNumberLike(measured) ? formatMeasured(measured, expected) : measured
}

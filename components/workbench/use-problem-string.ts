'use client'
import { useTranslations } from 'next-intl'
import { useCallback } from 'react'
import type { Problem } from '../../grader/judge/verdict.ts'
import { paramsOfProblem, textOfProblem } from '../verdict/problem-codes.ts'

/** @returns a function that says a problem as plain text, for places that take no markup */
export function useProblemString(): (problem: Problem) => string {
  const t = useTranslations('problems')
  return useCallback(
    (problem) => t.markup(textOfProblem(problem), { ...paramsOfProblem(problem), mono: (chunks) => chunks }),
    [t],
  )
}

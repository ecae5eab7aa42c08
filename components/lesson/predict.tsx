import { Children, isValidElement } from 'react'
import type { ReactElement, ReactNode } from 'react'
import { readQuestion } from '../predictions/prediction.ts'
import type { QuestionText } from '../predictions/prediction.ts'
import { PredictionForm } from './prediction-form.tsx'

interface PredictProps extends QuestionText {
  /** Its own in the lesson, and the same in both languages: what a reader predicted is kept under it. */
  id: string
  question: ReactNode
  /** What the positions of a curve are: "layer". */
  along?: string
  unit?: string
  children?: ReactNode
}

interface ChoiceProps {
  /** Marks what a run has shown. */
  measured?: boolean
  children?: ReactNode
}

/**
 * A prediction that a reader commits before the measured value is shown: a number on a slider, a curve over positions x, or
 * one of a few choices. What else stands in it explains the measured value. Without JavaScript both can be opened.
 *
 *     <Predict id="thirty-layers" question="…" from="1e-6" to="1" scale="log" measured="3.05e-5">why</Predict>
 *     <Predict id="profile" question="…" x="1 10 30" along="layer" from="1e-6" to="1" scale="log" measured="3e-5 1e-3 1">why</Predict>
 *     <Predict id="first" question="…"><Choice>one</Choice> <Choice measured>another</Choice> why</Predict>
 */
export function Predict({ id, question: prompt, along, unit, children, ...text }: PredictProps) {
  const parts = Children.toArray(children)
  const choices = parts.filter(isChoice)
  const measured = choices.findIndex((choice) => choice.props.measured === true)
  if (choices.length > 0 && measured < 0) throw new Error(`prediction ${id}: no choice is marked as measured`)
  return (
    <PredictionForm
      id={id}
      prompt={prompt}
      question={choices.length > 0 ? { kind: 'choice', count: choices.length, measured } : readQuestion(text)}
      choices={choices.map((choice) => choice.props.children)}
      along={along}
      unit={unit}
      explanation={parts.filter((part) => !isChoice(part))}
    />
  )
}

/** One choice of a Predict, which reads it. */
export function Choice({ children }: ChoiceProps) {
  return <>{children}</>
}

function isChoice(node: ReactNode): node is ReactElement<ChoiceProps> {
  return isValidElement(node) && node.type === Choice
}

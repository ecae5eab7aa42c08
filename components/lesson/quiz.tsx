import { useTranslations } from 'next-intl'
import { Children, isValidElement, useId } from 'react'
import type { ReactElement, ReactNode } from 'react'
import styles from './lesson.module.css'

interface AnswerProps {
  /** Marks the answer that is right. */
  right?: boolean
  children?: ReactNode
}

/**
 * A question with answers to choose from; each answer explains itself when it is chosen. Radio buttons and CSS do
 * it, so it works before and without JavaScript, and adds none to the page.
 *
 *     <Quiz question="…">
 *     <Answer right>the answer <Why>why it is right</Why></Answer>
 *     </Quiz>
 */
export function Quiz({ question, children }: { question: ReactNode; children: ReactNode }) {
  const t = useTranslations('figures.quiz')
  const name = useId()
  const answers = Children.toArray(children).filter(isAnswer)
  return (
    <fieldset className={styles.quiz}>
      <legend>
        <span className={styles.kicker}>{t('label')}</span>
        {question}
      </legend>
      {answers.map((answer, i) => {
        const parts = Children.toArray(answer.props.children)
        const right = answer.props.right === true
        return (
          <div key={i} className={styles.answer}>
            <label>
              <input type="radio" name={name} value={i} aria-describedby={`${name}-${i}`} />
              <span>{parts.filter((part) => !isWhy(part))}</span>
            </label>
            <div aria-live="polite">
              <div className={`${styles.why} ${right ? styles.isRight : styles.isWrong}`} id={`${name}-${i}`}>
                <b>{right ? t('right') : t('wrong')}</b> {parts.filter(isWhy)}
              </div>
            </div>
          </div>
        )
      })}
    </fieldset>
  )
}

/** One answer of a Quiz, which reads it. */
export function Answer({ children }: AnswerProps) {
  return <>{children}</>
}

/** What an Answer explains when it is chosen. */
export function Why({ children }: { children?: ReactNode }) {
  return <>{children}</>
}

function isAnswer(node: ReactNode): node is ReactElement<AnswerProps> {
  return isValidElement(node) && node.type === Answer
}

function isWhy(node: ReactNode): boolean {
  return isValidElement(node) && node.type === Why
}

'use client'
import { useTranslations } from 'next-intl'
import { useId, useState, type ComponentProps, type KeyboardEvent } from 'react'

import { commentLimit } from '@/course/submissions/comment.ts'

import { FormMessage } from '../form/field.tsx'
import { Form, useFieldMarks } from '../form/form.tsx'
import { useKeyNames } from '../ui/use-key-names.ts'

/** Plain text with line breaks. The keys that submit code send it, Escape leaves it while nothing is typed. */
export function CommentForm(props: {
  label: string
  initial: string
  words: { send: string; sending: string }
  pending: boolean
  failure: string | null
  onSend: (text: string) => void
  onClose: () => void
}) {
  const { label, initial, words, pending, failure, onSend, onClose } = props
  const t = useTranslations('review.comment')
  const id = useId()
  const [text, setText] = useState(initial)
  const keys = useKeyNames()
  const ready = text.trim() !== '' && !pending
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && ready) {
      event.preventDefault()
      onSend(text)
    } else if (event.key === 'Escape' && text.trim() === initial.trim()) {
      onClose()
    }
  }
  return (
    <Form
      failed={failure === null ? [] : ['text']}
      className="mt-3 max-w-2xl"
      onSubmit={(event) => {
        event.preventDefault()
        if (ready) onSend(text)
      }}
    >
      <label htmlFor={id} className="mb-1 block text-sm font-medium">
        {label}
      </label>
      <CommentField
        id={id}
        name="text"
        className="field min-h-20 resize-y"
        rows={3}
        maxLength={commentLimit}
        autoFocus
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        onKeyDown={onKeyDown}
      />
      <div className="mt-2 flex flex-wrap items-center gap-2">
        <button type="submit" className="btn btn-primary" disabled={!ready}>
          {pending ? words.sending : words.send}
        </button>
        <button type="button" className="btn btn-quiet" onClick={onClose}>
          {t('cancel')}
        </button>
        <span className="text-sm text-soft max-sm:hidden">{t('keys', { keys: keys.run })}</span>
      </div>
      <FormMessage text={failure} />
    </Form>
  )
}

/** Within the form, which knows whether it failed. */
function CommentField(props: ComponentProps<'textarea'>) {
  return <textarea {...useFieldMarks('text')} {...props} />
}

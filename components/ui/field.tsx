import type { InputHTMLAttributes, ReactNode } from 'react'

/** A labelled input with an optional hint. */
export function Field(props: { label: string; hint?: ReactNode } & InputHTMLAttributes<HTMLInputElement>) {
  const { label, hint, name, id = `field-${name}`, ...input } = props
  return (
    <div>
      <label htmlFor={id} className="mb-1 block text-sm font-medium">
        {label}
      </label>
      <input id={id} name={name} className="field" aria-describedby={hint ? `${id}-hint` : undefined} {...input} />
      {hint ? (
        <p id={`${id}-hint`} className="mt-1 text-sm text-soft">
          {hint}
        </p>
      ) : null}
    </div>
  )
}

/** What a form has to say: always in the page, so that a screen reader hears it when it is filled. */
export function FormMessage({ text, tone = 'bad' }: { text: string | null; tone?: 'bad' | 'good' }) {
  return (
    <p role={tone === 'bad' ? 'alert' : 'status'} className={tone === 'bad' ? 'text-sm text-bad' : 'text-sm text-good'}>
      {text}
    </p>
  )
}

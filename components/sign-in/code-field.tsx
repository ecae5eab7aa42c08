import { Field } from '../form/field.tsx'

/** For a code of the app, which phones offer to fill in, or a recovery code. */
export function CodeField({ label, hint, autoFocus }: { label: string; hint: string; autoFocus?: boolean }) {
  return (
    <Field
      label={label}
      hint={hint}
      name="code"
      autoComplete="one-time-code"
      autoCapitalize="none"
      spellCheck={false}
      required
      maxLength={60}
      autoFocus={autoFocus ?? false}
    />
  )
}

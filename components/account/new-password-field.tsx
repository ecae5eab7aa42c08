import { Field } from '../ui/field.tsx'

/** As long as server/passwords.ts asks for. */
export function NewPasswordField({ label, hint, name }: { label: string; hint: string; name: string }) {
  return (
    <Field
      label={label}
      hint={hint}
      name={name}
      type="password"
      autoComplete="new-password"
      required
      minLength={12}
      maxLength={256}
    />
  )
}

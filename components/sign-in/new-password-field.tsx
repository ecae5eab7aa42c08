import { PasswordField } from '../form/password-field.tsx'

/** As long as server/sign-in/passwords.ts asks for. */
export function NewPasswordField({ label, hint, name }: { label: string; hint: string; name: string }) {
  return (
    <PasswordField
      label={label}
      hint={hint}
      name={name}
      autoComplete="new-password"
      required
      minLength={12}
      maxLength={256}
    />
  )
}
